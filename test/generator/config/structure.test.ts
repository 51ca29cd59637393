import { describe, expect, test } from 'vitest';
import { check } from './support/check.ts';

const ORACLE = '"connectionString": "x"';
const NONE = 'EXT4005 This file has no section of connections, so there is nothing to check.';

describe('the file', () => {
  test('that does not exist', async () => {
    const { diagnostics } = await check('', {
      file: 'other.json',
      links: { '/project/other.json': '/none' },
    });
    expect(diagnostics).toMatchObject([{ code: 'EXT5006', message: 'There is no such file.' }]);
  });

  test('that cannot be read', async () => {
    const { diagnostics } = await check('{}', { unreadable: ['app.json'] });
    expect(diagnostics).toMatchObject([
      { code: 'EXT5005', message: 'This file cannot be read (EACCES).', file: '/project/app.json' },
    ]);
  });

  test.each([
    ['app.json', '[]', '1:1'],
    ['app.json', '"hunter2"', '1:1'],
    ['app.yaml', '- a', '1:1'],
  ])('that holds no object: %s %s', async (file, text, place) => {
    const { lines } = await check(text, { file });
    expect(lines).toEqual([`${place} EXT4004 A configuration file must hold an object.`]);
  });
});

describe('the section', () => {
  test.each([
    ['app.json', '{ "Logging": {} }', `1:1 ${NONE}`],
    ['app.json', '{\n  "externalConnection": {}\n}', `2:3 ${NONE} → externalConnections`],
    ['app.yaml', 'a: 1\nExternalConections: {}', `2:1 ${NONE} → ExternalConnections`],
  ])('that is missing: %s %s', async (file, text, line) => {
    expect((await check(text, { file })).lines).toEqual([line]);
  });

  test('that stands there in both spellings: both places, and all connections', async () => {
    const text = `{
  "ExternalConnections": { "A": { "Provider": "Oracle", "ConnectionString": "x" } },
  "externalConnections": { "b": { "provider": "Oracle", ${ORACLE} } }
}`;
    const { diagnostics, lines, connections } = await check(text);
    expect(lines).toEqual([
      '3:3 EXT4006 This file has both a section "externalConnections" and a section "ExternalConnections".',
    ]);
    expect(diagnostics[0]?.related).toMatchObject([{ range: { line: 2, column: 3 } }]);
    expect(connections.map(({ name }) => name).sort()).toEqual(['A', 'b']);
  });

  test.each([
    ['app.json', '{ "externalConnections": 5 }', '1:26'],
    ['app.yaml', 'externalConnections: []', '1:22'],
    ['app.yaml', 'externalConnections:', '1:1'],
  ])('that is no object: %s %s', async (file, text, place) => {
    expect((await check(text, { file })).lines).toEqual([
      `${place} EXT4007 The section "externalConnections" must be an object that maps the names of connections to their settings.`,
    ]);
  });

  test('leaves other parts of the file and $schema alone', async () => {
    const text = `{ "$schema": "./s.json", "Provider": 1, "x": { "x": "\${broken", "provider": 2 },
      "externalConnections": { "constructor": { "provider": "Oracle", ${ORACLE} } } }`;
    const { lines, connections } = await check(text);
    expect(lines).toEqual([]);
    expect(connections.map(({ name }) => name)).toEqual(['constructor']);
  });

  test('may be empty', async () => {
    expect((await check('{ "externalConnections": {} }')).lines).toEqual([]);
  });
});

describe('a connection', () => {
  const json = (body: string): string => `{\n  "externalConnections": {\n    "db": ${body}\n  }\n}`;
  const KNOWN = 'AzureSql, DocumentDb, HttpApi, MongoDB, MongoDb, Oracle, RestApi, SqlServer, WebApi';
  const UNKNOWN =
    'EXT4011 The connection "db" names a provider or data store that this project does not have.';
  const MISSING = 'EXT4010 The connection "db" does not say which provider it uses.';
  const DRIVER = 'EXT4012 The connection "db" names the driver "oracledb" where a provider is meant.';

  test.each([
    ['"x"', '3:11 EXT4008 The connection "db" must be an object with a provider and its settings.'],
    [`{ ${ORACLE} }`, `3:5 ${MISSING}`],
    [`{ "providr": "Oracle", ${ORACLE} }`, `3:13 ${MISSING} → provider`],
    ['{ "provider": 7 }', `3:25 ${UNKNOWN}`],
    ['{ "provider": "hunter2" }', `3:25 ${UNKNOWN}`],
    ['{ "provider": "oracel" }', `3:25 ${UNKNOWN} → Oracle`],
    ['{ "provider": "constructor" }', `3:25 ${UNKNOWN}`],
    [`{ "provider": "oracledb", ${ORACLE} }`, `3:25 ${DRIVER} → Oracle`],
  ])('%s', async (body, line) => {
    const { lines, connections, diagnostics } = await check(json(body));
    expect(lines).toEqual([line]);
    expect(connections).toEqual([]);
    if (line.includes('EXT4011')) expect(diagnostics[0]?.help).toBe(`Known: ${KNOWN}.`);
  });

  test.each([
    ['"mode": "Bulk"', 'one of "ReadWrite", "ReadOnly"', ''],
    ['"mode": "readonly"', 'one of "ReadWrite", "ReadOnly"', ' → ReadOnly'],
    ['"mode": 1', 'one of "ReadWrite", "ReadOnly"', ''],
  ])('with the mode %s', async (mode, choice, arrow) => {
    const { lines } = await check(json(`{ "provider": "Oracle", ${mode}, ${ORACLE} }`));
    expect(lines).toEqual([`3:43 EXT4013 The mode of the connection "db" must be ${choice}.${arrow}`]);
  });

  test('takes a provider by name, or by a data store that it serves with the highest priority', async () => {
    const body = (word: string) =>
      json(`{ "provider": "${word}", "mode": "ReadOnly", ${ORACLE}, "databaseName": "d" }`);
    for (const word of ['MongoDb', 'MongoDB', 'DocumentDb']) {
      const { lines, connections } = await check(body(word));
      expect(lines).toEqual([]);
      expect(connections).toMatchObject([{ name: 'db', provider: 'MongoDb' }]);
    }
  });

  test('cannot be called __proto__', async () => {
    const { lines } = await check('{ "externalConnections": { "__proto__": { "provider": "Oracle" } } }');
    expect(lines).toEqual(['1:28 EXT4009 No connection can have the name "__proto__".']);
  });
});

describe('the case of keys', () => {
  const CASE = (key: string, section: string): string =>
    `EXT4014 The key "${key}" is not in the case of its section "${section}".`;

  test('is decided by the section: a mix is reported, and otherwise understood', async () => {
    const text = `ExternalConnections:
  db:
    provider: SqlServer
    Mode: Bulk
    connectionString: x
    CommandTimeout: 0
`;
    expect((await check(text, { file: 'app.yml' })).lines).toEqual([
      `3:5 ${CASE('provider', 'ExternalConnections')} → Provider`,
      `5:5 ${CASE('connectionString', 'ExternalConnections')} → ConnectionString`,
      '6:21 EXT4024 Command timeout must be positive',
    ]);
  });

  test('the other way round', async () => {
    const text = `{ "externalConnections": {
  "db": { "Provider": "SqlServer", "mode": "Bulk", "ConnectionString": "x", "commandTimeout": 5 } } }`;
    expect((await check(text)).lines).toEqual([
      `2:11 ${CASE('Provider', 'externalConnections')} → provider`,
      `2:52 ${CASE('ConnectionString', 'externalConnections')} → connectionString`,
    ]);
  });

  test('both spellings of one key: the right one counts', async () => {
    const text = `{ "externalConnections": {
  "db": { "provider": "Oracle", "ConnectionString": 5, "connectionString": "x" } } }`;
    expect((await check(text)).lines).toEqual([
      `2:33 ${CASE('ConnectionString', 'externalConnections')} → connectionString`,
    ]);
  });

  test('names of connections and keys of maps are data', async () => {
    const text = `{ "ExternalConnections": { "aB": { "Provider": "RestApi", "BaseUrl": "x:y",
      "DefaultHeaders": { "accept": "a", "Accept": "b" } } } }`;
    expect((await check(text)).lines).toEqual([]);
  });
});
