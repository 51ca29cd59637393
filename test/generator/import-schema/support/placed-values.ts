import type { Json, JsonObject } from '../../../../generator/src/located.ts';
import { accepts, type Definitions } from '../../../../generator/src/model/accepts.ts';
import type {
  ConfigurationModel,
  ObjectShape,
  PropertyModel,
  SchemaModel,
} from '../../../../generator/src/model/model.ts';
import { GoodValues } from '../../agreement/support/good-values.ts';
import { Random } from '../../agreement/support/random.ts';

/** A default or an example, in a configuration that has nothing else but what it needs. */
export interface PlacedValue {
  readonly place: string;
  readonly configuration: JsonObject;
}

/** Every default and every example of a configuration, each where its field stands. */
export function placedValues({ root, definitions }: ConfigurationModel): readonly PlacedValue[] {
  const named = new Map(definitions.map(({ name, schema }) => [name, schema]));
  return new Placing(named)
    .object(root)
    .map(({ place, value }) => ({ place, configuration: value as JsonObject }));
}

interface Placed {
  readonly place: string;
  readonly value: Json;
}

class Placing {
  readonly #definitions: Definitions;
  readonly #good: GoodValues;

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
    this.#good = new GoodValues(new Random(1), definitions);
  }

  object(shape: ObjectShape): Placed[] {
    const least = this.#least(shape);
    const whole = { place: '', value: least };
    const inside = shape.properties.flatMap((property) =>
      this.#property(property).map(({ place, value }) => ({
        place: `.${property.name}${place}`,
        value: { ...least, [property.name]: value },
      })),
    );
    return [whole, ...inside];
  }

  #property({ schema, default: fallback }: PropertyModel): Placed[] {
    const own = fallback === undefined ? [] : [{ place: ' default', value: fallback }];
    return [...own, ...this.#schema(schema)];
  }

  #schema(schema: SchemaModel): Placed[] {
    const { shape, examples = [] } = schema;
    const shown = examples.map((value) => ({ place: ' example', value }));
    switch (shape.kind) {
      case 'object':
        return [...shown, ...this.object(shape)];
      case 'union':
        return [...shown, ...shape.branches.flatMap(({ object }) => this.object(object))];
      case 'array':
        return [
          ...shown,
          ...this.#schema(shape.items).map(({ place, value }) => ({ place: `[]${place}`, value: [value] })),
        ];
      case 'map':
        return [
          ...shown,
          ...this.#schema(shape.values).map(({ place, value }) => ({
            place: `{}${place}`,
            value: { any: value },
          })),
        ];
      case 'alternatives':
        return [...shown, ...shape.options.flatMap((option) => this.#schema(option))];
      case 'reference': {
        const target = this.#definitions.get(shape.definition);
        return [...shown, ...(target === undefined ? [] : this.#schema(target))];
      }
      default:
        return shown;
    }
  }

  /** What must be there, and no more. */
  #least(shape: ObjectShape): JsonObject {
    const needed = shape.properties.filter(
      ({ required, default: fallback }) => required && fallback === undefined,
    );
    return Object.fromEntries(needed.map(({ name, schema }) => [name, this.#some(schema)]));
  }

  #some(schema: SchemaModel): Json {
    const { shape, examples = [] } = schema;
    const example = examples.find((value) => accepts(schema, value, this.#definitions));
    if (example !== undefined) return example;
    if (shape.kind === 'object') return this.#least(shape);
    if (shape.kind === 'union') return this.#least((shape.branches[0] ?? { object: NOTHING }).object);
    const target = shape.kind === 'reference' ? this.#definitions.get(shape.definition) : undefined;
    return target === undefined ? this.#text(schema) : this.#some(target);
  }

  /** Patterns of published specifications, met by hand. */
  #text(schema: SchemaModel): Json {
    const known = SAMPLES.find((text) => accepts(schema, text, this.#definitions));
    return known ?? this.#good.of(schema);
  }
}

const NOTHING: ObjectShape = { kind: 'object', properties: [], rules: [] };

const SAMPLES = [
  'some text',
  '2024-01-02T03:04:05Z',
  '2024-01-02',
  'P1D',
  '/folder',
  'https://example.com',
  'https://docs.google.com/spreadsheets/1',
  'host:1234',
  'mongodb://host/database',
  'ssh://user@host:22',
  'account.snowflakecomputing.com',
  '123,456',
  '123456789',
  '09:00',
  'name',
];
