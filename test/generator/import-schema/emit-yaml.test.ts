import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { emitYaml } from '../../../generator/src/import-schema/emit-yaml.ts';
import type { Json, JsonObject } from '../../../generator/src/located.ts';
import { loadYaml } from '../../../generator/src/manifest/load-yaml.ts';
import { seed } from '../agreement/support/fuzz.ts';

/** Texts that mean something else to some reader of YAML. */
const TEXTS = [
  ...[
    'true',
    'null',
    '~',
    'No',
    'on',
    'y',
    '1',
    '0x1f',
    '1e3',
    '.inf',
    '=',
    '<<',
    '2024-01-01',
    '',
    ' a',
    'a ',
  ],
  ...[
    'a: b',
    'a #b',
    '#a',
    '- x',
    '-',
    '*a',
    '&b',
    '!t',
    '%x',
    '@x',
    '`x',
    '? a',
    '---',
    '...',
    '|',
    '>',
    '[a',
    '{b',
  ],
  ...[
    'a,b',
    'a:',
    ':a',
    "it's",
    '"q"',
    '\\d+\\s',
    '\u0000',
    '\u0085',
    '\u2028',
    '\ufeff',
    '\u202e',
    '😀',
    'é',
    '\t',
  ],
  ...[
    '\n',
    'a\n',
    '\na',
    'a\n\nb',
    'a\n b',
    'a \nb',
    'a\r\nb',
    'line one\n# line: two\n- three',
    '$ref',
    '$a b',
  ],
  ...[
    'x'.repeat(300),
    `${'word '.repeat(60)}end`,
    `${'word: #'.repeat(40)}`,
    'a  b '.repeat(40),
    'k'.repeat(1500),
  ],
];

const text = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }).map((value) => value.toWellFormed()),
  fc.array(fc.constantFrom(...TEXTS), { maxLength: 4 }).map((all) => all.join(' ')),
);

const scalar: fc.Arbitrary<Json> = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
  fc.constantFrom<Json>(null, true, false, 2 ** 53, 2 ** 63, 1e21, 5e-324, -0.5),
);

const key = text.filter((name) => name !== '__proto__');

const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('YAML', () => {
  test(`reads back as it was written (seed ${seed})`, { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4, noNullPrototype: true }), (map) => {
        const written = emitYaml(map);
        const diagnostics = new Diagnostics();
        const read = loadYaml('/x.yaml', written, written.length, diagnostics);
        expect(diagnostics.sorted, written).toEqual([]);
        expect(read?.value, written).toEqual(map);
      }),
      { numRuns: 1500, seed },
    );
  });

  test.each<[JsonObject, string]>([
    [{ a: 'word', b: 'Two words, and more.', c: "it's" }, "a: word\nb: Two words, and more.\nc: 'it''s'\n"],
    [{ a: 'on', b: 'null', c: '1' }, "a: 'on'\nb: 'null'\nc: '1'\n"],
    [{ pattern: '^\\d+$' }, "pattern: '^\\d+$'\n"],
    [{ a: ['x', 'y z', null, 1, true] }, "a: [x, 'y z', null, 1, true]\n"],
    [{ a: [{ b: 1, c: { d: 2 } }, {}] }, 'a:\n  - b: 1\n    c:\n      d: 2\n  - {}\n'],
    [{ a: [], b: {} }, 'a: []\nb: {}\n'],
    [{ a: [[1, { b: 'c' }]] }, 'a:\n  - [1, { b: c }]\n'],
    [{ a: 'one\n\ntwo' }, 'a: |-\n  one\n\n  two\n'],
    [{ a: 9007199254740992 }, 'a: 9.007199254740992e+15\n'],
    [{ $ref: '#/$defs/a' }, "$ref: '#/$defs/a'\n"],
    [{ a: `${'word '.repeat(24)}end` }, `a: >-\n  ${'word '.repeat(19)}word\n  word word word word end\n`],
  ])('is readable: %j', (map, written) => {
    expect(emitYaml(map)).toBe(written);
  });
});
