import type { CatalogueEntries } from './entry.ts';
import { SCHEMA_ENTRIES } from './schema.ts';
import { YAML_ENTRIES } from './yaml.ts';

/** Mistakes in manifests: codes EXT1001 to EXT1999. */
export const MANIFEST_ENTRIES = {
  ...YAML_ENTRIES,

  // The form of keys and values, 1101 to 1199.
  'not-a-map': {
    code: 'EXT1101',
    severity: 'error',
    message: 'This file must be a map of keys and values, not {actual}.',
  },
  'unknown-key': {
    code: 'EXT1102',
    severity: 'error',
    message: 'The key "{key}" means nothing here.',
    help: 'Keys that stand here: {allowed}.',
  },
  'missing-key': { code: 'EXT1103', severity: 'error', message: 'The key "{key}" is missing.' },
  'wrong-value': { code: 'EXT1104', severity: 'error', message: '"{key}" must be {expected}, not {actual}.' },
  'unknown-word': { code: 'EXT1105', severity: 'error', message: '"{key}" must be one of: {allowed}.' },

  // Paths and references, 1201 to 1299.
  'path-missing': {
    code: 'EXT1201',
    severity: 'error',
    message: 'There is no file at this path.',
    help: 'The path is relative to the file that names it.',
  },
  'path-outside': {
    code: 'EXT1202',
    severity: 'error',
    message: 'This path leads out of the project.',
    help: 'Use a path with "/", relative to the file that names it, to a file inside the project; links count as what they lead to.',
  },
  'module-form': {
    code: 'EXT1203',
    severity: 'error',
    message: 'This does not name a module.',
    help: 'Write a path that begins with "./" or "../" and ends in .ts, .mts, .js or .mjs.',
  },
  'reference-form': {
    code: 'EXT1204',
    severity: 'error',
    message: 'This $ref has a form that is not understood.',
    help: 'Write "#/$defs/<name>", "./file.yaml#/$defs/<name>", or "./file.yaml" for a file that is one schema.',
  },
  'reference-empty': {
    code: 'EXT1205',
    severity: 'error',
    message: 'The file that this $ref leads to is no schema as a whole: it only holds definitions.',
    help: 'Add "#/$defs/<name>" to say which one is meant.',
  },
  'reference-name': {
    code: 'EXT1206',
    severity: 'error',
    message: 'This $ref leads to a definition that is not there.',
    help: 'Declare it under "$defs".',
  },
  'reference-cycle': {
    code: 'EXT1207',
    severity: 'error',
    message: 'This $ref leads back to itself: {cycle}.',
    help: 'Schemas that contain themselves cannot be generated; say how deep they go by writing the levels out.',
  },
  'reference-chain': {
    code: 'EXT1208',
    severity: 'error',
    message: 'More than {longest} references follow each other from here.',
    help: 'Refer to the last one directly.',
  },
  'model-too-large': {
    code: 'EXT1209',
    severity: 'error',
    message: 'With its references written out, this configuration would have more than {largest} parts.',
    help: 'Use fewer references to schemas that contain references.',
  },
  'export-name': {
    code: 'EXT1210',
    severity: 'error',
    message: 'This cannot be the name of an export.',
    help: 'Write the name under which the module exports the Zod schema, such as schema or default.',
  },

  // Names, 1301 to 1399.
  'name-not-pascal': {
    code: 'EXT1301',
    severity: 'error',
    message: '"{name}" cannot name a provider: it must be PascalCase, of the letters A to Z and digits.',
    help: 'Generated classes begin with it: MongoDb makes MongoDbConnection.',
  },
  'name-reserved': {
    code: 'EXT1302',
    severity: 'error',
    message: '"{name}" cannot name a provider: it is a reserved word of TypeScript.',
    help: 'Choose another name in PascalCase.',
  },
  'name-device': {
    code: 'EXT1303',
    severity: 'error',
    message: '"{name}" cannot name a provider: Windows has no folder "{folder}", which is a device there.',
    help: 'Choose another name.',
  },
  'folder-mismatch': {
    code: 'EXT1304',
    severity: 'error',
    message: 'The provider {name} must stand in a folder "{expected}", not "{actual}".',
    help: 'Rename the folder, or change the name: the folder is the name in kebab-case.',
  },
  'driver-form': {
    code: 'EXT1305',
    severity: 'error',
    message: 'This cannot name a driver.',
    help: 'Use the name of the npm package, such as mongodb or @azure/cosmos.',
  },
  'blank-text': {
    code: 'EXT1306',
    severity: 'error',
    message: 'This text is blank, or begins or ends with white space.',
    help: 'Remove the white space, or write what is meant.',
  },
  'unseen-characters': {
    code: 'EXT1307',
    severity: 'error',
    message: 'This name contains characters that cannot be seen or that change the direction of text.',
    help: 'Remove control, formatting and bidirectional characters.',
  },
  'duplicate-item': {
    code: 'EXT1308',
    severity: 'error',
    message: 'This stands in the list "{key}" a second time.',
    help: 'Remove one of the two.',
  },

  ...SCHEMA_ENTRIES,

  // Two providers, 1601 to 1699.
  'duplicate-id': {
    code: 'EXT1601',
    severity: 'error',
    message: 'The id {id} belongs to two providers.',
    help: 'Give the newer one another id. Ids are never reused, and those below 1000 belong to the shipped providers.',
  },
  'duplicate-name': {
    code: 'EXT1602',
    severity: 'error',
    message:
      'The name "{name}" belongs to two providers, or to two that differ only in upper and lower case.',
    help: 'Rename one of the two; of two installed packages, leave one out with "exclude" or "prefer" in extconn.yaml.',
  },
  'equal-priority': {
    code: 'EXT1603',
    severity: 'error',
    message:
      'Two providers serve the data store "{dataStore}" with priority {priority}, so none comes first.',
    help: 'Change one of the two priorities: the higher one is taken.',
  },
  'name-is-data-store': {
    code: 'EXT1604',
    severity: 'error',
    message:
      '"{name}" names this provider and a data store of another one, so a configuration could mean either.',
    help: 'Rename the provider or the data store.',
  },

  // Schemas written by hand, 1701 to 1799.
  'zod-module-fails': {
    code: 'EXT1701',
    severity: 'error',
    message: 'This module cannot be run: {reason}.',
  },
  'zod-export-missing': {
    code: 'EXT1702',
    severity: 'error',
    message: 'The module has no export "{name}".',
    help: 'It exports: {exports}.',
  },
  'zod-not-a-schema': {
    code: 'EXT1703',
    severity: 'error',
    message: 'The export "{name}" is no Zod schema.',
    help: 'Export a schema of Zod 4, or of Zod 3 from "zod/v3".',
  },
  'zod-not-convertible': {
    code: 'EXT1704',
    severity: 'error',
    message: 'This schema cannot be written as a JSON Schema: {reason}.',
    help: 'Use types that a configuration file can hold; a transform may follow them.',
  },
  'zod-not-fields': {
    code: 'EXT1705',
    severity: 'error',
    message: 'The JSON Schema that comes of this schema lists no fields, so it would take nearly everything.',
    help: 'Export one z.strictObject({ … }) or z.object({ … }), refined as you like.',
  },
  'zod-secret-unsaid': {
    code: 'EXT1706',
    severity: 'error',
    message: 'The field "{name}" has the name of a secret and does not say whether it is one.',
    help: 'Add .meta({ secret: true }) or .meta({ secret: false }); in Zod 3, .describe(JSON.stringify({ secret: true })).',
  },
  'zod-secret-recursive': {
    code: 'EXT1707',
    severity: 'error',
    message: 'A schema that contains itself has a secret in it, so nobody can say where all of them are.',
    help: 'Write out the levels, or mark the whole as the secret.',
  },
} as const satisfies CatalogueEntries;
