import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type { Scalar } from '../model/model.ts';

/** One step of the way to a secret, as `SecretStep` of the runtime has it. */
export type Step =
  | string
  | { readonly items: true }
  | { readonly others: readonly string[] }
  | { readonly where: string; readonly is: readonly Scalar[] };

/** The secrets of a converted schema. */
export interface FoundSecrets {
  readonly paths: readonly (readonly Step[])[];
  /** Whether there are more than can be listed: a schema that contains itself has a secret in it. */
  readonly isEndless: boolean;
}

/** Finds what is marked `secret: true` or `writeOnly: true`, wherever it stands. */
export function findSecrets(schema: JsonObject): FoundSecrets {
  const search = new Search(schema);
  search.visit(schema, [], []);
  const paths = new Map(search.paths.map((path) => [JSON.stringify(path), path]));
  return { paths: [...paths.values()], isEndless: search.isEndless };
}

/** Whether a schema says of itself that it is secret; undefined where it says nothing. */
export function saidSecret({ secret, writeOnly }: JsonObject): boolean | undefined {
  const said = secret ?? writeOnly;
  return typeof said === 'boolean' ? said : undefined;
}

/** What a local reference leads to. */
export function resolvePointer(root: JsonObject, reference: string): Json | undefined {
  if (!reference.startsWith('#')) return undefined;
  const tokens = decodeURIComponent(reference.slice(1)).split('/').slice(1);
  let current: Json | undefined = root;
  for (const token of tokens) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(current)) current = current[Number(key)];
    else current = isJsonObject(current) && Object.hasOwn(current, key) ? current[key] : undefined;
  }
  return current;
}

class Search {
  readonly paths: (readonly Step[])[] = [];
  isEndless = false;
  readonly #root: JsonObject;

  constructor(root: JsonObject) {
    this.#root = root;
  }

  /** @param inside - the schemas that this one is a part of. */
  visit(schema: Json | undefined, path: readonly Step[], inside: readonly JsonObject[]): void {
    if (!isJsonObject(schema)) return;
    if (inside.includes(schema)) {
      this.isEndless ||= holdsMark(schema);
      return;
    }
    if (saidSecret(schema) === true) {
      this.paths.push(path);
      return;
    }
    const within = [...inside, schema];
    const { $ref: reference, properties, additionalProperties, items, patternProperties } = schema;
    if (typeof reference === 'string') this.visit(resolvePointer(this.#root, reference), path, within);
    const fields = isJsonObject(properties) ? properties : {};
    for (const [name, field] of Object.entries(fields)) this.visit(field, [...path, name], within);
    const others = [...path, { others: Object.keys(fields) }];
    this.visit(additionalProperties, others, within);
    for (const entry of valuesOf(patternProperties)) this.visit(entry, others, within);
    for (const item of [items, schema['additionalItems']].flat())
      this.visit(item, [...path, { items: true }], within);
    for (const part of valuesOf(schema['allOf'])) this.visit(part, path, within);
    for (const keyword of ['anyOf', 'oneOf']) this.#options(valuesOf(schema[keyword]), path, within);
  }

  #options(options: readonly Json[], path: readonly Step[], inside: readonly JsonObject[]): void {
    const objects = options.map((option) => this.#resolve(option));
    const discriminator = Object.keys(membersOf(objects[0])).find((name) =>
      objects.every((object) => constantsOf(object, name) !== undefined),
    );
    options.forEach((option, index) => {
      const is = discriminator === undefined ? undefined : constantsOf(objects[index], discriminator);
      const step = discriminator === undefined || is === undefined ? [] : [{ where: discriminator, is }];
      this.visit(option, [...path, ...step], inside);
    });
  }

  #resolve(schema: Json): JsonObject | undefined {
    if (!isJsonObject(schema)) return undefined;
    const reference = schema['$ref'];
    const target = typeof reference === 'string' ? resolvePointer(this.#root, reference) : schema;
    return isJsonObject(target) ? target : undefined;
  }
}

function valuesOf(value: Json | undefined): readonly Json[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

function membersOf(schema: JsonObject | undefined): JsonObject {
  const properties = schema?.['properties'];
  return isJsonObject(properties) ? properties : {};
}

/** The values of a property that must be there and lists its values. */
function constantsOf(schema: JsonObject | undefined, name: string): readonly Scalar[] | undefined {
  const required = schema?.['required'];
  const property = membersOf(schema)[name];
  if (!isJsonObject(property) || !Array.isArray(required) || !required.includes(name)) return undefined;
  const { const: only, enum: list } = property;
  const values = only === undefined ? list : [only];
  return Array.isArray(values) && values.every(isScalar) ? values : undefined;
}

function isScalar(value: Json): value is Scalar {
  return typeof value !== 'object' || value === null;
}

function holdsMark(schema: JsonObject): boolean {
  return /"(?:secret|writeOnly)":true/.test(JSON.stringify(schema));
}
