import type { Json } from '../located.ts';
import { FORMAT_PATTERNS } from '../model/formats.ts';
import type {
  ArrayShape,
  NumberShape,
  ObjectShape,
  PropertyModel,
  Rule,
  SchemaModel,
  StringShape,
  UnionShape,
} from '../model/model.ts';
import type { Imports } from './imports.ts';
import { indent } from './indent.ts';
import { jsonLiteral, propertyKey, stringLiteral } from './literals.ts';

/** The module all generated code takes its runtime from. */
export const CODEGEN_MODULE = '@extconn/runtime/codegen/v1';

/** Prints Zod 4 expressions. */
export class ZodPrinter {
  readonly #imports: Imports;
  readonly #definition: (name: string) => string;

  /** @param definition - the name of the constant that holds a definition's schema. */
  constructor(imports: Imports, definition: (name: string) => string) {
    this.#imports = imports;
    this.#definition = definition;
  }

  /** The expression for a value. */
  schema({ shape, messages }: SchemaModel): string {
    switch (shape.kind) {
      case 'string':
        return `${this.#z}.string(${this.#missing(messages)})${this.#stringChecks(shape, messages)}`;
      case 'number':
      case 'integer':
        return this.#number(shape, messages);
      case 'boolean':
        return `${this.#z}.boolean(${this.#missing(messages)})`;
      case 'null':
        return `${this.#z}.null(${this.#missing(messages)})`;
      case 'literal':
        return `${this.#z}.literal(${jsonLiteral(shape.values)}${this.#second(this.#literalError(messages))})`;
      case 'array':
        return this.#array(shape, messages);
      case 'map':
        return `${this.#z}.record(${this.#z}.string(), ${this.schema(shape.values)}${this.#second(this.#missing(messages))})`;
      case 'object':
        return this.object(shape, messages);
      case 'union':
        return this.#union(shape, messages);
      case 'alternatives':
        return `${this.#z}.union([${shape.options.map((option) => this.schema(option)).join(', ')}]${this.#second(this.#missing(messages))})`;
      case 'reference':
        return this.#definition(shape.definition);
    }
  }

  /** The expression for an object. */
  object(shape: ObjectShape, messages: Messages = {}): string {
    const members = shape.properties.map(
      (property) => `${propertyKey(property.name)}: ${this.#property(property)},\n`,
    );
    const body = members.length === 0 ? '{}' : `{\n${indent(members.join(''))}}`;
    const kind = shape.rest === undefined ? 'strictObject' : 'object';
    const rest = shape.rest === undefined ? '' : `.catchall(${this.schema(shape.rest)})`;
    return `${this.#z}.${kind}(${body}${this.#second(this.#missing(messages))})${rest}${this.#rules(shape.rules)}`;
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
      return `${expression}.${method}(${jsonLiteral(value)})`;
    }
    return required ? expression : `${expression}.optional()`;
  }

  #stringChecks(shape: StringShape, messages: Messages): string {
    const { minLength, maxLength, pattern, format } = shape;
    return this.#checks(messages, [
      ['minLength', minLength === undefined ? undefined : String(minLength)],
      ['maxLength', maxLength === undefined ? undefined : String(maxLength)],
      ['pattern', pattern === undefined ? undefined : stringLiteral(pattern)],
      [
        'format',
        format === undefined ? undefined : `${stringLiteral(format)}, /${FORMAT_PATTERNS[format]}/iu`,
      ],
    ]);
  }

  #number(shape: NumberShape, messages: Messages): string {
    const isInteger = shape.kind === 'integer';
    const limits = (
      [
        ['gte', 'minimum', shape.minimum],
        ['gt', 'exclusiveMinimum', shape.exclusiveMinimum],
        ['lte', 'maximum', shape.maximum],
        ['lt', 'exclusiveMaximum', shape.exclusiveMaximum],
      ] as const
    ).map(([method, keyword, limit]) =>
      limit === undefined
        ? ''
        : `.${method}(${limit}${this.#second(quoted(messages[keyword] ?? messages['*']))})`,
    );
    const sentence = messages['required'] ?? messages['*'];
    const error = isInteger
      ? `{ error: ${this.#door('expecting')}('integer'${this.#second(quoted(sentence))}) }`
      : this.#missing(messages);
    const whole = isInteger ? `.check(${this.#door('wholeNumber')}())` : '';
    const multiple = this.#checks(messages, [
      ['multipleOf', shape.multipleOf === undefined ? undefined : String(shape.multipleOf)],
    ]);
    return `${this.#z}.number(${error})${whole}${limits.join('')}${multiple}`;
  }

  #array(shape: ArrayShape, messages: Messages): string {
    const limits = (
      [
        ['min', 'minItems', shape.minItems],
        ['max', 'maxItems', shape.maxItems],
      ] as const
    ).map(([method, keyword, limit]) =>
      limit === undefined
        ? ''
        : `.${method}(${limit}${this.#second(quoted(messages[keyword] ?? messages['*']))})`,
    );
    const unique = this.#checks(messages, [['uniqueItems', shape.uniqueItems ? '' : undefined]]);
    return `${this.#z}.array(${this.schema(shape.items)}${this.#second(this.#missing(messages))})${limits.join('')}${unique}`;
  }

  #union(shape: UnionShape, messages: Messages): string {
    const branches = shape.branches.map(({ object }) => `${this.object(object)},\n`).join('');
    return `${this.#z}.discriminatedUnion(${stringLiteral(shape.discriminator)}, [\n${indent(branches)}]${this.#second(this.#missing(messages))})`;
  }

  /** One `.check(…)` for the keywords that have parameters. */
  #checks(
    messages: Messages,
    keywords: readonly (readonly [keyword: string, parameters: string | undefined])[],
  ): string {
    const calls = keywords.flatMap(([keyword, parameters]) => {
      if (parameters === undefined) return [];
      const all = [parameters, quoted(messages[keyword] ?? messages['*'])].filter((text) => text !== '');
      return [`${this.#door(keyword)}(${all.join(', ')})`];
    });
    return calls.length === 0 ? '' : `.check(${calls.join(', ')})`;
  }

  #missing(messages: Messages): string {
    const sentence = messages['required'] ?? messages['*'];
    return sentence === undefined ? '' : `{ error: ${this.#door('missing')}(${stringLiteral(sentence)}) }`;
  }

  #literalError(messages: Messages): string {
    const sentence = messages['enum'] ?? messages['const'] ?? messages['*'];
    return sentence === undefined
      ? this.#missing(messages)
      : `{ error: ${this.#door('always')}(${stringLiteral(sentence)}) }`;
  }

  #second(parameter: string): string {
    return parameter === '' ? '' : `, ${parameter}`;
  }

  #door(name: string): string {
    return this.#imports.value(name, CODEGEN_MODULE);
  }

  get #z(): string {
    return this.#imports.value('z', 'zod');
  }
}

type Messages = SchemaModel['messages'];

function quoted(sentence: string | undefined): string {
  return sentence === undefined ? '' : stringLiteral(sentence);
}
