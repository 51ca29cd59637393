import type { KeywordTable } from './keywords.ts';
import { DEFINITIONS } from './schema-keys.ts';

/** The keys of a manifest. */
export const MANIFEST_KEYS = {
  manifestVersion: {
    form: 'version',
    isRequired: true,
    description: 'The version of the manifest language: 1.',
  },
  id: {
    form: 'positiveInteger',
    isRequired: true,
    description: 'The stable number of the provider, unique and never reused. Below 1000: shipped providers.',
    examples: [1000],
  },
  name: {
    form: 'text',
    isRequired: true,
    description: 'The name in PascalCase. It prefixes every generated name; its kebab-case is the folder.',
    examples: ['MongoDb'],
  },
  displayName: {
    form: 'text',
    description: 'The name for people. The same as `name` unless given.',
    examples: ['MongoDB Connection Provider'],
  },
  description: { form: 'text', description: 'One sentence about what the provider connects to.' },
  provider: {
    form: 'text',
    isRequired: true,
    description: 'The driver: what `getByProvider` looks up, and the npm package where there is one.',
    examples: ['mongodb'],
  },
  dataStores: {
    form: 'someNames',
    isRequired: true,
    description: 'The data stores that the provider connects to.',
    examples: [['MongoDB', 'DocumentDb']],
  },
  connectionModes: {
    form: 'someNames',
    isRequired: true,
    description: 'The modes in which connections can be opened.',
    examples: [['ReadWrite', 'ReadOnly']],
  },
  priority: {
    form: 'integer',
    description: 'Where two providers serve one data store, the one with the higher priority is taken.',
    default: 100,
  },
  capabilities: { form: 'capabilities', description: 'What the provider can do, for those who choose one.' },
  configuration: {
    form: 'configuration',
    isRequired: true,
    description:
      'What a connection needs to know: fields in the words of JSON Schema, or a Zod schema written by hand.',
  },
  $defs: DEFINITIONS,
} as const satisfies KeywordTable;

/** The keys of `capabilities`. */
export const CAPABILITY_KEYS = {
  features: {
    form: 'nameList',
    description: 'Names of features.',
    examples: [['Transactions', 'Aggregation']],
  },
  maxConnections: { form: 'positiveInteger', description: 'How many connections the system allows at most.' },
  supportsTransactions: {
    form: 'flag',
    description: 'Whether several operations can succeed or fail as one.',
    default: false,
  },
} as const satisfies KeywordTable;

/** The keys of a `configuration` that names a hand-written schema. */
export const ZOD_KEYS = {
  zod: {
    form: 'text',
    isRequired: true,
    description: 'The module that exports the Zod schema, relative to the manifest.',
    examples: ['./schema.ts'],
  },
  export: {
    form: 'text',
    isRequired: true,
    description: 'The name under which the module exports the schema.',
    examples: ['schema'],
  },
} as const satisfies KeywordTable;
