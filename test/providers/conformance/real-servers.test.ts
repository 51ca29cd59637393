import { testConformance } from '@extconn/runtime/conformance';
import { describe, it } from 'vitest';
import { MongoDbConfiguration } from '../../../providers/src/mongo-db/configuration.gen.ts';
import { MongoDbConnectionProvider } from '../../../providers/src/mongo-db/provider.gen.ts';
import { OracleConfiguration } from '../../../providers/src/oracle/configuration.gen.ts';
import { OracleConnectionProvider } from '../../../providers/src/oracle/provider.gen.ts';
import { PostgreSqlConfiguration } from '../../../providers/src/postgre-sql/configuration.gen.ts';
import { PostgreSqlConnectionProvider } from '../../../providers/src/postgre-sql/provider.gen.ts';
import { RabbitMqConfiguration } from '../../../providers/src/rabbit-mq/configuration.gen.ts';
import { RabbitMqConnectionProvider } from '../../../providers/src/rabbit-mq/provider.gen.ts';
import { RedisConfiguration } from '../../../providers/src/redis/configuration.gen.ts';
import { RedisConnectionProvider } from '../../../providers/src/redis/provider.gen.ts';
import { SqlServerConfiguration } from '../../../providers/src/sql-server/configuration.gen.ts';
import { SqlServerConnectionProvider } from '../../../providers/src/sql-server/provider.gen.ts';

/** The contract suite on the servers of compose.yaml, where their variables are set. */
function onServer(variable: string, suite: (url: string) => void): void {
  const url = process.env[variable];
  if (url !== undefined) describe(variable, () => suite(url));
  else
    it.skip(`the contract suite on a real server (skipped: ${variable} is not set; see compose.yaml)`, () =>
      undefined);
}

onServer('MONGODB_URL', (connectionString) =>
  testConformance(
    { describe, it },
    {
      provider: MongoDbConnectionProvider.instance,
      configuration: () =>
        MongoDbConfiguration.create({ connectionString, databaseName: 'test', useTls: false }),
      faults: { readOnlyWrite: (db) => db.collection('items').insertOne({ name: 'x' }) },
    },
  ),
);

onServer('MSSQL_URL', (connectionString) =>
  testConformance(
    { describe, it },
    {
      provider: SqlServerConnectionProvider.instance,
      configuration: () => SqlServerConfiguration.create({ connectionString }),
      faults: { slowOperation: (pool) => pool.request().query("WAITFOR DELAY '00:00:05'") },
    },
  ),
);

onServer('ORACLE_URL', (connectionString) =>
  testConformance(
    { describe, it },
    {
      provider: OracleConnectionProvider.instance,
      configuration: () => OracleConfiguration.create({ connectionString }),
      faults: { slowOperation: (connection) => connection.execute('BEGIN DBMS_SESSION.SLEEP(5); END;') },
    },
  ),
);

onServer('POSTGRES_URL', (connectionString) =>
  testConformance(
    { describe, it },
    {
      provider: PostgreSqlConnectionProvider.instance,
      configuration: () => PostgreSqlConfiguration.create({ connectionString, sslMode: 'disable' }),
      faults: {
        slowOperation: (client) => client.query('select pg_sleep(5)'),
        readOnlyWrite: (client) => client.query('create table conformance_item (id int)'),
      },
    },
  ),
);

onServer('REDIS_URL', (url) =>
  testConformance(
    { describe, it },
    { provider: RedisConnectionProvider.instance, configuration: () => RedisConfiguration.create({ url }) },
  ),
);

onServer('RABBITMQ_URL', (url) =>
  testConformance(
    { describe, it },
    {
      provider: RabbitMqConnectionProvider.instance,
      configuration: () => RabbitMqConfiguration.create({ url }),
    },
  ),
);
