import { HttpServer } from '../../servers/http/http-server.ts';
import { MongoDbServer } from '../../servers/mongodb/mongodb-server.ts';
import { OracleServer } from '../../servers/oracle/oracle-server.ts';
import { SqlServerTestServer } from '../../servers/sql-server/server.ts';
import { PostgresServer, postgresBinaries } from '../postgre-sql/postgres-server.ts';
import { isRabbitMqInstalled, RabbitMqServer } from '../rabbit-mq/rabbit-mq-server.ts';
import { isRedisInstalled, RedisServer } from '../redis/redis-server.ts';

/** A server that knows `app` by another password than the planted one. */
export interface RefusingServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

const PASSWORD = 'another-one-altogether';

/** By provider; undefined where the real server is not installed. */
export const refusingServers: Readonly<Record<string, (() => Promise<RefusingServer>) | undefined>> = {
  MongoDb: async () => behind(await MongoDbServer.start({ users: { app: PASSWORD } })),
  SqlServer: async () => behind(await SqlServerTestServer.start({ users: { app: PASSWORD } })),
  Oracle: async () => behind(await OracleServer.start({ users: { APP: PASSWORD } })),
  RestApi: async () => behind(await HttpServer.start({ bearer: PASSWORD })),
  PostgreSql: postgresBinaries === undefined ? undefined : async () => real(await PostgresServer.start()),
  Redis: isRedisInstalled ? async () => real(await RedisServer.start(PASSWORD)) : undefined,
  RabbitMq: isRabbitMqInstalled ? async () => real(await RabbitMqServer.start()) : undefined,
};

function behind(server: { listener: { port: number }; close(): Promise<void> }): RefusingServer {
  return { port: server.listener.port, close: () => server.close() };
}

function real(server: { port: number; stop(): Promise<void> }): RefusingServer {
  return { port: server.port, close: () => server.stop() };
}
