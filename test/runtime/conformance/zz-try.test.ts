import { afterAll, beforeAll, describe, it } from 'vitest';
import { testConformance } from '../../../runtime/src/conformance/index.ts';
import { SqlServerConfiguration } from '../../../providers/src/sql-server/configuration.gen.ts';
import { SqlServerConnectionProvider } from '../../../providers/src/sql-server/provider.gen.ts';
import { SqlServerTestServer } from '../../servers/sql-server/server.ts';

describe('mssql', () => {
  let up: SqlServerTestServer, silent: SqlServerTestServer, slow: SqlServerTestServer;
  beforeAll(async () => {
    [up, silent, slow] = await Promise.all([1, 2, 3].map(() => SqlServerTestServer.start())) as [SqlServerTestServer, SqlServerTestServer, SqlServerTestServer];
    await silent.listener.inject({ kind: 'stall' });
    await slow.listener.inject({ kind: 'slow', delayMs: 700 });
  });
  afterAll(() => Promise.all([up, silent, slow].map((s) => s.close())));
  const at = (port: number, password = 'Passw0rd!', input = {}) =>
    SqlServerConfiguration.create({ connectionString: `Server=localhost,${port};User ID=sa;Password=${password};Database=test;TrustServerCertificate=true;Connect Timeout=1`, commandTimeout: 1, ...input });
  testConformance({ describe, it }, {
    provider: SqlServerConnectionProvider.instance,
    configuration: () => at(up.port),
    faults: {
      wrongCredentials: () => at(up.port, 'pass-of-nobody'),
      absentServer: () => at(1),
      silentServer: () => at(silent.port),
      slowServer: () => at(slow.port),
      killServer: () => { up.listener.killAll(); },
      slowOperation: (pool) => pool.request().batch("waitfor delay '00:00:03'"),
      openSessions: () => up.listener.open + silent.listener.open + slow.listener.open,
    },
  });
});
