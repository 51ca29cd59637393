import type { Json, JsonObject } from '../../../../generator/src/located.ts';

/** The word as a pattern that is found in the word. */
function asPattern(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** A configuration with a word in every place that takes any text. Two words make two of the same form. */
export function configurationWith(word: string): JsonObject {
  const text = { type: 'string' };
  return {
    required: ['needed'],
    rules: [{ atMostOneOf: ['first', 'second'], errorMessage: word }],
    properties: {
      needed: { ...text, description: word, title: word, deprecated: word, errorMessage: word },
      given: { ...text, default: word, examples: [word, 'x'] },
      chosen: { enum: [word, 'other'], default: word },
      fixed: { const: word },
      matched: {
        ...text,
        pattern: asPattern(word),
        errorMessage: { required: word, type: word, pattern: word },
      },
      limited: { type: 'integer', minimum: 1, title: word, errorMessage: { type: word, minimum: word } },
      map: { type: 'object', additionalProperties: { ...text, description: word }, default: keyed(word) },
      list: {
        type: 'array',
        items: { ...text, title: word },
        default: [word],
        uniqueItems: true,
        errorMessage: word,
      },
      first: text,
      second: { ...text, description: `A line\n${word}\nanother` },
      either: {
        description: word,
        oneOf: [
          {
            title: word,
            description: word,
            properties: { kind: { const: word }, a: { ...text, description: word } },
          },
          { properties: { kind: { const: 'other kind' } } },
        ],
      },
      shared: { $ref: '#/$defs/shared', description: word, errorMessage: { required: word } },
    },
    $defs: { shared: { type: 'object', description: word, properties: { a: { ...text, default: word } } } },
  };
}

/** What a map may have as a key. */
function keyed(word: string): JsonObject {
  return { [word in Object.prototype ? 'x' : word]: word };
}

/** A configuration with a field of this name, at the top and below it. */
export function configurationNaming(name: string): JsonObject {
  const property: Json = { type: 'string', minLength: 1, secret: false };
  return {
    required: [name],
    properties: {
      [name]: property,
      nested: {
        type: 'object',
        properties: { [name]: { ...property, secret: true }, b: { type: 'string' } },
        exactlyOneOf: [name, 'b'],
      },
      open: {
        type: 'object',
        properties: { [name]: { ...property, secret: true } },
        additionalProperties: { type: 'integer' },
      },
      either: {
        oneOf: [
          { properties: { [name]: { const: 'a' }, v: { type: 'string' } } },
          { properties: { [name]: { const: 'b' }, v: { type: 'string', secret: true } } },
        ],
      },
    },
    dependentRequired: { open: [name] },
  };
}
