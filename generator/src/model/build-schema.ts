import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type { TypeName } from '../manifest/keywords.ts';
import { typesOf } from '../manifest/types-of.ts';
import { buildRules } from './build-rules.ts';
import type {
  Format,
  NamedSchema,
  ObjectShape,
  PropertyModel,
  Role,
  Scalar,
  SchemaModel,
  Shape,
  StringShape,
  UnionBranch,
  Unit,
} from './model.ts';
import { pick, textOf, textsOf } from './pick.ts';

/** A schema as a file says it, with what its references need to be followed: the file. */
export interface RawSchema<Source> {
  readonly node: JsonObject;
  readonly source: Source;
}

/** Finds what a `$ref` leads to; undefined where it leads nowhere, or to itself. */
export type Follow<Source> = (
  reference: string,
  source: Source,
) => (RawSchema<Source> & { readonly name: string }) | undefined;

/**
 * Builds models from schemas that were checked. Undefined comes of one that is malformed, or that has a malformed one
 * inside; the rest can be built and checked all the same.
 */
export class SchemaBuilder<Source> {
  readonly #follow: Follow<Source>;
  readonly #isMalformed: (node: JsonObject) => boolean;
  readonly #built = new Map<JsonObject, SchemaModel | undefined>();
  readonly #objects = new Map<JsonObject, ObjectShape | undefined>();
  readonly #names = new Map<JsonObject, string>();
  /** The definitions that references led to, by name. */
  readonly definitions = new Map<string, SchemaModel>();

  constructor(follow: Follow<Source>, isMalformed: (node: JsonObject) => boolean) {
    this.#follow = follow;
    this.#isMalformed = isMalformed;
  }

  /** The definitions in use, each after those that it uses itself. */
  get namedSchemas(): readonly NamedSchema[] {
    return [...this.definitions].map(([name, schema]) => ({ name, schema }));
  }

  schema(raw: RawSchema<Source>): SchemaModel | undefined {
    if (!this.#built.has(raw.node)) this.#built.set(raw.node, this.#build(raw));
    return this.#built.get(raw.node);
  }

  /** The schema without `enum` and `const`: what the values they list must keep to. */
  unlisted({ node, source }: RawSchema<Source>): SchemaModel | undefined {
    const { enum: _, const: __, ...rest } = node;
    return this.#build({ node: rest, source });
  }

  object(raw: RawSchema<Source>): ObjectShape | undefined {
    if (!this.#objects.has(raw.node)) this.#objects.set(raw.node, this.#buildObject(raw));
    return this.#objects.get(raw.node);
  }

  #buildObject({ node, source }: RawSchema<Source>): ObjectShape | undefined {
    if (this.#isMalformed(node)) return undefined;
    const entries = node['additionalProperties'];
    const rest = isJsonObject(entries) ? this.schema({ node: entries, source }) : undefined;
    const properties = this.#properties({ node, source });
    if (properties === undefined || (isJsonObject(entries) && rest === undefined)) return undefined;
    return { kind: 'object', properties, rules: buildRules(node), ...(rest === undefined ? {} : { rest }) };
  }

  #build(raw: RawSchema<Source>): SchemaModel | undefined {
    if (this.#isMalformed(raw.node)) return undefined;
    if (typeof raw.node['$ref'] === 'string') return this.#reference(raw, raw.node['$ref']);
    const values = literalValues(raw.node);
    const types = typesOf(raw.node);
    if (values !== undefined) return annotate(raw.node, { kind: 'literal', values });
    if (Array.isArray(raw.node['oneOf'])) return this.#union(raw, raw.node['oneOf']);
    const shapes = types.map((type) => this.#shape(type, raw));
    const [first] = shapes;
    if (first === undefined || shapes.includes(undefined)) return undefined;
    return shapes.length === 1 ? annotate(raw.node, first) : alternatives(raw.node, shapes);
  }

  #shape(type: TypeName, raw: RawSchema<Source>): Shape | undefined {
    const { node, source } = raw;
    switch (type) {
      case 'string':
        return stringShape(node);
      case 'integer':
      case 'number':
        return { kind: type, ...pick(node, 'number', NUMBER_LIMITS) };
      case 'boolean':
      case 'null':
        return { kind: type };
      case 'array': {
        const items = isJsonObject(node['items']) ? this.schema({ node: node['items'], source }) : undefined;
        if (items === undefined) return undefined;
        const uniqueItems = node['uniqueItems'] === true;
        return { kind: 'array', items, ...pick(node, 'number', ['minItems', 'maxItems']), uniqueItems };
      }
      case 'object':
        return this.#objectOrMap(raw);
    }
  }

  #objectOrMap(raw: RawSchema<Source>): Shape | undefined {
    const entries = raw.node['additionalProperties'];
    if (isJsonObject(raw.node['properties']) || !isJsonObject(entries)) return this.object(raw);
    const values = this.schema({ node: entries, source: raw.source });
    return values && { kind: 'map', values };
  }

  #properties({ node, source }: RawSchema<Source>): PropertyModel[] | undefined {
    const required = new Set(textsOf(node['required']));
    const properties = isJsonObject(node['properties']) ? Object.entries(node['properties']) : [];
    const models = properties.map(([name, property]) =>
      isJsonObject(property)
        ? this.#property(name, { node: property, source }, required.has(name))
        : undefined,
    );
    return models.includes(undefined) ? undefined : models.filter((model) => model !== undefined);
  }

  #property(name: string, raw: RawSchema<Source>, required: boolean): PropertyModel | undefined {
    const schema = this.schema(raw);
    const fallback = this.#default(raw);
    const { role } = raw.node;
    return (
      schema && {
        name,
        schema,
        required,
        ...(fallback === undefined ? {} : { default: fallback }),
        ...pick(raw.node, 'string', ['env']),
        ...(typeof role === 'string' ? { role: role as Role } : {}),
      }
    );
  }

  #default({ node, source }: RawSchema<Source>): Json | undefined {
    if (Object.hasOwn(node, 'default')) return node['default'];
    const reference = textOf(node['$ref']);
    const target = reference === undefined ? undefined : this.#follow(reference, source);
    return target && this.#default(target);
  }

  #reference({ node, source }: RawSchema<Source>, reference: string): SchemaModel | undefined {
    const target = this.#follow(reference, source);
    const schema = target && this.schema(target);
    if (target === undefined || schema === undefined) return undefined;
    const own = annotate(node, { kind: 'reference', definition: '' });
    const { messages, secret, ...inherited } = schema;
    if (Object.keys(own.messages).some((keyword) => keyword !== 'required')) {
      // Sentences about constraints belong to the constraints, so these are written out here.
      const { shape: _, ...said } = own;
      return {
        ...inherited,
        ...said,
        secret: secret || own.secret,
        messages: { ...messages, ...own.messages },
      };
    }
    const definition = this.#define(target.node, target.name, schema);
    const unit = schema.unit === undefined ? {} : { unit: schema.unit };
    return { ...own, ...unit, shape: { kind: 'reference', definition }, secret: secret || own.secret };
  }

  /** Two files may use one name: the second gets a number. */
  #define(node: JsonObject, wanted: string, schema: SchemaModel): string {
    const known = this.#names.get(node);
    if (known !== undefined) return known;
    let name = wanted;
    for (let number = 2; this.definitions.has(name); number++) name = `${wanted}${number}`;
    this.#names.set(node, name);
    this.definitions.set(name, schema);
    return name;
  }

  #union({ node, source }: RawSchema<Source>, list: readonly Json[]): SchemaModel | undefined {
    const raws = list.flatMap((branch) =>
      isJsonObject(branch) ? [this.#resolve({ node: branch, source })] : [],
    );
    const built = raws.map((raw) => this.object(raw));
    const objects = built.filter((object) => object !== undefined);
    if (objects.length < list.length) return undefined;
    const discriminator = discriminatorOf(objects);
    if (discriminator === undefined) return undefined;
    const branches = objects.map((object, index): UnionBranch => {
      const said = isJsonObject(list[index]) ? list[index] : {};
      const { node: target } = raws[index] ?? { node: {} };
      const { values, properties } = withDiscriminator(object, discriminator);
      const words = {
        ...pick(target, 'string', ['title', 'description']),
        ...pick(said, 'string', ['title', 'description']),
      };
      return { values, ...words, object: { ...object, properties } };
    });
    return annotate(node, { kind: 'union', discriminator, branches });
  }

  #resolve(raw: RawSchema<Source>): RawSchema<Source> {
    const reference = textOf(raw.node['$ref']);
    const target = reference === undefined ? undefined : this.#follow(reference, raw.source);
    return target === undefined ? raw : this.#resolve(target);
  }
}

const NUMBER_LIMITS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const;

function stringShape(node: JsonObject): StringShape {
  return {
    kind: 'string',
    ...pick(node, 'number', ['minLength', 'maxLength']),
    ...pick(node, 'string', ['pattern']),
    ...(typeof node['format'] === 'string' ? { format: node['format'] as Format } : {}),
  };
}

/** The values that both `enum` and `const` allow. */
function literalValues(node: JsonObject): readonly Scalar[] | undefined {
  const { enum: list, const: only } = node;
  const isScalar = (value: Json): value is Scalar => typeof value !== 'object' || value === null;
  const values = Array.isArray(list) ? list.filter(isScalar) : undefined;
  if (only === undefined || !isScalar(only)) return values;
  return values === undefined ? [only] : values.filter((value) => value === only);
}

function annotate(node: JsonObject, shape: Shape): SchemaModel {
  const { examples, deprecated, unit } = node;
  return {
    shape,
    ...pick(node, 'string', ['title', 'description']),
    ...(Array.isArray(examples) ? { examples } : {}),
    ...(deprecated === true || typeof deprecated === 'string' ? { deprecated } : {}),
    ...(typeof unit === 'string' ? { unit: unit as Unit } : {}),
    secret: node['secret'] === true,
    messages: messagesOf(node['errorMessage']),
  };
}

/** Each type keeps the sentences; what is secret is every type but null. */
function alternatives(node: JsonObject, shapes: readonly (Shape | undefined)[]): SchemaModel {
  const { secret, ...said } = annotate(node, { kind: 'alternatives', options: [] });
  const options = shapes.flatMap((shape) =>
    shape === undefined ? [] : [{ shape, secret: secret && shape.kind !== 'null', messages: said.messages }],
  );
  return { ...said, shape: { kind: 'alternatives', options }, secret: false };
}

function messagesOf(value: Json | undefined): Readonly<Record<string, string>> {
  if (typeof value === 'string') return { '*': value };
  if (!isJsonObject(value)) return {};
  const entries = Object.entries(value).filter(([, sentence]) => typeof sentence === 'string');
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) as Record<string, string>;
}

/** The first property that is a constant in every branch, and a different one in each. */
export function discriminatorOf(objects: readonly ObjectShape[]): string | undefined {
  return objects[0]?.properties.map(({ name }) => name).find((name) => tellsApart(name, objects));
}

function tellsApart(name: string, objects: readonly ObjectShape[]): boolean {
  const lists = objects.map((object) => constantsOf(object, name));
  const all = lists.flatMap((values) => values ?? []);
  return !lists.includes(undefined) && new Set(all).size === all.length;
}

/** The values that a property of an object allows, where it lists them. */
export function constantsOf({ properties }: ObjectShape, name: string): readonly Scalar[] | undefined {
  const shape = properties.find((property) => property.name === name)?.schema.shape;
  return shape?.kind === 'literal' ? shape.values : undefined;
}

/** A branch is chosen by its discriminator, so that is required and has no default. */
function withDiscriminator(
  object: ObjectShape,
  discriminator: string,
): { readonly values: readonly Scalar[]; readonly properties: readonly PropertyModel[] } {
  const properties = object.properties.map((property): PropertyModel => {
    if (property.name !== discriminator) return property;
    const { default: _, ...rest } = property;
    return { ...rest, required: true };
  });
  return { values: constantsOf(object, discriminator) ?? [], properties };
}
