import type { Json } from '../located.ts';

/** The types a field can have. */
export const TYPE_NAMES = ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null'] as const;
export type TypeName = (typeof TYPE_NAMES)[number];

export const UNITS = ['seconds', 'milliseconds', 'bytes'] as const;

export const ROLES = [
  'connectTimeout',
  'commandTimeout',
  'retryEnabled',
  'retryCount',
  'maxPoolSize',
] as const;

/** What the value of a key must look like; `forms.ts` checks it and `schema.ts` says it in Zod. */
export type Form =
  | 'text'
  | 'flag'
  | 'number'
  | 'positiveNumber'
  | 'integer'
  | 'positiveInteger'
  | 'count'
  | 'json'
  | 'jsonList'
  | 'scalar'
  | 'scalarList'
  | 'nameList'
  | 'someNames'
  | 'version'
  | 'types'
  | 'objectType'
  | 'format'
  | 'unit'
  | 'role'
  | 'messages'
  | 'deprecation'
  | 'closed'
  | 'schema'
  | 'schemaOrFalse'
  | 'schemaMap'
  | 'schemaList'
  | 'dependents'
  | 'conditions'
  | 'ruleList'
  | 'capabilities'
  | 'configuration';

/** One key of the manifest language. */
export interface Keyword {
  readonly form: Form;
  /** Shown by editors and in the JSON Schema of manifests. */
  readonly description: string;
  readonly isRequired?: boolean;
  /** The types that the keyword limits; without any it can stand beside every type. */
  readonly limits?: readonly TypeName[];
  readonly default?: Json;
  readonly examples?: readonly Json[];
}

export type KeywordTable = Readonly<Record<string, Keyword>>;
