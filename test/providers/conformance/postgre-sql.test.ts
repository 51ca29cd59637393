import { testConformance } from '@extconn/runtime/conformance';
import { afterAll, describe, it } from 'vitest';
import { PostgreSqlConfiguration } from '../../../providers/src/postgre-sql/configuration.gen.ts';
import { PostgreSqlConnectionProvider } from '../../../providers/src/postgre-sql/provider.gen.ts';
import { FaultyListener } from '../../servers/support/faulty-listener.ts';
import { PostgresServer, postgresBinaries } from '../postgre-sql/postgres-server.ts';
import { freePort } from '../support/free-port.ts';

if (postgresBinaries === undefined) {
  it.skip('the contract suite on PostgreSQL (skipped: no PostgreSQL is installed here)', () => undefined);
} else {
  const server = await PostgresServer.start();
  const silent = await FaultyListener.start(() => undefined);
  await silent.inject({ kind: 'stall' });
  const absent = await freePort();
  afterAll(() => Promise.all([server.stop(), silent.close()]));

  const { host, user, database } = server;
  const at = (port: number, password: string = server.password) =>
    PostgreSqlConfiguration.create({
      host,
      port,
      user,
      password,
      database,
      sslMode: 'disable',
      connectTimeoutSeconds: 2,
    });

  testConformance(
    { describe, it },
    {
      provider: PostgreSqlConnectionProvider.instance,
      configuration: () => at(server.port),
      faults: {
        wrongCredentials: () => at(server.port, 'another-password-altogether'),
        absentServer: () => at(absent),
        silentServer: () => at(silent.port),
        slowOperation: (client) => client.query('select pg_sleep(5)'),
        readOnlyWrite: (client) => client.query('create table conformance_item (id int)'),
      },
    },
  );
}
