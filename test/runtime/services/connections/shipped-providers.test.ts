// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the references are part of what is tested
import { join } from 'node:path';
import { ExternalConnectionProviders } from '@extconn/providers';
import type { MongoDbConnection } from '@extconn/providers/mongo-db';
import type { OracleConnection } from '@extconn/providers/oracle';
import type { RestApiConnection } from '@extconn/providers/rest-api';
import type { SqlServerConnection } from '@extconn/providers/sql-server';
import { loadConnections } from '@extconn/runtime';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectValue } from '../support/expect-result.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** An appsettings.json as .NET programs have it. */
const APP_SETTINGS = {
  Logging: { LogLevel: { Default: 'Information' } },
  ExternalConnections: {
    PrimaryDatabase: {
      Provider: 'SqlServer',
      ConnectionString: 'Server=prod-sql;Database=MyApp;User Id=app;Password=hunter2;',
      CommandTimeout: 60,
      EnableRetryLogic: true,
      MaxRetryCount: 3,
    },
    DocumentStore: {
      Provider: 'MongoDB',
      ConnectionString: 'mongodb://localhost:27017',
      DatabaseName: 'MyAppDocs',
      MaxConnectionPoolSize: 50,
      UseTls: false,
    },
    PaymentApi: {
      Provider: 'RestApi',
      BaseUrl: 'https://api.payments.com/v1',
      ApiKey: 'pk_live_hunter2',
      TimeoutSeconds: 45,
      DefaultHeaders: { Accept: 'application/json', 'User-Agent': 'MyApp/1.0' },
    },
    ReportingDatabase: {
      Provider: 'Oracle',
      ConnectionString: 'Data Source=oracle-server:1521/XE;User Id=reports;Password=hunter2;',
      CommandTimeout: 120,
    },
  },
};

/** What `extconn generate` writes for this file. */
interface NamedConnections {
  readonly PrimaryDatabase: SqlServerConnection;
  readonly DocumentStore: MongoDbConnection;
  readonly PaymentApi: RestApiConnection;
  readonly ReportingDatabase: OracleConnection;
}

describe('the shipped providers', () => {
  it('load an appsettings.json as it is', async () => {
    const folder = await temporaryFolder({ 'appsettings.json': JSON.stringify(APP_SETTINGS, undefined, 2) });
    const file = join(folder, 'appsettings.json');
    await using connections = expectValue(
      await loadConnections<NamedConnections>(file, ExternalConnectionProviders),
    );
    expect(connections.names).toEqual(Object.keys(APP_SETTINGS.ExternalConnections));
    const database = expectValue(connections.get('PrimaryDatabase'));
    expect(database.configuration).toMatchObject({
      commandTimeout: 60,
      maxRetryCount: 3,
      enableRetryLogic: true,
    });
    expect(database.configuration.connectionString.reveal()).toContain('hunter2');
    const documents = expectValue(connections.get('DocumentStore'));
    expect(documents.providerName).toBe('MongoDb');
    expect(documents.configuration).toMatchObject({
      databaseName: 'MyAppDocs',
      maxConnectionPoolSize: 50,
      useTls: false,
    });
    const api = expectValue(connections.get('PaymentApi'));
    expect(api.configuration.defaultHeaders['User-Agent']?.reveal()).toBe('MyApp/1.0');
    expect(api.configuration.timeoutSeconds).toBe(45);
    const all = connections.names.map((name) => expectValue(connections.get(name)));
    const shown = all.map(({ configuration, connectionString }) => [configuration, connectionString]);
    expect(JSON.stringify(shown)).not.toContain('hunter2');
  });

  it('open a named SQLite file, with values from the environment', async () => {
    const folder = await temporaryFolder({ 'busy.txt': '250\n' });
    const entry = { provider: 'LibSql', path: '${env:DATA}/app.db', busyTimeout: '${file:busy.txt}' };
    const source = { externalConnections: { Local: entry } };
    await using connections = expectValue(
      await loadConnections(source, ExternalConnectionProviders, { env: { DATA: folder }, folder }),
    );
    const connection = expectValue(await connections.open('Local'));
    expect(connection.configuration).toMatchObject({ path: `${folder}/app.db`, busyTimeout: 250 });
    expect((await connections.testAll()).get('Local')?.isSuccess).toBe(true);
  });

  it('say where a setting is wrong', async () => {
    const text = `{
  "externalConnections": {
    "Main": { "provider": "SqlServer", "conectionString": "x" },
    "Docs": { "provider": "MongoDb", "connectionString": "mongodb://h", "databaseName": "d", "maxConnectionPoolSize": 0 },
    "Rest": { "provider": "fetch", "baseUrl": "http://h" }
  }
}`;
    const folder = await temporaryFolder({ 'a.json': text });
    const failure = expectFailure(await loadConnections(join(folder, 'a.json'), ExternalConnectionProviders));
    expect(failure.validationErrors.map((sentence) => sentence.replace(`${folder}/`, ''))).toEqual([
      'a.json:3:40: Main.conectionString: there is no such setting; did you mean "connectionString"?',
      'a.json:4:119: Docs.maxConnectionPoolSize: Max connection pool size must be positive',
      'a.json:5:27: Rest.provider: "fetch" is a driver; name the provider: "RestApi"',
    ]);
  });
});
