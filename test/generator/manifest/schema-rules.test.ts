import { describe, expect, it } from 'vitest';
import type { DiagnosticName } from '../../../generator/src/catalogue.ts';
import { checkConfiguration } from './check.ts';

type Row = readonly [name: DiagnosticName, bad: string, good: string];

/** Checks `bad`, where the marks are, and that `good` beside it passes. */
function checkRow([name, bad, good]: Row): void {
  const wrong = checkConfiguration(bad);
  expect(wrong.found).toEqual(wrong.expected(name));
  expect(wrong.found.length).toBeGreaterThan(0);
  expect(checkConfiguration(good).found).toEqual([]);
}

/** A row about one field, `a`, whose schema is given in flow style. */
function field(name: DiagnosticName, bad: string, good: string): Row {
  return [name, `properties:\n  a: { ${bad} }`, `properties:\n  a: { ${good} }`];
}

describe('the form of a schema', () => {
  it.each<Row>([
    ['unknown-key', '⟦propertys⟧: {}', 'properties: {}'],
    ['unknown-key', '⟦description⟧: x', 'properties: {}'],
    ['wrong-value', 'properties: ⟦[]⟧', 'properties: {}'],
    ['wrong-value', 'properties:\n  a: ⟦string⟧', 'properties:\n  a: { type: string }'],
    ['wrong-value', 'properties:\n  ⟦a⟧:', 'properties:\n  a: { type: string }'],
    ['wrong-value', 'additionalProperties: ⟦true⟧', 'additionalProperties: false'],
    ['wrong-value', 'type: ⟦string⟧', 'type: object'],
    field('unknown-key', 'type: integer, ⟦min⟧: 1', 'type: integer, minimum: 1'),
    field('unknown-key', 'type: integer, ⟦max⟧: 1', 'type: integer, maximum: 1'),
    field('unknown-key', 'type: string, ⟦minLenght⟧: 1', 'type: string, minLength: 1'),
    field('unknown-key', 'type: object, properties: { b: { type: string, ⟦allOf⟧: [] } }', 'type: string'),
    field('unknown-word', 'type: ⟦strin⟧', 'type: string'),
    field('unknown-word', 'type: [string, ⟦nul⟧]', 'type: [string, "null"]'),
    field('wrong-value', 'type: [string, ⟦null⟧]', 'type: [string, "null"]'),
    field('wrong-value', 'type: ⟦[]⟧', 'type: [string]'),
    field('duplicate-item', 'type: [string, ⟦string⟧]', 'type: [string, boolean]'),
    field('unknown-word', 'type: string, format: ⟦url⟧', 'type: string, format: uri'),
    field('unknown-word', 'type: integer, unit: ⟦second⟧', 'type: integer, unit: seconds'),
    field('unknown-word', 'type: integer, role: ⟦maxpoolsize⟧', 'type: integer, role: maxPoolSize'),
    field('wrong-value', 'type: string, minLength: ⟦-1⟧', 'type: string, minLength: 0'),
    field('wrong-value', 'type: string, maxLength: ⟦1.5⟧', 'type: string, maxLength: 1.0'),
    field('wrong-value', 'type: string, pattern: ⟦1⟧', 'type: string, pattern: "1"'),
    field('wrong-value', 'type: integer, minimum: ⟦"1"⟧', 'type: integer, minimum: -1.5'),
    field('wrong-value', 'type: integer, multipleOf: ⟦0⟧', 'type: integer, multipleOf: 0.5'),
    field('wrong-value', 'enum: ⟦[]⟧', 'enum: [a]'),
    field('wrong-value', 'enum: [a, ⟦[b]⟧]', 'enum: [a, null, 1, true]'),
    field('duplicate-item', 'enum: [a, b, ⟦a⟧]', 'enum: ["1", 1]'),
    field('wrong-value', 'const: ⟦{}⟧', 'const: null'),
    field('wrong-value', 'type: string, examples: ⟦a⟧', 'type: string, examples: [a]'),
    field('wrong-value', 'type: string, title: ⟦[a]⟧', 'type: string, title: a'),
    field('wrong-value', 'type: string, deprecated: ⟦1⟧', 'type: string, deprecated: use b'),
    field('wrong-value', 'type: string, secret: ⟦"yes"⟧', 'type: string, secret: true'),
    field('wrong-value', 'type: string, errorMessage: ⟦[a]⟧', 'type: string, errorMessage: a'),
    field(
      'wrong-value',
      'type: string, errorMessage: { required: ⟦1⟧ }',
      'type: string, errorMessage: { required: a }',
    ),
    field('wrong-value', 'type: string, env: ⟦1⟧', 'type: string, env: A1'),
    field('wrong-value', 'type: array, items: ⟦string⟧', 'type: array, items: { type: string }'),
    field(
      'wrong-value',
      'type: array, items: { type: string }, uniqueItems: ⟦1⟧',
      'items: { type: string }, uniqueItems: true',
    ),
    field(
      'wrong-value',
      'type: object, additionalProperties: ⟦true⟧',
      'type: object, additionalProperties: { type: string }',
    ),
    field('wrong-value', 'oneOf: ⟦{}⟧', 'oneOf: [{ properties: { k: { const: a } } }]'),
    field('wrong-value', 'oneOf: [⟦a⟧]', 'oneOf: [{ properties: { k: { const: a } } }]'),
    ['wrong-value', 'required: ⟦a⟧', 'required: []'],
    ['wrong-value', 'rules: ⟦{}⟧', 'rules: []'],
    ['wrong-value', 'rules: [⟦a⟧]', 'rules: []'],
    [
      'wrong-value',
      'properties: { a: { type: string } }\ndependentRequired: { a: ⟦b⟧ }',
      'dependentRequired: {}',
    ],
    ['wrong-value', '$defs: { a: ⟦1⟧ }', '$defs: { a: { type: string } }'],
  ])('%s: %j', (...row) => checkRow(row));

  it.each([
    ['min', 'minimum'],
    ['max', 'maximum'],
    ['minLenght', 'minLength'],
    ['descripton', 'description'],
    ['enums', 'enum'],
    ['ref', '$ref'],
  ])('takes the keyword %s for %s', (key, suggestion) => {
    const { diagnostics } = checkConfiguration(`properties:\n  a: { type: string, ${key}: 1 }`);
    expect(diagnostics.map((each) => each.suggestion)).toEqual([suggestion]);
  });

  it.each([
    ['type: strng', 'string'],
    ['type: String', 'string'],
    ['type: string, format: datetime', 'date-time'],
    ['type: integer, unit: milisecond', 'milliseconds'],
  ])('suggests a word for %s', (schema, suggestion) => {
    const { diagnostics } = checkConfiguration(`properties:\n  a: { ${schema} }`);
    expect(diagnostics.map((each) => each.suggestion)).toEqual([suggestion]);
  });
});

describe('types and keywords', () => {
  it.each<Row>([
    ['type-missing', 'properties:\n  ⟦a⟧: { title: x }', 'properties:\n  a: { type: string, title: x }'],
    ['type-missing', 'properties:\n  ⟦a⟧: {}', 'properties:\n  a: { enum: [x] }'],
    field('type-missing', '⟦items⟧: { title: x }', 'items: { const: 1 }'),
    field('types-overlap', 'type: ⟦[integer, number]⟧', 'type: [integer, string]'),
    ['items-missing', 'properties:\n  ⟦a⟧: { type: array }', 'properties:\n  a: { items: { type: string } }'],
    field('object-empty', 'type: ⟦object⟧', 'type: object, properties: {}'),
    field('keyword-unfit', 'type: string, ⟦minimum⟧: 1', 'type: string, minLength: 1'),
    field('keyword-unfit', 'type: integer, ⟦pattern⟧: a', 'type: [integer, string], pattern: a'),
    field('keyword-unfit', 'type: boolean, ⟦format⟧: uri', 'type: boolean'),
    field('keyword-unfit', 'type: string, ⟦items⟧: { type: string }', 'type: string'),
    field('keyword-unfit', 'type: string, ⟦unit⟧: seconds', 'type: number, unit: seconds'),
    field('keyword-unfit', 'enum: [1], ⟦minimum⟧: 1', 'type: integer, enum: [1], minimum: 1'),
    field('keyword-unfit', 'items: { type: string, ⟦default⟧: a }', 'items: { type: string }, default: [a]'),
    field('keyword-unfit', 'items: { type: string, ⟦env⟧: A }', 'type: string, env: A'),
    field('keyword-unfit', 'items: { type: integer, ⟦role⟧: retryCount }', 'type: integer, role: retryCount'),
    ['keyword-unfit', '$defs:\n  a: { type: string, ⟦env⟧: A }', '$defs:\n  a: { type: string, default: A }'],
    field(
      'keyword-unfit',
      'oneOf: [{ ⟦secret⟧: true, properties: { k: { const: a } } }]',
      'secret: true, oneOf: [{ properties: { k: { const: a } } }]',
    ),
    field(
      'keyword-unfit',
      'oneOf: [{ properties: { k: { const: a } } }], ⟦properties⟧: {}',
      'oneOf: [{ properties: { k: { const: a } } }]',
    ),
  ])('%s: %j', (...row) => checkRow(row));

  it('lets a schema of shared definitions alone be without a type', () => {
    const { found } = checkConfiguration('properties:\n  a: { $ref: "./f.yaml#/$defs/x" }', {
      'providers/mongo-db/f.yaml': '$defs:\n  x: { type: string }\n',
    });
    expect(found).toEqual([]);
  });
});

describe('limits and patterns', () => {
  it.each<Row>([
    field(
      'limits-contradict',
      'type: string, minLength: 5, maxLength: ⟦4⟧',
      'type: string, minLength: 4, maxLength: 4',
    ),
    field(
      'limits-contradict',
      'items: { type: string }, minItems: 2, maxItems: ⟦1⟧',
      'items: { type: string }, minItems: 1, maxItems: 1',
    ),
    field(
      'limits-contradict',
      'type: number, minimum: 2, maximum: ⟦1⟧',
      'type: number, minimum: 1, maximum: 1',
    ),
    field(
      'limits-contradict',
      'type: number, minimum: 2, exclusiveMaximum: ⟦2⟧',
      'type: number, minimum: 1, exclusiveMaximum: 2',
    ),
    field(
      'limits-contradict',
      'type: number, exclusiveMinimum: 2, maximum: ⟦2⟧',
      'type: number, exclusiveMinimum: 1, maximum: 2',
    ),
    field(
      'limits-contradict',
      'type: number, exclusiveMinimum: 2, exclusiveMaximum: ⟦2⟧',
      'type: number, exclusiveMinimum: 1, exclusiveMaximum: 2',
    ),
    field('pattern-invalid', 'type: string, pattern: ⟦"("⟧', 'type: string, pattern: "()"'),
    field('pattern-invalid', 'type: string, pattern: ⟦"a{1"⟧', 'type: string, pattern: "a{1}"'),
    field('pattern-invalid', "type: string, pattern: ⟦'\\-'⟧", "type: string, pattern: '\\S'"),
    field('pattern-invalid', "type: string, pattern: ⟦'(?<=a'⟧", "type: string, pattern: '(?<=a)b\\p{L}'"),
    field('pattern-slow', 'type: string, pattern: ⟦"^(a+)+$"⟧', 'type: string, pattern: "^a+$"'),
    field('pattern-slow', "type: string, pattern: ⟦'(?:\\d*)*x'⟧", "type: string, pattern: '(?:\\d+,)*x'"),
    field('pattern-slow', "type: string, pattern: ⟦'([a-z]+){2,}'⟧", "type: string, pattern: '([a-z]+){2}'"),
  ])('%s: %j', (...row) => checkRow(row));

  it('does not quote the pattern in the reason', () => {
    const { diagnostics } = checkConfiguration('properties:\n  a: { type: string, pattern: "secret(" }');
    expect(diagnostics[0]?.message).toBe(
      'This is not a regular expression that JavaScript understands with the flag u: unterminated group.',
    );
  });

  it('lets a slow pattern pass with a warning', () => {
    const { loaded, diagnostics } = checkConfiguration(
      'properties:\n  a: { type: string, pattern: "(a+)+" }',
    );
    expect(diagnostics.map(({ severity }) => severity)).toEqual(['warning']);
    expect(loaded).toBeDefined();
  });
});

describe('names of fields', () => {
  const reserved = [
    'constructor',
    'toString',
    'valueOf',
    'hasOwnProperty',
    'isPrototypeOf',
    '__defineGetter__',
    '*',
  ];

  it.each(reserved)('%s is refused at any depth', (name) => {
    checkRow([
      'field-name-reserved',
      `properties:\n  ⟦"${name}"⟧: { type: string }\n  a: { type: object, properties: { ⟦"${name}"⟧: { type: string } } }`,
      'properties:\n  name: { type: string }',
    ]);
  });

  it.each([
    'provider',
    'mode',
    'Provider',
    'Mode',
    '$schema',
    'providerName',
    'validate',
    'toJSON',
    'ToJSON',
  ])('%s is refused at the top alone', (name) => {
    checkRow([
      'field-name-taken',
      `properties:\n  ⟦${name}⟧: { type: string }`,
      `properties:\n  a: { type: object, properties: { ${name}: { type: string } } }`,
    ]);
  });

  it('__proto__ is no key at all', () => {
    const { found } = checkConfiguration('properties:\n  __proto__: { type: string }');
    expect(found).toEqual(['proto-key 9:5'].map((each) => each.replace('9:5', '9:5-9:14')));
  });

  it.each<Row>([
    [
      'names-alike',
      'properties:\n  host: { type: string }\n  ⟦Host⟧: { type: string }',
      'properties:\n  host: { type: string }\n  hosT: { type: string }',
    ],
    ['blank-text', 'properties:\n  ⟦""⟧: { type: string }', 'properties:\n  a b: { type: string }'],
    ['blank-text', 'properties:\n  ⟦" a"⟧: { type: string }', 'properties:\n  "*/": { type: string }'],
    [
      'unseen-characters',
      'properties:\n  ⟦"a\\nb"⟧: { type: string }',
      'properties:\n  "`\\x24{a}`": { type: string }',
    ],
    [
      'unseen-characters',
      'properties:\n  ⟦"a\\u202Eb"⟧: { type: string }',
      'properties:\n  "\'\\"\\\\": { type: string }',
    ],
    [
      'unseen-characters',
      'properties:\n  ⟦"a\\u2028b"⟧: { type: string }',
      'properties:\n  class: { type: string }',
    ],
    [
      'unseen-characters',
      'properties:\n  ⟦"a\\0"⟧: { type: string }',
      'properties:\n  "😀": { type: string }',
    ],
    ['definition-name', '$defs:\n  ⟦a-b⟧: { type: string }', '$defs:\n  aB1: { type: string }'],
    ['definition-name', '$defs:\n  ⟦"*/"⟧: { type: string }', '$defs:\n  class: { type: string }'],
    [
      'names-alike',
      '$defs:\n  tls: { type: string }\n  ⟦Tls⟧: { type: string }',
      '$defs:\n  tls: { type: string }\n  tLS: { type: string }',
    ],
  ])('%s: %j', (...row) => checkRow(row));
});

describe('secrets', () => {
  it.each([
    'password',
    'Password',
    'dbPassword',
    'client_secret',
    'apiKey',
    'api_key',
    'apikey',
    'accessToken',
    'token',
    'connectionString',
    'privateKey',
    'passphrase',
    'awsSecretAccessKey',
    'credentialsJson',
    'sasToken',
    'pwd',
    'tokens',
  ])('%s must say whether it is one', (name) => {
    checkRow([
      'secret-unsaid',
      `properties:\n  ⟦${name}⟧: { type: string }`,
      `properties:\n  ${name}: { type: string, secret: false }`,
    ]);
  });

  it.each([
    'tokenUrl',
    'passwordFile',
    'awsAccessKeyId',
    'secretName',
    'tokenizer',
    'keyspace',
    'primaryKey',
    'host',
    'bypass',
  ])('%s is not the name of one', (name) => {
    expect(checkConfiguration(`properties:\n  ${name}: { type: string }`).found).toEqual([]);
  });

  it.each<Row>([
    field(
      'secret-unsaid',
      'type: object, properties: { ⟦password⟧: { type: [string, "null"] } }',
      'type: object, properties: { password: { type: [string, "null"], secret: true } }',
    ),
    [
      'secret-unsaid',
      'properties:\n  ⟦tokens⟧: { items: { type: string } }',
      'properties:\n  tokens: { items: { type: string, secret: true } }',
    ],
    [
      'secret-unsaid',
      'properties:\n  ⟦secrets⟧: { additionalProperties: { type: string } }',
      'properties:\n  tokens: { type: integer }\n  useToken: { type: boolean }\n  secret: { enum: [a] }',
    ],
    [
      'secret-unsaid',
      'properties:\n  ⟦token⟧: { $ref: "#/$defs/t" }\n$defs: { t: { type: string } }',
      'properties:\n  token: { $ref: "#/$defs/t" }\n$defs: { t: { type: string, secret: true } }',
    ],
  ])('%s: %j', (...row) => checkRow(row));
});

describe('values', () => {
  it.each<Row>([
    field(
      'default-refused',
      'type: integer, minimum: 1, default: ⟦0⟧',
      'type: integer, minimum: 1, default: 1',
    ),
    field('default-refused', 'type: string, default: ⟦1⟧', 'type: string, default: "1"'),
    field('default-refused', 'enum: [a, b], default: ⟦c⟧', 'enum: [a, b], default: b'),
    field(
      'default-refused',
      'type: string, pattern: "^a$", default: ⟦ab⟧',
      'type: string, pattern: "^a$", default: a',
    ),
    field(
      'default-refused',
      'type: string, format: uri, default: ⟦x⟧',
      'type: string, format: uri, default: "x:y"',
    ),
    field(
      'default-refused',
      'items: { type: string }, default: ⟦[1]⟧',
      'items: { type: string }, default: []',
    ),
    field(
      'default-refused',
      'type: object, properties: { b: { type: string } }, required: [b], default: ⟦{}⟧',
      'type: object, properties: { b: { type: string, default: c } }, required: [b], default: {}',
    ),
    field(
      'default-refused',
      'type: object, properties: { b: { type: string } }, default: ⟦{ c: 1 }⟧',
      'type: object, properties: { b: { type: string } }, default: {}',
    ),
    [
      'default-refused',
      'properties:\n  a: { $ref: "#/$defs/d", default: ⟦0⟧ }\n$defs: { d: { type: string } }',
      'properties:\n  a: { $ref: "#/$defs/d", default: "0" }\n$defs: { d: { type: string } }',
    ],
    field('example-refused', 'type: integer, examples: [1, ⟦x⟧, ⟦1.5⟧]', 'type: integer, examples: [1, 2.0]'),
    field('listed-refused', 'type: string, enum: [a, ⟦1⟧]', 'type: [string, integer], enum: [a, 1]'),
    field(
      'listed-refused',
      'type: string, maxLength: 1, enum: [a, ⟦bc⟧]',
      'type: string, maxLength: 1, enum: [a, b]',
    ),
    field('listed-refused', 'type: string, const: ⟦1⟧', 'type: integer, const: 1'),
    field('listed-refused', 'enum: [a, b], const: ⟦c⟧', 'enum: [a, b], const: b'),
  ])('%s: %j', (...row) => checkRow(row));

  it('does not report what follows from another mistake', () => {
    const { found } = checkConfiguration(
      'properties:\n  a: { type: object, properties: { b: { type: strin } }, default: { b: 1 } }',
    );
    expect(found.map((each) => each.split(' ')[0])).toEqual(['unknown-word']);
  });
});

describe('messages, variables, roles', () => {
  it.each<Row>([
    field(
      'message-unfit',
      'type: string, errorMessage: { ⟦format⟧: a }',
      'type: string, format: uri, errorMessage: { format: a, required: b, type: c }',
    ),
    field(
      'message-unfit',
      'type: string, minLength: 1, errorMessage: { ⟦minLenght⟧: a }',
      'type: string, minLength: 1, errorMessage: { minLength: a }',
    ),
    [
      'message-unfit',
      'properties:\n  a: { $ref: "#/$defs/d", errorMessage: { ⟦maximum⟧: m } }\n$defs: { d: { type: integer } }',
      'properties:\n  a: { $ref: "#/$defs/d", errorMessage: { maximum: m } }\n$defs: { d: { type: integer, maximum: 1 } }',
    ],
    field('env-name', 'type: string, env: ⟦A-B⟧', 'type: string, env: _A9'),
    field('env-name', 'type: string, env: ⟦""⟧', 'type: string, env: a'),
    field('env-type', 'items: { type: string }, env: ⟦A⟧', 'type: [integer, "null"], env: A'),
    [
      'env-twice',
      'properties:\n  a: { type: string, env: A }\n  b: { type: object, properties: { c: { type: string, env: ⟦A⟧ } } }',
      'properties:\n  a: { type: string, env: A }\n  b: { type: string, env: a }',
    ],
    field(
      'role-place',
      'type: object, properties: { b: { type: integer, role: ⟦retryCount⟧ } }',
      'type: integer, role: retryCount',
    ),
    field('role-type', 'type: string, role: ⟦retryCount⟧', 'type: integer, role: retryCount'),
    field('role-type', 'type: number, role: ⟦maxPoolSize⟧', 'type: integer, role: maxPoolSize'),
    field(
      'role-type',
      'type: [integer, "null"], unit: seconds, role: ⟦connectTimeout⟧',
      'type: number, unit: seconds, role: connectTimeout',
    ),
    field('role-type', 'type: integer, role: ⟦retryEnabled⟧', 'type: boolean, role: retryEnabled'),
    field(
      'role-unit',
      'type: integer, role: ⟦commandTimeout⟧',
      'type: integer, unit: milliseconds, role: commandTimeout',
    ),
    field(
      'role-unit',
      'type: integer, unit: bytes, role: ⟦commandTimeout⟧',
      'type: integer, unit: seconds, role: commandTimeout',
    ),
    [
      'role-twice',
      'properties:\n  a: { type: integer, role: retryCount }\n  b: { type: integer, role: ⟦retryCount⟧ }',
      'properties:\n  a: { type: integer, role: retryCount }\n  b: { type: integer, role: maxPoolSize }',
    ],
    [
      'role-unit',
      'properties:\n  a: { $ref: "#/$defs/t", role: ⟦connectTimeout⟧ }\n$defs: { t: { type: integer } }',
      'properties:\n  a: { $ref: "#/$defs/t", role: connectTimeout }\n$defs: { t: { type: integer, unit: seconds } }',
    ],
  ])('%s: %j', (...row) => checkRow(row));
});

describe('unions', () => {
  const branch = (inner: string): string => `{ properties: { ${inner} } }`;
  const good = `oneOf: [${branch('k: { const: a }')}, ${branch('k: { const: b }, x: { type: string }')}]`;

  it.each<Row>([
    field('union-type', `type: ⟦array⟧, ${good}`, `type: object, ${good}`),
    field(
      'union-branch',
      `oneOf: [⟦{ type: object, additionalProperties: false }⟧, ${branch('k: { const: a }')}]`,
      good,
    ),
    field(
      'union-branch',
      `oneOf: [${branch('k: { const: a }')}, ⟦{ type: string, properties: { k: { const: b } } }⟧]`,
      good,
    ),
    field(
      'union-discriminator',
      `⟦oneOf⟧: [${branch('k: { const: a }')}, ${branch('l: { const: b }')}]`,
      good,
    ),
    field(
      'union-discriminator',
      `⟦oneOf⟧: [${branch('k: { type: string }')}]`,
      `oneOf: [${branch('k: { const: b }')}]`,
    ),
    field('union-values', `oneOf: [${branch('k: { const: a }')}, ${branch('k: ⟦{ const: a }⟧')}]`, good),
    field(
      'union-values',
      `oneOf: [${branch('k: { enum: [a, b] }')}, ${branch('k: ⟦{ enum: [b, c] }⟧')}]`,
      `oneOf: [${branch('k: { enum: [a, b] }')}, ${branch('k: { enum: [c] }')}]`,
    ),
    field('union-default', `oneOf: [${branch('k: { const: a, default: ⟦a⟧ }')}]`, good),
    [
      'union-branch',
      'properties:\n  a: { oneOf: [⟦{ $ref: "#/$defs/d" }⟧] }\n$defs: { d: { type: string } }',
      'properties:\n  a: { oneOf: [{ $ref: "#/$defs/d" }] }\n$defs: { d: { properties: { k: { const: 1 } } } }',
    ],
  ])('%s: %j', (...row) => {
    const wrong = checkConfiguration(row[1]);
    expect(wrong.found.filter((each) => each.startsWith(row[0]))).toEqual(wrong.expected(row[0]));
    expect(checkConfiguration(row[2]).found).toEqual([]);
  });
});

describe('rules across fields', () => {
  const fields =
    'properties:\n  a: { type: string }\n  b: { enum: [x, y] }\n  c: { type: integer, default: 1 }\n';
  const rule = (name: DiagnosticName, bad: string, ok: string): Row => [name, fields + bad, fields + ok];

  it.each<Row>([
    rule('field-undeclared', 'required: [a, ⟦bb⟧]', 'required: [a, b]'),
    rule('field-undeclared', 'rules: [{ exactlyOneOf: [a, ⟦d⟧] }]', 'rules: [{ exactlyOneOf: [a, b] }]'),
    rule('field-undeclared', 'atLeastOneOf: [a, ⟦d⟧]', 'atLeastOneOf: [a, b]'),
    rule(
      'field-undeclared',
      'rules: [{ when: { ⟦d⟧: 1 }, require: [a] }]',
      'rules: [{ when: { b: x }, require: [a] }]',
    ),
    rule(
      'field-undeclared',
      'rules: [{ when: { b: x }, forbid: [⟦d⟧] }]',
      'rules: [{ when: { b: x }, forbid: [a] }]',
    ),
    rule('field-undeclared', 'dependentRequired: { ⟦d⟧: [a] }', 'dependentRequired: { a: [b] }'),
    rule('field-undeclared', 'dependentRequired: { a: [⟦d⟧] }', 'dependentRequired: { a: [b] }'),
    rule('field-always-set', 'rules: [{ atMostOneOf: [a, ⟦c⟧] }]', 'rules: [{ atMostOneOf: [a, b] }]'),
    rule(
      'field-always-set',
      'rules: [{ when: { b: x }, require: [⟦c⟧] }]',
      'rules: [{ when: { c: 1 }, require: [a] }]',
    ),
    rule('field-always-set', 'dependentRequired: { ⟦c⟧: [a] }', 'dependentRequired: { b: [a] }'),
    rule('wrong-value', 'rules: [{ exactlyOneOf: ⟦[]⟧ }]', 'rules: [{ exactlyOneOf: [a] }]'),
    rule('wrong-value', 'rules: [{ when: ⟦{}⟧, require: [a] }]', 'rules: [{ when: { b: y }, require: [a] }]'),
    rule('wrong-value', 'rules: [{ when: { b: ⟦[x]⟧ }, require: [a] }]', 'when: { b: y }\nrequire: [a]'),
    rule('duplicate-item', 'rules: [{ exactlyOneOf: [a, ⟦a⟧] }]', 'exactlyOneOf: [a, b]'),
    rule(
      'unknown-key',
      'rules: [{ ⟦exactlyOne⟧: [a], when: { b: x }, require: [a] }]',
      'atMostOneOf: [a, b]',
    ),
    rule('rule-kind', 'rules: [⟦{}⟧]', 'rules: []'),
    rule(
      'rule-kind',
      'rules: [⟦{ exactlyOneOf: [a], atMostOneOf: [a] }⟧]',
      'rules: [{ exactlyOneOf: [a] }, { atMostOneOf: [a] }]',
    ),
    rule(
      'rule-effect',
      'rules: [{ ⟦when⟧: { b: x } }]',
      'rules: [{ when: { b: x }, require: [a], forbid: [b] }]',
    ),
    rule('rule-condition', 'rules: [{ ⟦require⟧: [a] }]', 'required: [a]'),
    rule('rule-condition', '⟦forbid⟧: [a]', 'when: { b: x }\nforbid: [a]'),
    rule(
      'when-refused',
      'rules: [{ when: { b: ⟦z⟧ }, require: [a] }]',
      'rules: [{ when: { b: y }, require: [a] }]',
    ),
    rule(
      'when-refused',
      'rules: [{ when: { c: ⟦"1"⟧ }, require: [a] }]',
      'rules: [{ when: { c: 2 }, require: [a] }]',
    ),
  ])('%s: %j', (...row) => checkRow(row));

  it('suggests the field that was meant', () => {
    const { diagnostics } = checkConfiguration(
      'properties:\n  databaseName: { type: string }\nrequired: [databasename]',
    );
    expect(diagnostics.map(({ suggestion }) => suggestion)).toEqual(['databaseName']);
  });
});
