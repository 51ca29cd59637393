import type { KeyCase } from '../emit/external-connections-schema.ts';
import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type { PropertyModel, SchemaModel } from '../model/model.ts';
import { camelCase, pascalCase } from '../model/names.ts';
import { convertText } from './convert-text.ts';
import type { EntryProblems } from './entry-problems.ts';
import type { ModelReader, ObjectView } from './model-reader.ts';
import { inside, ROOT_SPOT, type Spot } from './pointer.ts';
import { reportReferenceFault } from './reference-problems.ts';
import {
  environmentValue,
  type ReferenceScope,
  type Resolution,
  resolveReferences,
} from './reference-resolver.ts';
import { mayRefer } from './references.ts';
import { spell } from './sections.ts';

/** A connection's settings as its schema takes them. */
export interface PreparedSettings {
  /** With declared names, references replaced, and what the environment fills in. */
  readonly value: JsonObject;
  /** JSON pointers of the values that are not known yet. */
  readonly unknown: ReadonlySet<string>;
}

export interface PreparationContext {
  readonly reader: ModelReader;
  readonly section: { readonly key: string; readonly keyCase: KeyCase };
  readonly scope: ReferenceScope;
  readonly problems: EntryProblems;
}

/** Translates a connection's settings from how the file spells them. */
export function prepareSettings(settings: JsonObject, context: PreparationContext): PreparedSettings {
  const preparation = new Preparation(context, (text) => resolveReferences(text, context.scope));
  const { root } = context.reader.configuration;
  const value = preparation.object(settings, context.reader.viewShape(root), ROOT_SPOT, ROOT_SPOT);
  return { value, unknown: preparation.unknown };
}

class Preparation {
  readonly unknown = new Set<string>();
  readonly #context: PreparationContext;
  readonly #resolve: (text: string) => Resolution;

  constructor(context: PreparationContext, resolve: (text: string) => Resolution) {
    this.#context = context;
    this.#resolve = resolve;
  }

  /**
   * @param spelt - the spot in the file.
   * @param declared - the spot with declared names.
   */
  object(value: JsonObject, view: ObjectView | undefined, spelt: Spot, declared: Spot): JsonObject {
    const members: [string, Json][] = [];
    for (const [key, member] of Object.entries(value)) {
      const property = this.#propertyOf(key, view);
      const name = property?.name ?? key;
      const right = property === undefined ? key : spell(name, this.#context.section.keyCase);
      if (right !== key) {
        this.#reportCase(key, right, inside(spelt, key));
        if (Object.hasOwn(value, right)) continue;
      }
      const schema = property?.schema ?? view?.rest;
      members.push([name, this.#value(member, schema, inside(spelt, key), inside(declared, name))]);
    }
    const prepared = Object.fromEntries(members);
    return this.#context.scope.env ? this.#filled(prepared, view) : prepared;
  }

  /** The property that a key means, however its first letter is spelt. */
  #propertyOf(key: string, view: ObjectView | undefined): PropertyModel | undefined {
    const exact = view?.properties.get(key);
    if (exact !== undefined) return exact;
    return pascalCase(key) === key ? view?.properties.get(camelCase(key)) : undefined;
  }

  #value(value: Json, schema: SchemaModel | undefined, spelt: Spot, declared: Spot): Json {
    if (typeof value === 'string')
      return mayRefer(value) ? this.#text(value, schema, spelt, declared) : value;
    if (typeof value !== 'object' || value === null) return value;
    const { reader } = this.#context;
    if (isJsonObject(value)) {
      const view =
        schema && reader.view(schema, this.#withBranch(value, schema), (name) => this.#keyIn(value, name));
      return this.object(value, view, spelt, declared);
    }
    const shape = schema && reader.meant(schema, value)?.shape;
    const items = shape?.kind === 'array' ? shape.items : undefined;
    return value.map((item, index) =>
      this.#value(item, items, inside(spelt, index), inside(declared, index)),
    );
  }

  #text(text: string, schema: SchemaModel | undefined, spelt: Spot, declared: Spot): Json {
    const { problems, reader } = this.#context;
    const resolution = this.#resolve(text);
    if (resolution.kind === 'literal') return resolution.text;
    if (resolution.kind === 'replaced') {
      const value = convertText(resolution.text, schema, reader);
      // What a reference stands for is not searched for more references.
      const inner = new Preparation(this.#context, (literal) => ({ kind: 'literal', text: literal }));
      return inner.#value(value, schema, spelt, declared);
    }
    for (const fault of resolution.faults) reportReferenceFault(fault, spelt.path, problems);
    this.unknown.add(declared.pointer);
    return text;
  }

  /** The object with its discriminator resolved, so that its branch is known. */
  #withBranch(value: JsonObject, schema: SchemaModel): JsonObject {
    const shape = this.#context.reader.meant(schema, value)?.shape;
    if (shape?.kind !== 'union') return value;
    const key = this.#keyIn(value, shape.discriminator);
    const text = value[key];
    if (typeof text !== 'string' || !mayRefer(text)) return value;
    const resolution = this.#resolve(text);
    return resolution.kind === 'unknown' ? value : { ...value, [key]: resolution.text };
  }

  /** The key under which an object holds a declared name. */
  #keyIn(value: JsonObject, name: string): string {
    const right = spell(name, this.#context.section.keyCase);
    const other = right === name ? pascalCase(name) : name;
    return !Object.hasOwn(value, right) && Object.hasOwn(value, other) ? other : right;
  }

  #reportCase(key: string, right: string, { path }: Spot): void {
    const { section, problems } = this.#context;
    problems.report('key-case', { key, section: section.key }, { path, part: 'key', suggestion: right });
  }

  /** Fields that are absent from the file and have an environment variable. */
  #filled(value: JsonObject, view: ObjectView | undefined): JsonObject {
    const { scope, reader } = this.#context;
    const found = (view?.shape?.properties ?? []).flatMap(({ name, schema, env }) => {
      if (env === undefined || Object.hasOwn(value, name)) return [];
      const text = environmentValue(scope.host, env);
      return text === undefined ? [] : [[name, convertText(text, schema, reader)] as const];
    });
    return found.length === 0 ? value : { ...value, ...Object.fromEntries(found) };
  }
}
