import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emitConnections } from '../../generator/src/emit/connections-file.ts';
import { REPOSITORY } from '../support/scratch-project.ts';
import { Editor } from './editor.ts';

const INDEX = `import { ExternalConnectionProviders as registry } from '@extconn/providers';\n`;

let editor: Editor;

beforeAll(() => {
  const connections = emitConnections(
    [
      {
        name: 'PrimaryDatabase',
        file: 'appsettings.json',
        provider: 'SqlServer',
        className: 'SqlServerConnection',
        module: '@extconn/providers/sql-server',
      },
      {
        name: 'document-store',
        file: 'appsettings.json',
        provider: 'MongoDb',
        className: 'MongoDbConnection',
        module: '@extconn/providers/mongo-db',
      },
    ],
    ['appsettings.json'],
  );
  editor = new Editor(join(REPOSITORY, 'test/types'), { 'connections.gen.ts': connections });
  editor.errors(INDEX);
});

describe("a lookup's argument", () => {
  it.each([
    ['getByDataStore', ['SqlServer', 'AzureSql', 'MongoDB', 'Sqlite', 'HttpApi']],
    ['getByName', ['SqlServer', 'MongoDb', 'RestApi', 'Oracle', 'Sqlite']],
    ['getByProvider', ['mssql', 'mongodb', 'fetch', 'oracledb', 'libsql']],
    ['getByConnectionMode', ['ReadWrite', 'ReadOnly', 'Bulk']],
  ])('of %s is offered from the registry', (lookup, names) => {
    const offered = editor.completions(`${INDEX}registry.${lookup}('▮');`);
    expect(offered).toEqual(expect.arrayContaining(names));
    // Nothing else is: no globals, no names of other lookups.
    expect(offered.length).toBeLessThan(30);
    expect(offered).not.toContain('console');
  });

  it('that is an id is offered, too', () => {
    expect(editor.completions(`${INDEX}registry.getById(▮);`)).toEqual(
      expect.arrayContaining(['1', '2', '5']),
    );
  });

  it.each([
    ["getByDataStore('SqlSever')", ['SqlServer', 'AzureSql', 'MongoDB', 'WebApi']],
    ["getByName('Mongo')", ['MongoDb', 'SqlServer', 'RestApi', 'RabbitMq']],
    ["getByProvider('sqlite3')", ['libsql', 'mssql', 'node:fs', 'amqplib']],
    ["getByConnectionMode('Read')", ['ReadWrite', 'ReadOnly', 'Bulk']],
    ['getById(99)', [1, 2, 9]],
    ['getByPriority(1)', [100, 200]],
  ])('that is misspelt is an error that names all there is: %s', (call, members) => {
    const [error = ''] = editor.errors(`${INDEX}registry.${call};`);
    const allowed = /is not assignable to parameter of type '(.+)'/.exec(error)?.[1]?.split(' | ');
    expect(allowed).toEqual(expect.arrayContaining(members.map((member) => JSON.stringify(member))));
  });

  it('decides what the lookup gives: hovering shows the exact class', () => {
    const one = editor.hover(`${INDEX}const [▮provider] = registry.getByDataStore('AzureSql');`);
    expect(one.type).toBe('const provider: SqlServerConnectionProvider');
    const two = editor.hover(`${INDEX}registry.▮getByName('Sqlite');`);
    expect(two.type).toMatch(/\): SqliteConnectionProvider$/);
  });
});

describe('a provider', () => {
  it('is described where its class is met', () => {
    const { text } = editor.hover(
      `import { ▮SqlServerConnectionProvider } from '@extconn/providers/sql-server';\nvoid SqlServerConnectionProvider;`,
    );
    expect(text).toContain('SQL Server Connection Provider');
    expect(text).toContain('Tables in Microsoft SQL Server or Azure SQL Database.');
    expect(text).toContain('Data stores: SqlServer, AzureSql.');
  });

  it('is a property of the registry, and its facts are literals', () => {
    expect(editor.completions(`${INDEX}registry.▮`)).toEqual(
      expect.arrayContaining(['SqlServer', 'MongoDb', 'getByDataStore', 'all']),
    );
    const said = `SQL Server Connection Provider (mssql). Data stores: SqlServer, AzureSql.\nTables in Microsoft SQL Server or Azure SQL Database.`;
    expect(editor.hover(`${INDEX}registry.▮SqlServer;`).text).toBe(said);
    expect(editor.completion(`${INDEX}registry.▮`, 'SqlServer').text).toBe(said);
    const { type } = editor.hover(`${INDEX}registry.SqlServer.▮priority;`);
    expect(type).toMatch(/\.priority: 200$/);
  });

  it('leads to the exact factory, connection and driver', () => {
    const path = `${INDEX}const made = await registry.SqlServer.createConnectionFactory();
if (made.isFailure) throw new Error(made.errorMessage);
const configuration = made.value.configurationType.create({ connectionString: '' });
if (configuration.isFailure) throw new Error();
const connection = await made.value.createConnection(configuration.value);
if (connection.isFailure) throw new Error();
`;
    expect(editor.hover(`${path}connection.▮value;`).type).toMatch(/: SqlServerConnection$/);
    expect(editor.hover(`${path}connection.value.execute((▮driver) => driver);`).type).toContain(
      'ConnectionPool',
    );
    expect(editor.completions(`${path}await made.value.createConnection(configuration.value, '▮');`)).toEqual(
      expect.arrayContaining(['ReadWrite', 'ReadOnly', 'Bulk']),
    );
  });
});

describe('the name of a connection', () => {
  const start = `import { loadConnections } from '@extconn/runtime';
import type { NamedConnections } from './connections.gen.ts';
${INDEX}const loaded = await loadConnections<NamedConnections>('appsettings.json', registry);
if (loaded.isFailure) throw new Error();
`;

  it('is offered', () => {
    expect(editor.completions(`${start}await loaded.value.open('▮');`)).toEqual(
      expect.arrayContaining(['PrimaryDatabase', 'document-store']),
    );
  });

  it('decides what is opened', () => {
    expect(editor.hover(`${start}const ▮opened = await loaded.value.open('PrimaryDatabase');`).type).toBe(
      'const opened: Result<SqlServerConnection>',
    );
    const [error] = editor.errors(`${start}await loaded.value.open('PrimaryDatabse');`);
    expect(error).toContain('"PrimaryDatabse"');
  });

  it('tells which provider serves it and which file names it', () => {
    const names = `import type { NamedConnections } from './connections.gen.ts';\ndeclare const names: NamedConnections;\n`;
    expect(editor.hover(`${names}names.▮PrimaryDatabase;`).text).toContain(
      'Served by SqlServer; from appsettings.json.',
    );
    expect(editor.completion(`${names}names.▮`, 'PrimaryDatabase').text).toContain('appsettings.json');
  });
});
