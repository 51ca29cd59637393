import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../generator/src/located.ts';
import type { ConfigurationModel, SchemaModel } from '../../../generator/src/model/model.ts';
import { configurations } from '../agreement/support/configurations.ts';
import { MANIFESTS, seed } from '../agreement/support/fuzz.ts';
import { Random } from '../agreement/support/random.ts';
import { check, checkConfiguration, HEAD } from './check.ts';
import { mutated } from './mutations.ts';

/** More of them where a longer run is asked for. */
const RUNS = Math.max(500, MANIFESTS);

function configuration(text: string, files: Record<string, string> = {}): ConfigurationModel {
  const { loaded, found } = checkConfiguration(text, files);
  expect(found).toEqual([]);
  const model = loaded?.model.configuration;
  if (model?.kind !== 'fields') throw new Error('There is no model.');
  return model;
}

function schemaOf(schema: string, rest = ''): SchemaModel | undefined {
  return configuration(`properties:\n  a: ${schema}\n${rest}`).root.properties[0]?.schema;
}

const PLAIN = { secret: false, messages: {} };

describe('the model of a manifest', () => {
  it('says everything', () => {
    const { loaded } = check(`${HEAD}displayName: M
description: D
priority: -1
capabilities: { features: [B, A], maxConnections: 5, supportsTransactions: true }
configuration: {}
`);
    expect(loaded?.model).toMatchObject({
      displayName: 'M',
      description: 'D',
      priority: -1,
      capabilities: { features: ['B', 'A'], maxConnections: 5, supportsTransactions: true },
    });
  });

  it('is plain data that survives JSON', () => {
    const model = configuration(`properties:
  a: { type: [string, "null"], secret: true, errorMessage: { type: t, required: r }, default: null }
  b: { oneOf: [{ properties: { k: { const: 1 } } }] }
rules: [{ exactlyOneOf: [b], errorMessage: m }]`);
    expect(JSON.parse(JSON.stringify(model))).toStrictEqual(model);
  });

  it('keeps the order of fields, and what belongs to fields with them', () => {
    const { root } = configuration(
      'properties:\n  z: { type: string, env: Z, default: x }\n  "10": { type: integer, role: retryCount }\n  a: { type: boolean, default: false }\nrequired: [a, z]',
    );
    expect(root.properties).toEqual([
      // JavaScript puts keys that are whole numbers first.
      { name: '10', required: false, role: 'retryCount', schema: { shape: { kind: 'integer' }, ...PLAIN } },
      { name: 'z', required: true, env: 'Z', default: 'x', schema: { shape: { kind: 'string' }, ...PLAIN } },
      { name: 'a', required: true, default: false, schema: { shape: { kind: 'boolean' }, ...PLAIN } },
    ]);
  });
});

describe('the model of a schema', () => {
  it.each<[schema: string, shape: object]>([
    [
      '{ type: string, minLength: 0, pattern: a, format: uri }',
      { kind: 'string', minLength: 0, pattern: 'a', format: 'uri' },
    ],
    [
      '{ type: number, minimum: -0.0, exclusiveMaximum: 9, multipleOf: 3 }',
      { kind: 'number', minimum: 0, exclusiveMaximum: 9, multipleOf: 3 },
    ],
    ['{ type: [boolean] }', { kind: 'boolean' }],
    ['{ enum: [a, b], const: b }', { kind: 'literal', values: ['b'] }],
    ['{ type: [string, "null"], enum: [a, null] }', { kind: 'literal', values: ['a', null] }],
    ['{ const: null }', { kind: 'literal', values: [null] }],
    [
      '{ items: { type: string } }',
      { kind: 'array', items: { shape: { kind: 'string' }, ...PLAIN }, uniqueItems: false },
    ],
    [
      '{ additionalProperties: { type: string } }',
      { kind: 'map', values: { shape: { kind: 'string' }, ...PLAIN } },
    ],
    ['{ type: object, properties: {} }', { kind: 'object', properties: [], rules: [] }],
    ['{ properties: {}, additionalProperties: false }', { kind: 'object', properties: [], rules: [] }],
    [
      '{ properties: {}, additionalProperties: { type: "null" } }',
      { kind: 'object', properties: [], rules: [], rest: { shape: { kind: 'null' }, ...PLAIN } },
    ],
  ])('%s', (schema, shape) => {
    expect(schemaOf(schema)).toEqual({ shape, ...PLAIN });
  });

  it('carries what is said about the value', () => {
    expect(
      schemaOf(
        '{ type: integer, title: T, description: D, examples: [1], deprecated: use b, unit: bytes, errorMessage: E }',
      ),
    ).toEqual({
      shape: { kind: 'integer' },
      title: 'T',
      description: 'D',
      examples: [1],
      deprecated: 'use b',
      unit: 'bytes',
      secret: false,
      messages: { '*': 'E' },
    });
    expect(schemaOf('{ type: string, deprecated: false, secret: true }')).toEqual({
      shape: { kind: 'string' },
      secret: true,
      messages: {},
    });
    expect(
      schemaOf('{ type: string, format: uri, errorMessage: { required: R, format: F } }')?.messages,
    ).toEqual({
      format: 'F',
      required: 'R',
    });
  });

  it('gives each of several types its limits, the sentences and the secret', () => {
    expect(
      schemaOf(
        '{ type: [integer, string, "null"], minimum: 1, maxLength: 2, secret: true, errorMessage: E }',
      ),
    ).toEqual({
      shape: {
        kind: 'alternatives',
        options: [
          { shape: { kind: 'integer', minimum: 1 }, secret: true, messages: { '*': 'E' } },
          { shape: { kind: 'string', maxLength: 2 }, secret: true, messages: { '*': 'E' } },
          { shape: { kind: 'null' }, secret: false, messages: { '*': 'E' } },
        ],
      },
      secret: false,
      messages: { '*': 'E' },
    });
  });

  it('lists the rules in the order written, those beside the fields after the list', () => {
    const { root } = configuration(`properties:
  a: { type: string }
  b: { enum: [x] }
rules:
  - { when: { b: x }, require: [a], forbid: [b], errorMessage: M }
  - { atMostOneOf: [a, b] }
exactlyOneOf: [b, a]
dependentRequired: { a: [b] }`);
    expect(root.rules).toEqual([
      { kind: 'when', when: [{ field: 'b', value: 'x' }], require: ['a'], forbid: ['b'], message: 'M' },
      { kind: 'atMostOneOf', fields: ['a', 'b'] },
      { kind: 'exactlyOneOf', fields: ['b', 'a'] },
      { kind: 'dependentRequired', field: 'a', require: ['b'] },
    ]);
  });
});

describe('the model of a union', () => {
  it('tells branches apart by the first property that can, which is always required', () => {
    const shape = schemaOf(
      `
    oneOf:
      - title: Key
        properties: { version: { const: 1 }, method: { const: key }, key: { type: string } }
        required: [key]
      - $ref: '#/$defs/login'
        title: Login
`,
      '$defs:\n  login:\n    description: With a name\n    properties: { method: { enum: [basic, digest] }, version: { const: 1 } }',
    )?.shape;
    expect(shape).toMatchObject({
      kind: 'union',
      discriminator: 'method',
      branches: [
        {
          values: ['key'],
          title: 'Key',
          object: {
            properties: [
              { name: 'version', required: false },
              { name: 'method', required: true },
              { name: 'key', required: true },
            ],
          },
        },
        {
          values: ['basic', 'digest'],
          title: 'Login',
          description: 'With a name',
          object: { properties: [{ name: 'method', required: true }, { name: 'version' }] },
        },
      ],
    });
  });
});

describe('the model of references', () => {
  it('keeps what is said beside one, and takes over what the field needs', () => {
    const model = configuration(`properties:
  a: { $ref: '#/$defs/t', description: D, deprecated: true, examples: [2] }
  b: { $ref: '#/$defs/t', default: 7, errorMessage: { required: R } }
$defs:
  t: { type: integer, unit: seconds, secret: true, default: 5, description: T, maximum: 9 }
  unused: { type: string }`);
    const reference = { shape: { kind: 'reference', definition: 't' }, unit: 'seconds', secret: true };
    expect(model.root.properties).toEqual([
      {
        name: 'a',
        required: false,
        default: 5,
        schema: { ...reference, description: 'D', deprecated: true, examples: [2], messages: {} },
      },
      { name: 'b', required: false, default: 7, schema: { ...reference, messages: { required: 'R' } } },
    ]);
    expect(model.definitions).toEqual([
      {
        name: 't',
        schema: {
          shape: { kind: 'integer', maximum: 9 },
          description: 'T',
          unit: 'seconds',
          secret: true,
          messages: {},
        },
      },
    ]);
  });

  it('writes the schema out where a sentence about a constraint stands beside one', () => {
    const model = configuration(
      "properties:\n  a: { $ref: '#/$defs/t', errorMessage: { maximum: M } }\n$defs: { t: { type: integer, maximum: 9, errorMessage: E } }",
    );
    expect(model.root.properties[0]?.schema).toEqual({
      shape: { kind: 'integer', maximum: 9 },
      secret: false,
      messages: { '*': 'E', maximum: 'M' },
    });
    expect(model.definitions).toEqual([]);
  });

  it('puts definitions after those they use, and tells those of two files apart', () => {
    const model = configuration(
      `properties:
  a: { $ref: '#/$defs/a' }
  b: { $ref: './x.yaml#/$defs/c' }
  c: { $ref: '../shared/c.yaml' }
$defs:
  a: { items: { $ref: '#/$defs/b' } }
  b: { items: { $ref: '#/$defs/c' } }
  c: { type: string }`,
      {
        'providers/mongo-db/x.yaml': '$defs: { c: { type: integer } }',
        'providers/shared/c.yaml': 'type: boolean',
      },
    );
    expect(model.definitions.map(({ name, schema }) => `${name} ${schema.shape.kind}`)).toEqual([
      'c string',
      'b array',
      'a array',
      'c2 integer',
      'c3 boolean',
    ]);
  });

  it.each([
    ['tls.yaml', 'tls'],
    ['tls-options.yaml', 'tlsOptions'],
    ['Tls Options (2).yml', 'tlsOptions2'],
    ['1.yaml', 'shared'],
  ])('names the whole of %s %s', (file, name) => {
    const model = configuration(`properties:\n  a: { $ref: './${file}' }`, {
      [`providers/mongo-db/${file}`]: 'type: string',
    });
    expect(model.definitions.map((definition) => definition.name)).toEqual([name]);
  });

  it('does not depend on what was looked at while checking', () => {
    const model = configuration(`properties:
  z: { $ref: '#/$defs/b' }
$defs:
  a: { items: { $ref: '#/$defs/c' }, default: [] }
  c: { type: string, default: x }
  b: { type: string, examples: [x] }`);
    expect(model.definitions.map(({ name }) => name)).toEqual(['b']);
  });
});

describe('hostile words', () => {
  const words = [
    '*/',
    '`$' + '{process.exit()}`',
    "'; //",
    '"\\\\',
    '\\u2028\\u2029',
    '\\u202e',
    '</script>',
    '😀',
    'x'.repeat(10_000),
    '\\0\\e[2J',
  ];

  it.each(words)('word %# stays what it is in prose, values and sentences', (word) => {
    const text = JSON.stringify(word);
    const schema = `{ type: string, title: ${text}, description: ${text}, deprecated: ${text}, default: ${text}, examples: [${text}], errorMessage: ${text} }`;
    const { root } = configuration(`properties:\n  a: ${schema}\n  b: { enum: [${text}] }`);
    expect(root.properties).toEqual([
      {
        name: 'a',
        required: false,
        default: word,
        schema: {
          shape: { kind: 'string' },
          title: word,
          description: word,
          deprecated: word,
          examples: [word],
          secret: false,
          messages: { '*': word },
        },
      },
      { name: 'b', required: false, schema: { shape: { kind: 'literal', values: [word] }, ...PLAIN } },
    ]);
  });

  it.each(['*/', '`$', "it's", '"', '\\', '</script>', '😀', 'class', 'x'.repeat(1000)])(
    'word %# can name a field',
    (name) => {
      const { root } = configuration(`properties:\n  ${JSON.stringify(name)}: { type: string }`);
      expect(root.properties.map((property) => property.name)).toEqual([name]);
    },
  );
});

describe('random manifests', () => {
  const word = fc.constantFrom(
    ...[
      'type',
      'string',
      'object',
      'properties',
      'a',
      'b',
      'required',
      'oneOf',
      'const',
      '$ref',
      '#/$defs/a',
      '$defs',
    ],
    ...[
      'items',
      'array',
      'default',
      'enum',
      'rules',
      'when',
      'require',
      'pattern',
      '(',
      'password',
      'toString',
      'env',
    ],
    ...[
      'additionalProperties',
      'errorMessage',
      'role',
      'retryCount',
      './x.yaml',
      'constructor',
      'dependentRequired',
    ],
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      word,
      fc.constantFrom<unknown>(1, -1, 0.5, true, null),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(word, tie('tree'), { maxKeys: 5 }),
    ),
  }));

  it(`never throw, and have a model exactly where nothing was found (seed ${seed})`, {
    timeout: 120_000,
  }, () => {
    fc.assert(fc.property(fc.dictionary(word, tree, { maxKeys: 8 }), fc.dictionary(word, tree), checkBoth), {
      numRuns: RUNS * 2,
      seed,
    });
  });

  it(`do so too where they are nearly right (seed ${seed})`, { timeout: 120_000 + RUNS * 100 }, () => {
    fc.assert(
      fc.property(configurations(), configurations(), fc.integer(), (right, fragment, mutations) => {
        const random = new Random(mutations);
        const shared = random.chance(0.5) ? mutated(fragment, random) : { type: 'object', ...fragment };
        checkBoth(mutated(right, random), shared);
      }),
      { numRuns: RUNS, seed },
    );
  });

  it.each<Json>([1, [], {}, null, true])('a field that says secret and refers to %j', (reference) => {
    checkBoth({ properties: { password: { $ref: reference } } }, {});
  });
});

/** There is a model exactly where nothing was found, and everything that was found has a place. */
function checkBoth(body: unknown, fragment: unknown): void {
  const text = `${HEAD}configuration: ${JSON.stringify(body)}\n`;
  const files = { 'providers/mongo-db/x.yaml': JSON.stringify(fragment) };
  const { loaded, diagnostics, found } = check(text, files);
  const hasErrors = diagnostics.some(({ severity }) => severity === 'error');
  expect(loaded === undefined, found.join()).toBe(hasErrors);
  for (const { range } of diagnostics) expect(range?.line).toBeGreaterThan(0);
}
