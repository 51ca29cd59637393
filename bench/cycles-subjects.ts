import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ExternalConnection, Result } from '@extconn/runtime';
import { FileSystemConfiguration } from '../providers/src/file-system/configuration.gen.ts';
import { FileSystemConnection } from '../providers/src/file-system/connection.ts';
import { MongoDbConfiguration } from '../providers/src/mongo-db/configuration.gen.ts';
import { MongoDbConnection } from '../providers/src/mongo-db/connection.ts';
import { OracleConfiguration } from '../providers/src/oracle/configuration.gen.ts';
import { OracleConnection } from '../providers/src/oracle/connection.ts';
import { PostgreSqlConfiguration } from '../providers/src/postgre-sql/configuration.gen.ts';
import { PostgreSqlConnection } from '../providers/src/postgre-sql/connection.ts';
import { RabbitMqConfiguration } from '../providers/src/rabbit-mq/configuration.gen.ts';
import { RabbitMqConnection } from '../providers/src/rabbit-mq/connection.ts';
import { RedisConfiguration } from '../providers/src/redis/configuration.gen.ts';
import { RedisConnection } from '../providers/src/redis/connection.ts';
import { RestApiConfiguration } from '../providers/src/rest-api/configuration.gen.ts';
import { RestApiConnection } from '../providers/src/rest-api/connection.ts';
import { SqlServerConfiguration } from '../providers/src/sql-server/configuration.gen.ts';
import { SqlServerConnection } from '../providers/src/sql-server/connection.ts';
import { SqliteConfiguration } from '../providers/src/sqlite/configuration.gen.ts';
import { SqliteConnection } from '../providers/src/sqlite/connection.ts';
import { PostgresServer } from '../test/providers/postgre-sql/postgres-server.ts';
import { RabbitMqServer } from '../test/providers/rabbit-mq/rabbit-mq-server.ts';
import { RedisServer } from '../test/providers/redis/redis-server.ts';
import { HttpServer } from '../test/servers/http/http-server.ts';
import { MongoDbServer } from '../test/servers/mongodb/mongodb-server.ts';
import { OracleServer } from '../test/servers/oracle/oracle-server.ts';
import { SqlServerTestServer } from '../test/servers/sql-server/server.ts';

/** What a worker has to know to connect: plain data, the server lives elsewhere. */
export type Address = Readonly<Record<string, string | number | boolean>>;

/** A server, or a folder, to connect to. */
export interface Target {
  readonly address: Address;
  stop(): Promise<void>;
}

/** One provider of the table. */
export interface CycleSubject {
  /** What the driver connects to. */
  readonly on: string;
  start(folder: string): Promise<Target>;
  connect(address: Address): ExternalConnection;
}

const PASSWORD = 'password-of-the-benchmark';

export const subjects: Readonly<Record<string, CycleSubject>> = {
  Sqlite: {
    on: 'a file',
    start: async (folder) => local({ path: join(folder, 'cycles.db') }),
    connect: (address) => new SqliteConnection(valid(SqliteConfiguration.create(address as never))),
  },
  FileSystem: {
    on: 'a folder',
    async start(folder) {
      mkdirSync(join(folder, 'files'));
      return local({ rootPath: join(folder, 'files') });
    },
    connect: (address) => new FileSystemConnection(valid(FileSystemConfiguration.create(address as never))),
  },
  RestApi: {
    on: 'the HTTP test server',
    async start() {
      const server = await HttpServer.start();
      server.routes.add('HEAD', '/', {});
      return { address: { baseUrl: server.url }, stop: () => server.close() };
    },
    connect: (address) => new RestApiConnection(valid(RestApiConfiguration.create(address as never))),
  },
  PostgreSql: {
    on: 'PostgreSQL',
    async start() {
      const server = await PostgresServer.start();
      const { host, port, user, password, database } = server;
      return {
        address: { host, port, user, password, database, sslMode: 'disable' },
        stop: () => server.stop(),
      };
    },
    connect: (address) => new PostgreSqlConnection(valid(PostgreSqlConfiguration.create(address as never))),
  },
  Redis: {
    on: 'Redis',
    async start() {
      const server = await RedisServer.start(PASSWORD);
      const address = { host: '127.0.0.1', port: server.port, password: PASSWORD, useTls: false };
      return { address, stop: () => server.stop() };
    },
    connect: (address) => new RedisConnection(valid(RedisConfiguration.create(address as never))),
  },
  RabbitMq: {
    on: 'RabbitMQ',
    async start() {
      const server = await RabbitMqServer.start();
      const { host, port, user, password } = server;
      return { address: { host, port, user, password, useTls: false }, stop: () => server.stop() };
    },
    connect: (address) => new RabbitMqConnection(valid(RabbitMqConfiguration.create(address as never))),
  },
  MongoDb: {
    on: 'the MongoDB test server',
    async start() {
      const server = await MongoDbServer.start();
      const connectionString = `mongodb://${server.address}/`;
      return { address: { connectionString, databaseName: 'x', useTls: false }, stop: () => server.close() };
    },
    connect: (address) => new MongoDbConnection(valid(MongoDbConfiguration.create(address as never))),
  },
  SqlServer: {
    on: 'the SQL Server test server',
    async start() {
      const server = await SqlServerTestServer.start({ users: { sa: PASSWORD } });
      const connectionString = `Server=127.0.0.1,${server.port};User Id=sa;Password=${PASSWORD};Encrypt=false`;
      return { address: { connectionString }, stop: () => server.close() };
    },
    connect: (address) => new SqlServerConnection(valid(SqlServerConfiguration.create(address as never))),
  },
  Oracle: {
    on: 'the Oracle test server',
    async start() {
      const server = await OracleServer.start();
      const connectionString = `Data Source=${server.connectString};User Id=scott;Password=tiger`;
      return { address: { connectionString }, stop: () => server.close() };
    },
    connect: (address) => new OracleConnection(valid(OracleConfiguration.create(address as never))),
  },
};

function local(address: Address): Target {
  return { address, stop: async () => undefined };
}

function valid<T>(result: Result<T>): T {
  if (result.isSuccess) return result.value;
  throw new Error(`${result.errorMessage}: ${result.validationErrors.join('; ')}`);
}
