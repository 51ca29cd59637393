import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DiagnosticName } from '../../../generator/src/catalogue.ts';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import type { LocatedDocument, Range } from '../../../generator/src/located.ts';
import { loadYaml } from '../../../generator/src/manifest/load-yaml.ts';
import { nameOf } from './check.ts';

function load(text: string, longest = 1_000_000): { document: LocatedDocument | undefined; found: string[] } {
  const diagnostics = new Diagnostics();
  const document = loadYaml('/file.yaml', text, longest, diagnostics);
  const found = diagnostics.sorted.map(
    (diagnostic) => `${nameOf(diagnostic)} ${diagnostic.range?.line}:${diagnostic.range?.column}`,
  );
  return { document, found };
}

describe('loadYaml', () => {
  it('gives plain JSON values', () => {
    const { document, found } = load(
      'a: 1\nb: [true, null, ~, 1.5e3, "x", 0x1f]\nc: { d: 2020-01-01, e: yes }\nf: -0\n',
    );
    expect(found).toEqual([]);
    expect(document?.value).toEqual({
      a: 1,
      b: [true, null, null, 1500, 'x', 31],
      c: { d: '2020-01-01', e: 'yes' },
      f: 0,
    });
  });

  it('writes aliases out', () => {
    const { document, found } = load('base: &b { x: 1 }\nuse: [*b, *b]\n');
    expect(found).toEqual([]);
    expect(document?.value).toEqual({ base: { x: 1 }, use: [{ x: 1 }, { x: 1 }] });
  });

  it('takes an anchor that is declared again by its last meaning', () => {
    expect(load('a: &x 1\nb: *x\nc: &x 2\nd: *x\n').document?.value).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });

  it.each<[name: DiagnosticName, text: string, place: string]>([
    ['yaml-syntax', 'a: "x\n', '2:1'],
    ['yaml-syntax', 'a: 1\n\tb: 2\n', '2:1'],
    ['yaml-syntax', 'a: [1, 2\nb: 3\n', '2:1'],
    ['duplicate-key', 'a: 1\nb: 2\na: 3\n', '3:1'],
    ['yaml-key', 'a: 1\n1: 2\n', '2:1'],
    ['yaml-key', 'true: 2\n', '1:1'],
    ['yaml-key', '? [a]\n: 2\n', '1:3'],
    ['yaml-merge-key', 'a: &a { b: 1 }\nc:\n  <<: *a\n', '3:3'],
    ['yaml-tag', 'a: !!str 1\n', '1:10'],
    ['yaml-tag', 'a: !!timestamp 2020-01-01\n', '1:16'],
    ['number-not-finite', 'a:\n  - .nan\n', '2:5'],
    ['number-not-finite', 'a: -.inf\n', '1:4'],
    ['number-not-exact', 'a: 9007199254740993\n', '1:4'],
    ['yaml-alias-unknown', 'a: *b\n', '1:4'],
    ['yaml-alias-cycle', 'a: &a [*a]\n', '1:8'],
    ['yaml-several-documents', 'a: 1\n---\nb: 2\n', '2:1'],
    ['yaml-directive', '%YAML 1.1\n---\na: yes\n', '1:1'],
    ['text-not-unicode', 'a: "\\ud800"\n', '1:4'],
    ['proto-key', 'a:\n  __proto__: { b: 1 }\n', '2:3'],
  ])('reports %s in %j at %s', (name, text, place) => {
    expect(load(text).found).toEqual([`${name} ${place}`]);
  });

  it.each([
    'a: "__proto__"\n',
    '&k a: 1\nb: *k\n',
    'a: "<<"\n"<<": 1\n',
    'a: 9007199254740991\n',
    'a: 1e300\n',
    '"1": 2\n"true": 3\n',
    'a: "\\ud83d\\ude00"\n',
    '---\na: 1\n...\n',
  ])('takes %j', (text) => {
    expect(load(text).found).toEqual([]);
  });

  it('says every slip once, and all of them', () => {
    const { found } = load('a: 1\na: 2\nb: .nan\n1: x\n__proto__: 2\n');
    expect(found).toEqual(['duplicate-key 2:1', 'number-not-finite 3:4', 'yaml-key 4:1', 'proto-key 5:1']);
  });

  it('shows the first of two equal keys', () => {
    const diagnostics = new Diagnostics();
    loadYaml('/file.yaml', 'a: 1\nb: { c: 1, c: 2 }\n', 100, diagnostics);
    expect(diagnostics.sorted[0]).toMatchObject({
      range: { line: 2, column: 12, endLine: 2, endColumn: 13 },
      related: [{ file: '/file.yaml', range: { line: 2, column: 6 } }],
    });
  });

  it('does not let a key reach the prototype', () => {
    load('__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\n');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('never quotes the text of a file that does not parse', () => {
    const diagnostics = new Diagnostics();
    loadYaml('/file.yaml', 'password: hunter2: "x\n  - @hunter2\n%hunter2\n', 1000, diagnostics);
    expect(diagnostics.hasErrors).toBe(true);
    expect(JSON.stringify(diagnostics.sorted)).not.toContain('hunter2');
  });

  it('refuses a longer file than its reader allows', () => {
    expect(load('a: 12345', 8).found).toEqual([]);
    expect(load('a: 123456', 8)).toEqual({
      document: undefined,
      found: ['file-too-long undefined:undefined'],
    });
  });

  it('reads an empty file as null', () => {
    expect(load('').document?.value).toBeNull();
    expect(load('# nothing\n').document?.value).toBeNull();
  });
});

describe('depth and aliases', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

  it('takes a hundred levels', () => {
    expect(load(nested(100)).found).toEqual([]);
    expect(load(`${'{a: '.repeat(100)}1${'}'.repeat(100)}`).found).toEqual([]);
  });

  it.each([
    ['lists', nested(102)],
    ['unclosed lists', '['.repeat(100_000)],
    ['maps', '{a: '.repeat(50_000) + '}'.repeat(50_000)],
    ['block lists', `${'- '.repeat(50_000)}a`],
    ['block maps', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
    ['explicit keys', `${'? '.repeat(50_000)}a`],
  ])('refuses deeper %s at once', (_, text) => {
    const started = performance.now();
    const { document, found } = load(text);
    expect(document).toBeUndefined();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^yaml-too-deep/);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('refuses aliases that expand a thousandfold, at once', () => {
    const names = 'abcdefghij'.split('');
    const lines = names.map((name, index) => {
      const before = names[index - 1];
      return `${name}: &${name} [${Array(10)
        .fill(before === undefined ? 'x' : `*${before}`)
        .join(', ')}]`;
    });
    const started = performance.now();
    const { document, found } = load(lines.join('\n'));
    expect(document).toBeUndefined();
    expect(found).toEqual([expect.stringMatching(/^yaml-alias-expansion 4:/)]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('takes a thousand uses of one small value', () => {
    const uses = Array.from({ length: 1000 }, (_, index) => `k${index}: *v`);
    expect(load(`v: &v { a: 1 }\n${uses.join('\n')}`).found).toEqual([]);
  });
});

describe('locate', () => {
  const text =
    'name: x\nlist:\n  - a\n  - b: 1\n    c: 2\nflow: { d: [1, 22], e: }\nshared: &s { f: 1 }\nuse: *s\n';
  const document = load(text).document;
  const at = (range: Range | undefined): string =>
    `${range?.line}:${range?.column}-${range?.endLine}:${range?.endColumn}`;

  it.each<[path: (string | number)[], part: 'key' | 'value', place: string]>([
    [['name'], 'key', '1:1-1:5'],
    [['name'], 'value', '1:7-1:8'],
    [['list', 0], 'value', '3:5-3:6'],
    [['list', 1, 'b'], 'key', '4:5-4:6'],
    [['list', 1, 'c'], 'value', '5:8-5:9'],
    [['flow', 'd', 1], 'value', '6:16-6:18'],
    // An empty value has no place of its own.
    [['flow', 'e'], 'value', '6:21-6:22'],
    // What an alias stands for is where it is written.
    [['use', 'f'], 'value', '7:17-7:18'],
    [['use'], 'key', '8:1-8:4'],
    // What is not there is missed by its parent: at the parent's key, or where it begins.
    [['flow', 'zzz'], 'value', '6:1-6:5'],
    [['flow', 'd', 7, 'x'], 'value', '6:9-6:10'],
    [['list', 1, 'zzz'], 'value', '4:5-4:6'],
    [['name', 'zzz', 'y'], 'value', '1:1-1:5'],
    [['zzz'], 'value', '1:1-1:5'],
    [[], 'value', '1:1-9:1'],
  ])('finds %j (%s) at %s', (path, part, place) => {
    expect(at(document?.locate(path, part))).toBe(place);
  });

  it('counts columns without a byte order mark, and lines with either ending', () => {
    const marked = load('\uFEFFa: 1\r\nb: "é😀" \r\nc: x\r\n').document;
    expect(at(marked?.locate(['a']))).toBe('1:4-1:5');
    expect(at(marked?.locate(['b']))).toBe('2:4-2:9');
    expect(at(marked?.locate(['c']))).toBe('3:4-3:5');
  });
});

describe('random text', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'b: ',
      ': ',
      '- ',
      '\n',
      '  ',
      '{',
      '}',
      '[',
      ']',
      ',',
      '&x ',
      '*x',
      '"',
      "'",
      '|',
      '>',
      '#',
      '!t ',
      '? ',
    ],
    ...[
      '---\n',
      '...\n',
      '%',
      '\t',
      '\r\n',
      '<<: ',
      '__proto__: ',
      '.nan',
      '1e999',
      '@',
      '`',
      '\u2028',
      '\ud800',
      '😀',
    ],
  );

  it('never throws, always ends, and says why where it gives nothing', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const { document, found } = load(pieces.join(''));
        if (document === undefined) expect(found.length).toBeGreaterThan(0);
        else expect(() => JSON.stringify(document.value)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it('reads JSON as JSON does', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value).replaceAll('__proto__', 'proto'));
        fc.pre(JSON.stringify(plain).isWellFormed());
        const { document, found } = load(JSON.stringify(plain));
        if (found.length === 0) expect(JSON.stringify(document?.value)).toBe(JSON.stringify(plain));
        else
          expect(found.every((each) => /^(number-not-exact|duplicate-key|yaml-syntax)/.test(each))).toBe(
            true,
          );
      }),
      { numRuns: 300 },
    );
  });
});
