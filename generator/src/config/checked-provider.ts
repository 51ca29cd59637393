import type { ConfigurationModel, ObjectShape, ProviderModel, SchemaModel } from '../model/model.ts';
import { foreignModel } from './foreign-model.ts';
import { ModelReader } from './model-reader.ts';
import type { ConfigurationProvider } from './provider-index.ts';
import { compileEmittedSchema, compileForeignSchema, type Validate } from './schema-validator.ts';

/** An object that a configuration may hold. */
export interface HeldObject {
  readonly shape: ObjectShape;
  /** Whether it stands in a secret: then all of it is one. */
  readonly isSecret: boolean;
}

const CHECKED = new WeakMap<ConfigurationProvider, CheckedProvider>();

/** A provider with what its connections are checked by, each part made once and when it is needed. */
export class CheckedProvider {
  readonly model: ProviderModel;
  readonly #provider: ConfigurationProvider;
  #validate: Validate | undefined;
  #reader: ModelReader | undefined;
  #objects: readonly HeldObject[] | undefined;

  static of(provider: ConfigurationProvider): CheckedProvider {
    const checked = CHECKED.get(provider) ?? new CheckedProvider(provider);
    CHECKED.set(provider, checked);
    return checked;
  }

  private constructor(provider: ConfigurationProvider) {
    this.model = provider.model;
    this.#provider = provider;
  }

  get reader(): ModelReader {
    this.#reader ??= new ModelReader(configurationOf(this.#provider));
    return this.#reader;
  }

  /** Undefined where a hand-written schema cannot be used. */
  get validate(): Validate | undefined {
    this.#validate ??= this.#compile();
    return this.#validate;
  }

  /** Every object that the configuration may hold. */
  get objects(): readonly HeldObject[] {
    this.#objects ??= [...new ObjectFinder(this.reader.configuration).objects()];
    return this.#objects;
  }

  /** Whether the environment fills in fields that are absent. */
  get usesEnvironment(): boolean {
    return this.objects.some(({ shape }) => shape.properties.some(({ env }) => env !== undefined));
  }

  /** Whether keys that are not declared are allowed somewhere: then a wrong case is not refused by the schema. */
  get isOpen(): boolean {
    return this.objects.some(({ shape }) => shape.rest !== undefined);
  }

  #compile(): Validate | undefined {
    const { model, schema } = this.#provider;
    if (model.configuration.kind === 'fields') return compileEmittedSchema(schema);
    try {
      return compileForeignSchema(schema);
    } catch {
      return undefined;
    }
  }
}

function configurationOf({ model, schema }: ConfigurationProvider): ConfigurationModel {
  return model.configuration.kind === 'fields' ? model.configuration : foreignModel(schema);
}

/** Finds every object that a configuration may hold, following references. */
class ObjectFinder {
  readonly #root: ObjectShape;
  readonly #definitions: ReadonlyMap<string, SchemaModel>;
  readonly #followed = new Set<string>();

  constructor({ root, definitions }: ConfigurationModel) {
    this.#root = root;
    this.#definitions = new Map(definitions.map(({ name, schema }) => [name, schema]));
  }

  objects(): Generator<HeldObject> {
    return this.#ofObject(this.#root, false);
  }

  *#ofObject(shape: ObjectShape, isSecret: boolean): Generator<HeldObject> {
    yield { shape, isSecret };
    for (const { schema } of shape.properties) yield* this.#ofSchema(schema, isSecret);
    if (shape.rest !== undefined) yield* this.#ofSchema(shape.rest, isSecret);
  }

  *#ofSchema({ shape, secret }: SchemaModel, isInSecret: boolean): Generator<HeldObject> {
    const isSecret = isInSecret || secret;
    if (shape.kind === 'object') yield* this.#ofObject(shape, isSecret);
    else if (shape.kind === 'array') yield* this.#ofSchema(shape.items, isSecret);
    else if (shape.kind === 'map') yield* this.#ofSchema(shape.values, isSecret);
    else if (shape.kind === 'reference') yield* this.#ofDefinition(shape.definition, isSecret);
    else if (shape.kind === 'union') {
      for (const { object } of shape.branches) yield* this.#ofObject(object, isSecret);
    } else if (shape.kind === 'alternatives') {
      for (const option of shape.options) yield* this.#ofSchema(option, isSecret);
    }
  }

  *#ofDefinition(name: string, isSecret: boolean): Generator<HeldObject> {
    const definition = this.#definitions.get(name);
    const step = `${isSecret} ${name}`;
    if (definition === undefined || this.#followed.has(step)) return;
    this.#followed.add(step);
    yield* this.#ofSchema(definition, isSecret);
  }
}
