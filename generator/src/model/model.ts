import type { Json } from '../located.ts';

/**
 * What a manifest means: the one thing all outputs are made from. Plain, readonly, JSON-serialisable data, with
 * everything checked, sorted and made explicit. Packages ship it, so its shape is part of the contract version.
 */
export interface ProviderModel {
  readonly contract: 1;
  readonly id: number;
  /** PascalCase. */
  readonly name: string;
  readonly displayName: string;
  readonly description?: string;
  /** `provider` in the manifest. */
  readonly driver: string;
  readonly dataStores: readonly string[];
  readonly connectionModes: readonly string[];
  readonly priority: number;
  readonly capabilities: CapabilitiesModel;
  readonly configuration: ConfigurationModel | HandWrittenSchema;
}

export interface CapabilitiesModel {
  readonly features: readonly string[];
  readonly maxConnections?: number;
  readonly supportsTransactions: boolean;
}

/** A configuration described in the manifest. */
export interface ConfigurationModel {
  readonly kind: 'fields';
  readonly root: ObjectShape;
  /** Named schemas (`$defs`), each emitted once; one that uses others stands after them. */
  readonly definitions: readonly NamedSchema[];
}

/** A configuration whose Zod schema is written by hand. */
export interface HandWrittenSchema {
  readonly kind: 'zod';
  /** Relative to the manifest's folder, forward slashes, as the manifest wrote it. */
  readonly module: string;
  readonly export: string;
  /** The JSON Schema converted from it, filled in by the pipeline. */
  readonly jsonSchema?: Json;
}

export interface NamedSchema {
  readonly name: string;
  readonly schema: SchemaModel;
}

/** A value's shape with what is said about it. */
export interface SchemaModel {
  readonly shape: Shape;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly Json[];
  /** True, or why and what to use instead. */
  readonly deprecated?: true | string;
  readonly unit?: Unit;
  /** Redacted everywhere; `writeOnly` in JSON Schema. */
  readonly secret: boolean;
  /** The manifest's own sentences by keyword; `*` for a missing value and every constraint but a wrong type. */
  readonly messages: Readonly<Record<string, string>>;
}

export type Unit = 'seconds' | 'milliseconds' | 'bytes';

export type Scalar = string | number | boolean | null;

export type Shape =
  | StringShape
  | NumberShape
  | { readonly kind: 'boolean' }
  | { readonly kind: 'null' }
  | LiteralShape
  | ArrayShape
  | MapShape
  | ObjectShape
  | UnionShape
  | AlternativesShape
  | ReferenceShape;

export interface StringShape {
  readonly kind: 'string';
  readonly minLength?: number;
  readonly maxLength?: number;
  /** An ECMAScript regular expression, used with the flag `u`. */
  readonly pattern?: string;
  readonly format?: Format;
}

export const FORMATS = [
  'uri',
  'hostname',
  'email',
  'ipv4',
  'ipv6',
  'date',
  'date-time',
  'duration',
  'uuid',
] as const;
export type Format = (typeof FORMATS)[number];

export interface NumberShape {
  readonly kind: 'number' | 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

/** `enum` and `const`: one of these values. Constraints beside them were applied when the model was built. */
export interface LiteralShape {
  readonly kind: 'literal';
  readonly values: readonly Scalar[];
}

export interface ArrayShape {
  readonly kind: 'array';
  readonly items: SchemaModel;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems: boolean;
}

/** Any keys, each with a value of one schema. The key `__proto__` is refused everywhere. */
export interface MapShape {
  readonly kind: 'map';
  readonly values: SchemaModel;
}

export interface ObjectShape {
  readonly kind: 'object';
  readonly properties: readonly PropertyModel[];
  readonly rules: readonly Rule[];
  /** The schema of keys that are not declared; undefined refuses them. */
  readonly rest?: SchemaModel;
}

export interface PropertyModel {
  readonly name: string;
  readonly schema: SchemaModel;
  readonly required: boolean;
  /** Makes the field present in every configuration, whether or not it is required. */
  readonly default?: Json;
  /** The environment variable the loader reads when the field is absent; the JSON Schema then never requires it. */
  readonly env?: string;
  readonly role?: Role;
}

export type Role = 'connectTimeout' | 'commandTimeout' | 'retryEnabled' | 'retryCount' | 'maxPoolSize';

/** Objects told apart by a property that is a different constant in each. */
export interface UnionShape {
  readonly kind: 'union';
  readonly discriminator: string;
  /** Each branch's object has the discriminator as a required property with a literal shape. */
  readonly branches: readonly UnionBranch[];
}

export interface UnionBranch {
  readonly values: readonly Scalar[];
  readonly title?: string;
  readonly description?: string;
  readonly object: ObjectShape;
}

/** `type` with a list: one of these, told apart by the type of the value. */
export interface AlternativesShape {
  readonly kind: 'alternatives';
  readonly options: readonly SchemaModel[];
}

/** `$ref`: a definition of the same model. */
export interface ReferenceShape {
  readonly kind: 'reference';
  readonly definition: string;
}

/** A rule across the properties of one object. A property counts as set when it is present or has a default. */
export type Rule = CountRule | ConditionRule | DependencyRule;

export interface CountRule {
  readonly kind: 'exactlyOneOf' | 'atLeastOneOf' | 'atMostOneOf';
  readonly fields: readonly string[];
  readonly message?: string;
}

/** Where every field of `when` has the given value (absence counts as the default). */
export interface ConditionRule {
  readonly kind: 'when';
  readonly when: readonly { readonly field: string; readonly value: Scalar }[];
  readonly require: readonly string[];
  readonly forbid: readonly string[];
  readonly message?: string;
}

export interface DependencyRule {
  readonly kind: 'dependentRequired';
  readonly field: string;
  readonly require: readonly string[];
  readonly message?: string;
}
