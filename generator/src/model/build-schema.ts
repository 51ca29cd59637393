import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type { TypeName } from '../manifest/keywords.ts';
import { typesOf } from '../manifest/types-of.ts';
import { alternatives, annotate, literalValues, NUMBER_LIMITS, stringShape } from './annotate.ts';
import { buildRules } from './build-rules.ts';
import { discriminatorOf, withDiscriminator } from './discriminator.ts';
import type {
  NamedSchema,
  ObjectShape,
  PropertyModel,
  Role,
  SchemaModel,
  Shape,
  UnionBranch,
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
