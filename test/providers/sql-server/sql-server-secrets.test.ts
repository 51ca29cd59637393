import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqlServerTestServer } from '../../servers/sql-server/server.ts';
import { failureOf } from '../support/outcome.ts';
import { everythingShown } from '../support/traces.ts';
import { openedSql, sqlConnection } from './sql-connection.ts';

const MARKER = 'm4rk3r-Pässw0rd;"x"';

describe('SqlServerConnection: secrets', () => {
  let server: SqlServerTestServer;

  beforeEach(async () => {
    server = await SqlServerTestServer.start();
  });
  afterEach(() => server.close());

  it('shows no secret, whatever goes wrong', async () => {
    const password = `Password="${MARKER.replaceAll('"', '""')}"`;
    const shown: unknown[] = [];
    const connection = sqlConnection(server, password, { maxRetryCount: 0 });
    connection.onStateChange((change) => shown.push(change));
    shown.push(connection, connection.configuration, connection.connectionString);
    shown.push(failureOf(await connection.open()));
    server.faults.planLogin({ kind: 'garbage' });
    shown.push(failureOf(await connection.open()));
    server.encryption = 'unsupported';
    shown.push(failureOf(await connection.open()));
    server.encryption = 'supported';
    await server.listener.inject({ kind: 'reset', afterBytes: 60 });
    shown.push(failureOf(await connection.testConnection()));
    await server.listener.inject({ kind: 'refuse' });
    shown.push(failureOf(await connection.open()));
    for (const options of [
      `${password};Trusted_Connection=yes`,
      `${password};Nonsense=${MARKER}`,
      `Password=${MARKER}`,
    ]) {
      shown.push(failureOf(await sqlConnection(server, options).open()));
    }
    await using own = await SqlServerTestServer.start({ users: { sa: MARKER } });
    const open = await openedSql(own, password);
    for (const message of [`driver said ${MARKER}`, encodeURIComponent(MARKER), JSON.stringify({ MARKER })]) {
      const thrown = open.execute(() => {
        throw new Error(message, { cause: new Error(MARKER) });
      });
      shown.push(failureOf(await thrown));
    }
    shown.push(failureOf(await open.execute((pool) => pool.query(`SELECT '${MARKER}' FROM nowhere`))));
    const text = everythingShown(...shown);
    for (const part of [MARKER, 'm4rk3r', 'ssw0rd;"x', encodeURIComponent('Pässw0rd')])
      expect(text).not.toContain(part);
    await open.dispose();
  });
});
