import {
  type ConnectionModeName,
  type DataStoreName,
  type DriverName,
  ExternalConnectionProviders,
  type ProviderId,
  type ProviderName,
} from '@extconn/providers';
import type { FileSystemConnectionProvider } from '@extconn/providers/file-system';
import type {
  MongoDbConfiguration,
  MongoDbConnectionFactory,
  MongoDbConnectionProvider,
} from '@extconn/providers/mongo-db';
import type { OracleConnectionProvider } from '@extconn/providers/oracle';
import type { PostgreSqlConnectionProvider } from '@extconn/providers/postgre-sql';
import type { RabbitMqConnectionProvider } from '@extconn/providers/rabbit-mq';
import type { RedisConnectionProvider } from '@extconn/providers/redis';
import type { RestApiConnectionProvider } from '@extconn/providers/rest-api';
import type {
  SqlServerConfiguration,
  SqlServerConnection,
  SqlServerConnectionProvider,
} from '@extconn/providers/sql-server';
import type { SqliteConnectionProvider } from '@extconn/providers/sqlite';
import type { ConfigurationBase, ConnectionOf, Result } from '@extconn/runtime';
import { assertType, type Same } from './assert.ts';

/** Checked by the compiler only; never run. */

const registry = ExternalConnectionProviders;

type AllNames =
  | 'MongoDb'
  | 'SqlServer'
  | 'RestApi'
  | 'Oracle'
  | 'Sqlite'
  | 'PostgreSql'
  | 'FileSystem'
  | 'Redis'
  | 'RabbitMq';

// The unions are exactly what the manifests say.
assertType<Same<ProviderId, 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9>>();
assertType<Same<ProviderName, AllNames>>();
assertType<
  Same<
    DriverName,
    'mongodb' | 'mssql' | 'fetch' | 'oracledb' | 'libsql' | 'pg' | 'node:fs' | 'redis' | 'amqplib'
  >
>();
assertType<Same<ConnectionModeName, 'ReadWrite' | 'ReadOnly' | 'Bulk'>>();
assertType<'AzureSql' extends DataStoreName ? true : false>();

// Strict lookups give the exact class, or the exact tuple in its order.
assertType<Same<ReturnType<typeof registry.getById<1>>, MongoDbConnectionProvider>>();
assertType<Same<ReturnType<typeof registry.getByName<'Oracle'>>, OracleConnectionProvider>>();
assertType<
  Same<ReturnType<typeof registry.getByDataStore<'SqlServer'>>, readonly [SqlServerConnectionProvider]>
>();
assertType<Same<ReturnType<typeof registry.getByProvider<'libsql'>>, readonly [SqliteConnectionProvider]>>();
assertType<Same<ReturnType<typeof registry.getByPriority<150>>, readonly [RestApiConnectionProvider]>>();
assertType<
  Same<
    ReturnType<typeof registry.getByConnectionMode<'Bulk'>>,
    readonly [
      SqlServerConnectionProvider,
      OracleConnectionProvider,
      PostgreSqlConnectionProvider,
      RabbitMqConnectionProvider,
    ]
  >
>();
assertType<Same<typeof registry.MongoDb, MongoDbConnectionProvider>>();
assertType<Same<typeof registry.size, 9>>();
assertType<Same<(typeof registry.all)[0], MongoDbConnectionProvider>>();

// Literals all the way down.
assertType<Same<MongoDbConnectionProvider['id'], 1>>();
assertType<Same<MongoDbConnectionProvider['name'], 'MongoDb'>>();
assertType<Same<MongoDbConnectionProvider['supportedDataStores'], readonly ['MongoDB', 'DocumentDb']>>();
assertType<Same<MongoDbConnectionProvider['priority'], 100>>();
assertType<Same<ConnectionOf<MongoDbConnectionFactory>['providerName'], 'MongoDb'>>();

// @ts-expect-error A misspelt data store does not compile.
registry.getByDataStore('SqlSever');
// @ts-expect-error Nor does a number that is no id.
registry.getById(99);
// @ts-expect-error Nor a provider that does not exist.
registry.Postgres;
// @ts-expect-error A data store is no name.
registry.getByName('MongoDB');

// Loose lookups take any text.
const maybe = registry.findByName(String(Math.random()));
assertType<
  Same<
    typeof maybe,
    | undefined
    | MongoDbConnectionProvider
    | SqlServerConnectionProvider
    | RestApiConnectionProvider
    | OracleConnectionProvider
    | SqliteConnectionProvider
    | PostgreSqlConnectionProvider
    | FileSystemConnectionProvider
    | RedisConnectionProvider
    | RabbitMqConnectionProvider
  >
>();

/** A `switch` over the name is exhaustive: without a case the function would lack a return. */
export function describe(provider: (typeof registry.all)[number]): string {
  switch (provider.name) {
    case 'MongoDb':
      return provider.displayName;
    case 'SqlServer':
    case 'RestApi':
    case 'Oracle':
    case 'Sqlite':
    case 'PostgreSql':
    case 'FileSystem':
    case 'Redis':
    case 'RabbitMq':
      return provider.name;
  }
}

declare const mongoDb: MongoDbConfiguration;
declare const sqlServer: SqlServerConfiguration;
declare const unknownClass: ConfigurationBase;

export async function factories(): Promise<void> {
  const created = await registry.SqlServer.createConnectionFactory();
  if (created.isFailure) return;
  const factory = created.value;
  // The typed overload, and the one for a class that is only known at run time.
  assertType<Same<Awaited<ReturnType<typeof factory.createConnection>>, Result<SqlServerConnection>>>();
  await factory.createConnection(sqlServer, 'Bulk');
  await factory.createConnection(unknownClass, 'anything');
  await factory.validateConfiguration(unknownClass);
  await factory.testConnectivity(unknownClass);
  // @ts-expect-error Another provider's configuration does not compile.
  await factory.createConnection(mongoDb);
  // @ts-expect-error Nor here.
  await factory.validateConfiguration(mongoDb);
  // @ts-expect-error Nor here.
  await factory.testConnectivity(mongoDb);
  // @ts-expect-error A configuration is nominal: the same fields are not enough.
  await factory.createConnection({ ...sqlServer });
  // @ts-expect-error A mode that the provider does not list.
  await factory.createConnection(sqlServer, 'Append');
  const configuration = factory.configurationType.create({ connectionString: 'Server=localhost' });
  assertType<Same<typeof configuration, Result<SqlServerConfiguration>>>();
  // @ts-expect-error A field that the manifest does not have.
  factory.configurationType.create({ connectionString: 'Server=localhost', databse: 'x' });
  // @ts-expect-error A required field is missing.
  factory.configurationType.create({ commandTimeout: 5 });
}
