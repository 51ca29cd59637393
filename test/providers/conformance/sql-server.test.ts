import { testConformance } from '@extconn/runtime/conformance';
import { afterAll, describe, it } from 'vitest';
import { SqlServerConfiguration } from '../../../providers/src/sql-server/configuration.gen.ts';
import { SqlServerConnectionProvider } from '../../../providers/src/sql-server/provider.gen.ts';
import { SqlServerTestServer } from '../../servers/sql-server/server.ts';
import { freePort } from '../support/free-port.ts';

const PASSWORD = 'password-of-the-conformance-test';
const options = { users: { sa: PASSWORD }, readableSecondary: true };
const server = await SqlServerTestServer.start(options);
const silent = await SqlServerTestServer.start(options);
const slow = await SqlServerTestServer.start(options);
const absent = await freePort();
await silent.listener.inject({ kind: 'stall' });
await slow.listener.inject({ kind: 'slow', delayMs: 2_000 });
afterAll(() => Promise.all([server, silent, slow].map((each) => each.close())));

const at = (port: number, password = PASSWORD) =>
  SqlServerConfiguration.create({
    connectionString: `Server=localhost,${port};Database=test;User Id=sa;Password=${password};Encrypt=false`,
    commandTimeout: 2,
    enableRetryLogic: false,
  });

testConformance(
  { describe, it },
  {
    provider: SqlServerConnectionProvider.instance,
    configuration: () => at(server.port),
    faults: {
      wrongCredentials: () => at(server.port, 'another-password-altogether'),
      absentServer: () => at(absent),
      silentServer: () => at(silent.port),
      slowServer: () => at(slow.port),
      killServer: () => void server.listener.killAll(),
      slowOperation: (pool) => pool.request().query("WAITFOR DELAY '00:00:05'"),
      readOnlyWrite: (pool) => pool.request().query('CREATE TABLE item (id int)'),
      openSessions: () => server.listener.open,
    },
  },
);
