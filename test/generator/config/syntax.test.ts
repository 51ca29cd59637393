import { describe, expect, test } from 'vitest';
import { check } from './support/check.ts';

const JSON_FAULT = (reason: string): string => `EXT4001 This is not valid JSON: ${reason}.`;

describe('JSON', () => {
  test('may have comments, trailing commas and a byte order mark, whatever its suffix', async () => {
    const text = `\ufeff// the connections
{
  "externalConnections": { /* all of them */
    "db": { "provider": "Oracle", "connectionString": "x", "commandTimeout": 0, }, // one
  },
}`;
    for (const file of ['app.json', 'app.jsonc', 'tsconfig.json']) {
      expect((await check(text, { file })).lines).toEqual(['4:78 EXT4024 Command timeout must be positive']);
    }
  });

  test('counts places without the byte order mark, on the strict way too', async () => {
    const { lines } = await check('\ufeff{ "externalConnections": { "db": 1 } }');
    expect(lines).toEqual([
      '1:34 EXT4008 The connection "db" must be an object with a provider and its settings.',
    ]);
  });

  test.each([
    ['', '1:1', 'a value is missing here'],
    ['{\n  "a" 1\n}', '2:7', 'a colon is missing here'],
    ['{\n  "a": 1\n  "b": 2\n}', '3:3', 'a comma is missing here'],
    ['{\n  "a": hunter2\n}', '2:8', 'this is no JSON value; a text needs double quotes'],
    ["{\n  'a': 1\n}", '2:3', 'this is no JSON value; a text needs double quotes'],
    ['{ "a": "hunter2\n }', '1:8', 'this text does not end with a double quote on its line'],
    ['{ "a": 01 }', '1:9', 'a comma is missing here'],
    [
      '{ "a": "\\q" }',
      '1:8',
      'this text has a backslash before a character that needs none; write \\\\ for a backslash',
    ],
    ['{ "a": "\\u12" }', '1:8', 'this text has an escape \\u without four hexadecimal digits'],
    ['{ "a": "\t" }', '1:8', 'this text has a control character; write it as an escape'],
    ['{ "a": [1', '1:10', 'a closing bracket "]" is missing here'],
    ['{ "a": 1', '1:9', 'a closing brace "}" is missing here'],
    ['{ } { }', '1:5', 'something stands here, after the end of the value'],
    ['{ } /* x', '1:5', 'this comment does not end'],
    ['{ "a": 1. }', '1:8', 'this number ends too early'],
  ])('%j', async (text, place, reason) => {
    const { lines } = await check(text);
    expect(lines[0]).toBe(`${place} ${JSON_FAULT(reason)}`);
    expect(lines.join()).not.toContain('hunter2');
  });

  test('reports one mistake a line, on all lines', async () => {
    const { lines } = await check('{\n  "a": x y z,\n  "b": 1\n  "c": 2\n}');
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['2:8', '4:3']);
  });

  test('a key that stands twice: both places, and only in our section', async () => {
    const text = `{ "other": { "a": 1, "a": 2 },
  "externalConnections": {
    "db": { "provider": "Oracle", "connectionString": "x", "commandTimeout": 1,
            "commandTimeout": 0 } } }`;
    const { diagnostics, lines } = await check(text);
    expect(lines).toEqual([
      '4:13 EXT4003 The key "commandTimeout" stands here twice.',
      '4:31 EXT4024 Command timeout must be positive',
    ]);
    expect(diagnostics[0]?.related).toEqual([
      {
        message: 'It stands here first.',
        file: '/project/app.json',
        range: { line: 3, column: 60, endLine: 3, endColumn: 76 },
      },
    ]);
  });

  test('texts that look like keys are no keys', async () => {
    const text = `{ "externalConnections": {}, "a": "\\":", "b": ["\\\\", ":", "x\\\\\\"" ], "c": { "": 1 } }`;
    expect((await check(text)).lines).toEqual([]);
  });

  test('nested 100 deep is read, deeper is refused at the place, and a million levels do no harm', async () => {
    const nested = (depth: number): string =>
      `{ "externalConnections": {}, "x": ${'['.repeat(depth)}${']'.repeat(depth)} }`;
    expect((await check(nested(99))).lines).toEqual([]);
    const tooDeep = ['1:134 EXT4002 Values stand more than 100 levels deep in this file.'];
    expect((await check(nested(100))).lines).toEqual(tooDeep);
    expect((await check(nested(1_000_000))).lines).toEqual(tooDeep);
    expect((await check(nested(1_000_000).replaceAll(']', ''))).lines).toEqual(tooDeep);
  });
});

describe('YAML', () => {
  test('that does not parse', async () => {
    const { lines } = await check('externalConnections:\n  db:\n    password: "hunter2\n', {
      file: 'app.yaml',
    });
    expect(lines.length).toBeGreaterThan(0);
    expect(lines[0]).toMatch(/^\d+:\d+ EXT1001 This is not valid YAML: /);
    expect(lines.join()).not.toContain('hunter2');
  });

  test('an alias that may be a password without quotes is not named', async () => {
    const text = 'externalConnections:\n  db:\n    provider: Oracle\n    connectionString: *hunter2\n';
    const { lines } = await check(text, { file: 'app.yaml' });
    expect(lines[0]).toMatch(/^4:23 /);
    expect(lines.join()).not.toContain('hunter2');
  });

  test('what other sections say is not our business, as long as it parses', async () => {
    const text = `other: !vault hunter2
externalConnections:
  db: &shared { provider: Oracle, connectionString: x }
  two: *shared
  three: { provider: Oracle, connectionString: !vault x }
`;
    const { lines, connections } = await check(text, { file: 'app.yaml' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^5:\d+ EXT1005 /);
    expect(connections.map(({ name }) => name)).toEqual(['db', 'two', 'three']);
  });
});
