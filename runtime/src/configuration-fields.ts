/**
 * What a loader needs to know of a configuration's fields before the schema sees them: their names, for the key case
 * of a file; their types, for texts from the environment; and the variables that fill them. Constraints stay in the
 * schema.
 */
export interface ConfigurationShape extends ObjectType {
  /** The types that `reference` names. */
  readonly definitions?: Readonly<Record<string, FieldType>>;
}

/** The type of a value. */
export type FieldType =
  | { readonly kind: 'string' | 'number' | 'integer' | 'boolean' | 'null' }
  | { readonly kind: 'literal'; readonly values: readonly (string | number | boolean | null)[] }
  | { readonly kind: 'array'; readonly items: FieldType }
  | { readonly kind: 'map'; readonly values: FieldType }
  | { readonly kind: 'alternatives'; readonly options: readonly FieldType[] }
  | { readonly kind: 'reference'; readonly definition: string }
  | ObjectType
  | UnionType;

/** An object with declared fields; `rest` is the type of further ones, which are refused where it is absent. */
export interface ObjectType {
  readonly kind: 'object';
  readonly fields: Readonly<Record<string, Field>>;
  readonly rest?: FieldType;
}

/** Objects told apart by a field that is a `literal` in each. */
export interface UnionType {
  readonly kind: 'union';
  readonly discriminator: string;
  readonly branches: readonly ObjectType[];
}

/** A declared field; `env` names the variable that fills it when it is absent. */
export type Field = FieldType & { readonly env?: string };

/** A type that is no reference; undefined where the definition does not exist or leads in a circle. */
export function resolveType(
  type: FieldType | undefined,
  definitions: ConfigurationShape['definitions'] = {},
): Exclude<FieldType, { kind: 'reference' }> | undefined {
  const seen = new Set<string>();
  let current = type;
  while (current?.kind === 'reference') {
    const { definition } = current;
    if (seen.has(definition) || !Object.hasOwn(definitions, definition)) return undefined;
    seen.add(definition);
    current = definitions[definition];
  }
  return current;
}
