import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { loadYaml } from '../../../generator/src/manifest/load-yaml.ts';
import { readPlainYaml } from '../../../generator/src/manifest/plain-yaml.ts';
import { REPOSITORY } from '../../support/scratch-project.ts';

const providers = join(REPOSITORY, 'providers/src');
const shipped = readdirSync(providers, { withFileTypes: true })
  .filter(
    (entry) => entry.isDirectory() && readdirSync(join(providers, entry.name)).includes('provider.yaml'),
  )
  .map(({ name }) => readFileSync(join(providers, name, 'provider.yaml'), 'utf8'));

const FORMS = `a: 1
b: [true, null, ~, 1.5e3, "x", -0, .5, 1., +3]
c: { d: 2020-01-01, e: yes, f: "q\\n\\u00e9", 'g': 'it''s' }
h: |
  foo

  bar
i: >-
  fold
  ed

  more
j: "several
  lines"
k: plain
  several lines
l:
- a
- - b
  - c
- d: e
  f: g
? m
: n
o: >+
  keep

p:
# end
`;

/** What turns YAML into other YAML, or into none. */
const BITS = [
  ...[
    '\n',
    ' ',
    '  ',
    ':',
    ': ',
    '-',
    '- ',
    '#',
    ' #',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    '|',
    '>',
    '&a ',
    '*a',
  ],
  ...[
    '!',
    '?',
    '? ',
    '%',
    '@',
    '`',
    '~',
    '0',
    '1e',
    '.',
    '\\',
    '\\n',
    '\n  ',
    '\n    ',
    '\n- ',
    '<<',
    'null',
    '+',
  ],
  ...[
    '_',
    '\u00a0',
    'é',
    '|\n',
    '>-\n',
    '|+\n',
    '|1\n',
    '""',
    '\n\n',
    '...',
    '---',
    '\t',
    '\r\n',
    ': [',
    'a: b',
  ],
];

const piece = fc
  .tuple(fc.constantFrom(FORMS, ...shipped), fc.nat(), fc.nat({ max: 400 }), fc.boolean())
  .map(([text, at, length, isWhole]) =>
    isWhole ? text : text.slice(at % text.length).slice(0, 20 + length),
  );

const edit = fc.record({
  at: fc.nat(),
  remove: fc.oneof(fc.constant(0), fc.nat({ max: 8 })),
  insert: fc.constantFrom('', ...BITS),
});

const edited = fc.tuple(piece, fc.array(edit, { minLength: 1, maxLength: 4 })).map(([text, edits]) =>
  edits.reduce((now, { at, remove, insert }) => {
    const place = at % (now.length + 1);
    return now.slice(0, place) + insert + now.slice(place + remove);
  }, text),
);

/** What the parser that knows places says. */
function readFully(text: string): { readonly value: unknown; readonly problems: number } {
  const diagnostics = new Diagnostics();
  // A tab keeps it from the fast way.
  const value = loadYaml('/file.yaml', `#\t\n${text}`, 1_000_000, diagnostics)?.value;
  return { value, problems: diagnostics.sorted.length };
}

describe('the fast reader of YAML', () => {
  it.each(shipped)('reads what is shipped: %#', (text) => {
    expect(readPlainYaml(text)).toEqual(readFully(text).value);
  });

  it('reads the ordinary forms', () => {
    const value = readPlainYaml(FORMS);
    expect(value).toMatchObject({ b: [true, null, null, 1500, 'x', 0, 0.5, 1, 3], p: null });
    expect(value).toEqual(readFully(FORMS).value);
  });

  it.each([
    ['an anchor', 'a: &b 1\n'],
    ['a tag', 'a: !!str 1\n'],
    ['a directive', '%YAML 1.1\n---\na: yes\n'],
    ['a second document', 'a: 1\n---\nb: 2\n'],
    ['a merge key', '<<: {}\n'],
    ['a key twice', 'a: 1\na: 2\n'],
    ['a key that is no text', '1: 2\n'],
    ['a number that is not exact', 'a: 9007199254740993\n'],
    ['an octal number', 'a: 0o17\n'],
    ['a dangerous key', '__proto__: 1\n'],
    ['half a character', 'a: "\\ud800"\n'],
    ['depth', `a: ${'['.repeat(60)}${']'.repeat(60)}\n`],
    ['what is no YAML', 'a: [1\n'],
    ['no mapping', '- a\n'],
  ])('leaves %s to the other parser', (_, text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  it('says what the other parser says, or nothing', () => {
    let both = 0;
    fc.assert(
      fc.property(edited, (text) => {
        const fast = readPlainYaml(text);
        if (fast === undefined) return;
        both += 1;
        expect(readFully(text)).toEqual({ value: fast, problems: 0 });
      }),
      { numRuns: 3000 },
    );
    expect(both).toBeGreaterThan(300);
  });
});
