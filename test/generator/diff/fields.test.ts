import { describe, expect, it } from 'vitest';
import { compareConfigurations, words } from './compare.ts';

/** What changed where one field `a` is described by another schema. */
function between(before: string, after: string): readonly string[] {
  return words(compareConfigurations(`properties: { a: ${before} }`, `properties: { a: ${after} }`));
}

describe('what a field takes', () => {
  it.each([
    ['another type', '{ type: string }', '{ type: boolean }'],
    ['fewer types', '{ type: [string, integer] }', '{ type: string }'],
    ['no null', '{ type: [string, "null"] }', '{ type: string }'],
    ['whole numbers only', '{ type: number }', '{ type: integer }'],
    ['a value less', '{ enum: [a, b, c] }', '{ enum: [a, c] }'],
    ['listed values only', '{ type: string }', '{ enum: [a, b] }'],
    ['one value only', '{ type: boolean }', '{ const: true }'],
    ['a lower maximum', '{ type: integer, maximum: 100 }', '{ type: integer, maximum: 50 }'],
    ['a maximum', '{ type: number }', '{ type: number, maximum: 50 }'],
    ['a higher minimum', '{ type: integer, minimum: 0 }', '{ type: integer, minimum: 1 }'],
    ['a limit that is excluded', '{ type: number, minimum: 0 }', '{ type: number, exclusiveMinimum: 0 }'],
    ['steps', '{ type: integer }', '{ type: integer, multipleOf: 5 }'],
    ['whole steps', '{ type: number, multipleOf: 0.5 }', '{ type: number, multipleOf: 1 }'],
    ['other steps', '{ type: integer, multipleOf: 4 }', '{ type: integer, multipleOf: 6 }'],
    ['longer texts', '{ type: string }', '{ type: string, minLength: 1 }'],
    ['shorter texts', '{ type: string, maxLength: 10 }', '{ type: string, maxLength: 9 }'],
    ['a pattern', '{ type: string }', '{ type: string, pattern: \\S }'],
    ['another pattern', '{ type: string, pattern: ^a }', '{ type: string, pattern: ^b }'],
    ['a format', '{ type: string }', '{ type: string, format: uri }'],
    [
      'fewer items',
      '{ type: array, items: { type: string } }',
      '{ type: array, items: { type: string }, maxItems: 3 }',
    ],
    [
      'no item twice',
      '{ type: array, items: { type: string } }',
      '{ type: array, items: { type: string }, uniqueItems: true }',
    ],
  ])('%s: breaking', (_what, before, after) => {
    expect(between(before, after)).toEqual(['breaking narrowed a']);
    expect(between(after, before)).toEqual([
      expect.stringMatching(/^(compatible widened|breaking narrowed) a$/),
    ]);
  });

  it.each([
    ['another way to say it', '{ type: integer, exclusiveMinimum: 0 }', '{ type: integer, minimum: 1 }'],
    ['a limit that says nothing', '{ type: string }', '{ type: string, minLength: 0 }'],
    ['the order of values', '{ enum: [a, b] }', '{ enum: [b, a] }'],
    ['true and false', '{ type: boolean }', '{ enum: [true, false] }'],
  ])('%s: nothing', (_what, before, after) => {
    expect(between(before, after)).toEqual([]);
  });

  it.each([
    ['more types', '{ type: string }', '{ type: [string, integer] }'],
    ['fractions', '{ type: integer }', '{ type: number }'],
    ['a value more', '{ enum: [a] }', '{ enum: [a, b] }'],
    ['any text', '{ enum: [a, b] }', '{ type: string }'],
    ['finer steps', '{ type: integer, multipleOf: 4 }', '{ type: integer, multipleOf: 2 }'],
    ['no limit', '{ type: string, maxLength: 5 }', '{ type: string }'],
    ['no format', '{ type: string, format: uri }', '{ type: string }'],
  ])('%s: compatible', (_what, before, after) => {
    expect(between(before, after)).toEqual(['compatible widened a']);
  });

  it('is compared in depth, wherever it stands', () => {
    const deep = (maximum: number): string =>
      `{ type: object, properties: { b: { type: array, items: { type: object, additionalProperties: { type: integer, maximum: ${maximum} } } } } }`;
    expect(between(deep(9), deep(8))).toEqual(['breaking narrowed a.b[].*']);
  });

  it('is compared through references, once', () => {
    const shared = (maximum: number): string =>
      `$defs: { limit: { type: integer, maximum: ${maximum} } }\nproperties: { a: { $ref: '#/$defs/limit' }, b: { $ref: '#/$defs/limit' } }`;
    expect(words(compareConfigurations(shared(9), shared(8)))).toEqual(['breaking narrowed a']);
    const inline = 'properties: { a: { type: integer, maximum: 9 }, b: { type: integer, maximum: 9 } }';
    expect(compareConfigurations(shared(9), inline)).toEqual([]);
  });

  it('is compared variant by variant', () => {
    const choice = (...variants: readonly string[]): string => `{ oneOf: [${variants.join(', ')}] }`;
    const variant = (kind: string, more: string): string =>
      `{ type: object, required: [kind], properties: { kind: { const: ${kind} }, ${more} } }`;
    const [key, user, token] = [
      variant('key', 'id: { type: string }'),
      variant('user', 'login: { type: string }'),
      variant('token', 'text: { type: string, secret: true }'),
    ];
    expect(between(choice(key, user), choice(key, token))).toEqual([
      'breaking narrowed a',
      'compatible widened a',
    ]);
    const required = user.replace('[kind]', '[kind, login]');
    expect(between(choice(key, user), choice(required, key))).toEqual([
      'breaking required-changed a(user).login',
    ]);
  });
});

describe('a field', () => {
  const fields = (required: string, more: string): string =>
    `required: [${required}]\nproperties: { a: { type: string }, ${more} }`;
  const none = 'properties: { a: { type: string } }';

  it.each([
    ['made required', none, fields('a', ''), ['breaking required-changed a']],
    ['required no longer', fields('a', ''), none, ['compatible required-changed a']],
    ['that is new and optional', none, fields('', 'b: { type: string }'), ['compatible field-added b']],
    ['that is new and required', none, fields('b', 'b: { type: string }'), ['breaking field-added b']],
    [
      'that is new, required and has a default',
      none,
      fields('b', 'b: { type: string, default: x }'),
      ['compatible field-added b'],
    ],
    [
      'that is new, required and read from the environment',
      none,
      fields('b', 'b: { type: string, env: B }'),
      ['compatible field-added b'],
    ],
    ['removed', fields('', 'b: { type: integer }'), none, ['breaking field-removed b']],
    [
      'renamed, called alike',
      fields('', 'userName: { type: string, maxLength: 9 }'),
      fields('', 'username: { type: string, maxLength: 9 }'),
      ['breaking field-renamed username'],
    ],
    [
      'renamed, described alike',
      fields('', 'login: { type: string, description: Who. }'),
      fields('', 'user: { type: string, description: Who. }'),
      ['breaking field-renamed user'],
    ],
    [
      'renamed in the case of its first letter',
      fields('', 'login: { type: string }'),
      fields('', 'Login: { type: string }'),
      ['compatible field-renamed Login'],
    ],
    [
      'whose default is gone',
      fields('b', 'b: { type: string, default: x }'),
      fields('b', 'b: { type: string }'),
      ['breaking required-changed b', 'compatible default-changed b'],
    ],
    [
      'whose default is another',
      fields('', 'b: { type: string, default: x }'),
      fields('', 'b: { type: string, default: y }'),
      ['compatible default-changed b'],
    ],
    [
      'read from another variable',
      fields('', 'b: { type: string, env: A_B }'),
      fields('', 'b: { type: string, env: A_C }'),
      ['breaking environment-changed b'],
    ],
    [
      'read from a variable',
      fields('', 'b: { type: string }'),
      fields('', 'b: { type: string, env: A_C }'),
      ['compatible environment-changed b'],
    ],
    [
      'in another unit',
      fields('', 'b: { type: integer, unit: seconds }'),
      fields('', 'b: { type: integer, unit: milliseconds }'),
      ['breaking unit-changed b'],
    ],
    [
      'that is deprecated',
      fields('', 'b: { type: string }'),
      fields('', 'b: { type: string, deprecated: true }'),
      ['compatible deprecated b'],
    ],
    [
      'that becomes a secret',
      fields('', 'b: { type: string }'),
      fields('', 'b: { type: string, secret: true }'),
      ['compatible secret-changed b'],
    ],
    [
      'described in other words',
      fields('', 'b: { type: string, description: One. }'),
      fields('', 'b: { type: string, description: Two. }'),
      ['none described b'],
    ],
    [
      'with other messages',
      none,
      'properties: { a: { type: string, errorMessage: Give it. } }',
      ['none described a'],
    ],
  ])('%s', (_what, before, after, expected) => {
    expect(words(compareConfigurations(before.replace(', }', ' }'), after.replace(', }', ' }')))).toEqual(
      expected,
    );
  });

  it('that is secret never shows a value', () => {
    const secret = (value: string): string =>
      `properties: { password: { type: string, secret: true, enum: [${value}], default: ${value} } }`;
    const changes = compareConfigurations(secret('hunter2'), secret('swordfish'));
    expect(words(changes)).toContain('compatible default-changed password');
    expect(JSON.stringify(changes)).not.toMatch(/hunter2|swordfish/);
  });

  it('has the place where the new manifest says it', () => {
    const [change] = compareConfigurations(
      'properties:\n  a: { type: string }',
      'properties:\n  b: { type: boolean }\n  a: { type: string, maxLength: 3 }',
    );
    expect(change).toMatchObject({
      field: 'a',
      message: '"maxLength" is 3; there was none.',
      range: { line: 11, column: 8 },
    });
  });
});

describe('keys that are not declared', () => {
  const holder = (properties: string, rest?: string): string =>
    `properties: { o: { type: object, properties: { ${properties} }${rest === undefined ? '' : `, additionalProperties: ${rest}`} } }`;
  const closed = holder('a: { type: string }');
  const open = holder('a: { type: string }', '{ type: string }');

  it('may be refused or taken', () => {
    expect(words(compareConfigurations(open, closed))).toEqual(['breaking narrowed o.*']);
    expect(words(compareConfigurations(closed, open))).toEqual(['compatible widened o.*']);
  });

  it('may become declared: what they held counts', () => {
    const integer = holder('a: { type: string }, b: { type: integer }', '{ type: string }');
    expect(words(compareConfigurations(open, integer))).toEqual([
      'breaking narrowed o.b',
      'compatible field-added o.b',
    ]);
    const text = holder('a: { type: string }, b: { type: string }', '{ type: string }');
    expect(words(compareConfigurations(open, text))).toEqual(['compatible field-added o.b']);
  });

  it('may be what a declared field becomes', () => {
    const without = holder('', '{ type: string, maxLength: 3 }');
    expect(words(compareConfigurations(open, without))).toEqual([
      'breaking narrowed o.a',
      'breaking narrowed o.*',
      'compatible field-removed o.a',
    ]);
  });
});
