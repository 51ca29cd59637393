import type { Json } from '../located.ts';
import { FORMAT_PATTERNS } from '../model/formats.ts';
import type {
  ArrayShape,
  NumberShape,
  ObjectShape,
  PropertyModel,
  Rule,
  Scalar,
  SchemaModel,
  StringShape,
  UnionShape,
} from '../model/model.ts';
import { hasDefaults } from './has-defaults.ts';
import type { Imports } from './imports.ts';
import { indent } from './indent.ts';
import { hasInheritedKey, jsonLiteral, propertyKey, stringLiteral } from './literals.ts';
import { TypeDepth } from './type-depth.ts';
import { printChecks, printLimits } from './zod-checks.ts';
import { choiceError, expectingError, parameters, sentenceFor, sentenceOf, typeError } from './zod-words.ts';

/** The module all generated code takes its runtime from. */
export const CODEGEN_MODULE = '@extconn/runtime/codegen/v1';

type Messages = SchemaModel['messages'];

/** A definition: its schema, and the name of the constant that holds it. */
export interface NamedDefinition {
  readonly schema: SchemaModel;
  readonly identifier: string;
}

/** The function that checks a value before its schema; a file declares it where `checksGiven`. */
export const AS_GIVEN = 'asGiven';

/** Prints Zod 4 expressions, and the definitions that they use. */
export class ZodPrinter {
  readonly #imports: Imports;
  readonly #known: ReadonlyMap<string, NamedDefinition>;
  readonly #printed = new Map<string, string>();
  readonly #depth: TypeDepth;
  checksGiven = false;

  constructor(imports: Imports, definitions: ReadonlyMap<string, NamedDefinition>) {
    this.#imports = imports;
    this.#known = definitions;
    this.#depth = new TypeDepth(this.#schemaOf);
  }

  /** The constants that the expressions printed so far use, each after those that it uses itself. */
  get definitions(): readonly { readonly identifier: string; readonly zod: string }[] {
    return [...this.#printed].map(([identifier, zod]) => ({ identifier, zod }));
  }

  /** The expression for a value. */
  schema(schema: SchemaModel): string {
    const expression = this.#expression(schema);
    return this.#depth.isTooDeep(schema.shape)
      ? `(${expression} as unknown as ${this.#z}.ZodType)`
      : expression;
  }

  #expression({ shape, messages }: SchemaModel): string {
    switch (shape.kind) {
      case 'string':
        return `${this.#z}.string(${this.#typeError(messages)})${this.#stringChecks(shape, messages)}`;
      case 'number':
      case 'integer':
        return this.#number(shape, messages);
      case 'boolean':
      case 'null':
        return `${this.#z}.${shape.kind}(${this.#typeError(messages)})`;
      case 'literal':
        return this.#literal(shape.values, messages);
      case 'array':
        return this.#array(shape, messages);
      case 'map': {
        const entries = [`${this.#z}.string()`, this.schema(shape.values), this.#typeError(messages)];
        return this.#ownKeys(`${this.#z}.record(${parameters(entries)})`);
      }
      case 'object':
        return this.object(shape, messages);
      case 'union':
        return this.#union(shape, messages);
      case 'alternatives': {
        const options = shape.options.map((option) => this.schema(option)).join(', ');
        return `${this.#z}.union(${parameters([`[${options}]`, this.#typeError(messages)])})`;
      }
      case 'reference':
        return this.#reference(shape.definition, messages);
    }
  }

  /** The expression for an object. */
  object(shape: ObjectShape, messages: Messages = {}): string {
    const printed = this.#object(shape, messages);
    return shape.rest === undefined ? printed : this.#ownKeys(printed);
  }

  #object({ properties, rest, rules }: ObjectShape, messages: Messages): string {
    const members = properties.map(
      (property) => `${propertyKey(property.name)}: ${this.#property(property)},\n`,
    );
    const body = members.length === 0 ? '{}' : `{\n${indent(members.join(''))}}`;
    const kind = rest === undefined ? 'strictObject' : 'object';
    const others = rest === undefined ? '' : `.catchall(${this.schema(rest)})`;
    const object = `${this.#z}.${kind}(${parameters([body, this.#typeError(messages)])})`;
    return `${object}${others}${this.#rules(rules)}`;
  }

  #literal(values: readonly Scalar[], messages: Messages): string {
    const [only = null] = values;
    const allowed = jsonLiteral(values.length === 1 ? only : values);
    return `${this.#z}.literal(${parameters([allowed, choiceError(messages, this.#door)])})`;
  }

  #rules(rules: readonly Rule[]): string {
    if (rules.length === 0) return '';
    const lines = rules.map((rule) => `${jsonLiteral({ ...rule } as unknown as Json)},\n`).join('');
    return `.check(${this.#door('rules')}([\n${indent(lines)}]))`;
  }

  #property({ schema, required, default: value }: PropertyModel): string {
    const expression = this.schema(schema);
    if (value !== undefined) {
      // `default` skips the schema and with it the defaults inside; `prefault` goes through it.
      const method = typeof value === 'object' && value !== null ? 'prefault' : 'default';
      return `${expression}.${method}(${jsonLiteral(value)}${hasInheritedKey(value) ? ' as never' : ''})`;
    }
    return required ? expression : `${expression}.optional()`;
  }

  #stringChecks({ minLength, maxLength, pattern, format }: StringShape, messages: Messages): string {
    const expression = format && `${stringLiteral(format)}, /${FORMAT_PATTERNS[format]}/u`;
    const keywords = [
      ['minLength', minLength === undefined ? undefined : String(minLength)],
      ['maxLength', maxLength === undefined ? undefined : String(maxLength)],
      ['pattern', pattern === undefined ? undefined : stringLiteral(pattern)],
      ['format', expression],
    ] as const;
    return printChecks(messages, keywords, this.#door);
  }

  #number(shape: NumberShape, messages: Messages): string {
    const limits = printLimits(messages, [
      ['gte', 'minimum', shape.minimum],
      ['gt', 'exclusiveMinimum', shape.exclusiveMinimum],
      ['lte', 'maximum', shape.maximum],
      ['lt', 'exclusiveMaximum', shape.exclusiveMaximum],
    ]);
    const multiple = shape.multipleOf === undefined ? undefined : String(shape.multipleOf);
    const rest = `${limits}${printChecks(messages, [['multipleOf', multiple]], this.#door)}`;
    if (shape.kind === 'number') return `${this.#z}.number(${this.#typeError(messages)})${rest}`;
    const error = expectingError('integer', messages, this.#door);
    const whole = `${this.#door('wholeNumber')}(${sentenceOf(messages, 'type')})`;
    return `${this.#z}.number(${error}).check(${whole})${rest}`;
  }

  #array(shape: ArrayShape, messages: Messages): string {
    const limits = printLimits(messages, [
      ['min', 'minItems', shape.minItems],
      ['max', 'maxItems', shape.maxItems],
    ]);
    const items = parameters([this.schema(shape.items), this.#typeError(messages)]);
    const array = `${this.#z}.array(${items})${limits}`;
    if (!shape.uniqueItems) return array;
    const unique = `${this.#door('uniqueItems')}(${sentenceFor(messages, 'uniqueItems')})`;
    // Defaults make items equal that were not.
    return hasDefaults(shape.items, this.#schemaOf)
      ? this.#asGiven(array, unique)
      : `${array}.check(${unique})`;
  }

  #union({ discriminator, branches }: UnionShape, messages: Messages): string {
    const objects = branches.map(({ object }) => `${this.#object(object, {})},\n`).join('');
    const list = parameters([
      stringLiteral(discriminator),
      `[\n${indent(objects)}]`,
      this.#typeError(messages),
    ]);
    const union = `${this.#z}.discriminatedUnion(${list})`;
    return branches.some(({ object }) => object.rest !== undefined) ? this.#ownKeys(union) : union;
  }

  /** A sentence for its absence here is not the definition's own, so the definition is written out. */
  #reference(name: string, messages: Messages): string {
    const definition = this.#known.get(name);
    if (definition === undefined) throw new Error(`There is no definition ${name}`);
    const { schema, identifier } = definition;
    if (Object.keys(messages).length > 0) {
      return this.schema({ ...schema, messages: { ...schema.messages, ...messages } });
    }
    if (!this.#printed.has(identifier)) {
      const zod = this.schema(schema);
      this.#printed.set(identifier, zod);
    }
    return identifier;
  }

  /** Zod leaves `__proto__` out without a word. */
  #ownKeys(expression: string): string {
    return this.#asGiven(expression, `${this.#door('ownKeys')}()`);
  }

  #asGiven(expression: string, check: string): string {
    this.checksGiven = true;
    return `${AS_GIVEN}(${expression}, ${check})`;
  }

  readonly #schemaOf = (name: string): SchemaModel | undefined => this.#known.get(name)?.schema;

  #typeError(messages: Messages): string {
    return typeError(messages, this.#door);
  }

  readonly #door = (name: string): string => this.#imports.value(name, CODEGEN_MODULE);

  get #z(): string {
    return this.#imports.value('z', 'zod');
  }
}
