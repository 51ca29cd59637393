import type { ConfigurationModel, ObjectShape, ProviderModel, SchemaModel, Shape } from '../model/model.ts';
import { foreignModel } from './foreign-model.ts';
import { ModelReader } from './model-reader.ts';
import type { ConfigurationProvider } from './provider-index.ts';
import { compileEmittedSchema, compileForeignSchema, type Validate } from './schema-validator.ts';

const CHECKED = new WeakMap<ConfigurationProvider, CheckedProvider>();

/** A provider with what its connections are checked by, each part made once and when it is needed. */
export class CheckedProvider {
  readonly model: ProviderModel;
  readonly #provider: ConfigurationProvider;
  #validate: Validate | undefined;
  #reader: ModelReader | undefined;
  #objects: readonly ObjectShape[] | undefined;

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
  get objects(): readonly ObjectShape[] {
    this.#objects ??= [...objectsIn(this.reader.configuration)];
    return this.#objects;
  }

  /** Whether the environment fills in fields that are absent. */
  get usesEnvironment(): boolean {
    return this.objects.some(({ properties }) => properties.some(({ env }) => env !== undefined));
  }

  /** Whether keys that are not declared are allowed somewhere: then a wrong case is not refused by the schema. */
  get isOpen(): boolean {
    return this.objects.some(({ rest }) => rest !== undefined);
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

function* objectsIn({ root, definitions }: ConfigurationModel): Generator<ObjectShape> {
  yield* objectsOf(root);
  for (const { schema } of definitions) yield* objectsOf(schema.shape);
}

function* objectsOf(shape: Shape): Generator<ObjectShape> {
  if (shape.kind === 'object') yield shape;
  for (const inner of innerShapes(shape)) yield* objectsOf(inner);
}

function innerShapes(shape: Shape): readonly Shape[] {
  const shapesOf = (schemas: readonly SchemaModel[]): readonly Shape[] =>
    schemas.map((schema) => schema.shape);
  switch (shape.kind) {
    case 'array':
      return shapesOf([shape.items]);
    case 'map':
      return shapesOf([shape.values]);
    case 'alternatives':
      return shapesOf(shape.options);
    case 'union':
      return shape.branches.map(({ object }) => object);
    case 'object':
      return shapesOf([
        ...shape.properties.map(({ schema }) => schema),
        ...(shape.rest === undefined ? [] : [shape.rest]),
      ]);
    default:
      return [];
  }
}
