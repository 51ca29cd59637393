import { testConformance } from '@extconn/runtime/conformance';
import { afterAll, describe, it } from 'vitest';
import { OracleConfiguration } from '../../../providers/src/oracle/configuration.gen.ts';
import { OracleConnectionProvider } from '../../../providers/src/oracle/provider.gen.ts';
import { OracleServer } from '../../servers/oracle/oracle-server.ts';
import { freePort } from '../support/free-port.ts';

const PASSWORD = 'password-of-the-conformance-test';
const users = { SCOTT: PASSWORD };
const server = await OracleServer.start({ users });
const silent = await OracleServer.start({ users });
const slow = await OracleServer.start({ users });
const absent = await freePort();
await silent.listener.inject({ kind: 'stall' });
await slow.listener.inject({ kind: 'slow', delayMs: 1_500 });
afterAll(() => Promise.all([server, silent, slow].map((each) => each.close())));

const at = (dataSource: string, password = PASSWORD) =>
  OracleConfiguration.create({
    connectionString: `Data Source=${dataSource};User Id=scott;Password=${password};`,
    commandTimeout: 2,
  });

testConformance(
  { describe, it },
  {
    provider: OracleConnectionProvider.instance,
    configuration: () => at(server.connectString),
    faults: {
      wrongCredentials: () => at(server.connectString, 'another-password-altogether'),
      absentServer: () => at(`127.0.0.1:${absent}/FREEPDB1`),
      silentServer: () => at(silent.connectString),
      slowServer: () => at(slow.connectString),
      killServer: () => void server.listener.killAll(),
      slowOperation: (connection) => connection.execute('BEGIN DBMS_SESSION.SLEEP(5); END;'),
      readOnlyWrite: (connection) => connection.execute('UPDATE item SET id = 1'),
      openSessions: () => server.listener.open,
    },
  },
);
