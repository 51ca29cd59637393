import { connect } from 'node:net';
import oracledb from 'oracledb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OracleServer } from './oracle-server.ts';

const CREDENTIALS = { user: 'scott', password: 'tiger' };

describe('OracleServer: connect and login, with the published driver', () => {
  let server: OracleServer;

  beforeEach(async () => {
    server = await OracleServer.start({ users: { SCOTT: 'tiger', JÖRG: 'pässwörd ✓' } });
  });
  afterEach(() => server.close());

  const open = (attributes: oracledb.ConnectionAttributes = {}) =>
    oracledb.getConnection({ ...CREDENTIALS, connectString: server.connectString, ...attributes });

  it('logs in, says who it is, answers a ping, and closes', async () => {
    const connection = await open();
    expect([connection.thin, connection.oracleServerVersionString]).toEqual([true, '19.3.0.0.0']);
    expect([connection.serviceName, connection.instanceName]).toEqual(['FREEPDB1', 'FREE']);
    await connection.ping();
    expect([server.listener.accepted, server.listener.open]).toEqual([1, 1]);
    await connection.close();
    expect(server.journal).toMatchObject({ logins: 1, deniedLogins: 0, pings: 1, logoffs: 1 });
    await expect.poll(() => server.listener.open).toBe(0);
  });

  it.each(['Tiger', 'tiger ', 'tige', '', 'a password longer than any block of the cipher'])(
    'refuses the password %j',
    async (password) => {
      await expect(open({ password })).rejects.toMatchObject({ code: 'ORA-01017' });
      expect(server.journal.logins).toBe(0);
      await expect.poll(() => server.listener.open).toBe(0);
    },
  );

  it('refuses an unknown user as it refuses a wrong password', async () => {
    await expect(open({ user: 'nobody' })).rejects.toMatchObject({ code: 'ORA-01017' });
    expect(server.journal).toMatchObject({ logins: 0, deniedLogins: 1 });
  });

  it('takes names and passwords outside of ASCII', async () => {
    const connection = await open({ user: 'jörg', password: 'pässwörd ✓' });
    const result = await connection.execute('SELECT USER FROM DUAL');
    expect(result.rows).toEqual([['JÖRG']]);
    await connection.close();
  });

  it('refuses an unknown service with ORA-12514, an unknown SID with ORA-12505', async () => {
    const unknown = server.connectString.replace('FREEPDB1', 'NOPE');
    await expect(open({ connectString: unknown })).rejects.toMatchObject({ code: 'NJS-518' });
    await expect(open({ connectString: server.connectStringBySid('NOPE') })).rejects.toMatchObject({
      code: 'NJS-519',
    });
    const connection = await open({ connectString: server.connectStringBySid() });
    await connection.close();
  });

  it('reads connect data that does and does not fit into the first packet', async () => {
    for (const length of [1, 300]) {
      const { host, port } = server.listener;
      const address = `(ADDRESS=(PROTOCOL=TCP)(HOST=${host})(PORT=${port}))`;
      const data = `(CONNECT_DATA=(SERVICE_NAME=FREEPDB1)(INSTANCE_NAME=${'x'.repeat(length)}))`;
      const connection = await open({ connectString: `(DESCRIPTION=${address}${data})` });
      await connection.close();
    }
    expect(server.journal.logins).toBe(2);
  });

  it('is refused by the driver where it reports a version before 12.1', async () => {
    await using old = await OracleServer.start({ tnsVersion: 314 });
    await expect(open({ connectString: old.connectString })).rejects.toMatchObject({ code: 'NJS-138' });
  });

  it('serves a hundred clients at once', async () => {
    const connections = await Promise.all(Array.from({ length: 100 }, () => open()));
    const results = await Promise.all(
      connections.map((connection, at) => connection.execute('SELECT :n FROM DUAL', [at])),
    );
    expect(results.map(({ rows }) => rows)).toEqual(connections.map((_, at) => [[at]]));
    expect([server.journal.logins, server.listener.open]).toEqual([100, 100]);
    await Promise.all(connections.map((connection) => connection.close()));
    await expect.poll(() => server.listener.open).toBe(0);
  });

  it('serves a pool', async () => {
    const pool = await oracledb.createPool({
      ...CREDENTIALS,
      connectString: server.connectString,
      poolMin: 2,
      poolMax: 4,
    });
    const connection = await pool.getConnection();
    expect((await connection.execute('SELECT 1 FROM DUAL')).rows).toEqual([[1]]);
    await connection.close();
    await pool.close(0);
    await expect.poll(() => server.listener.open).toBe(0);
  });

  it.each(['00000000', '004a0000ffff0000', 'GET / HTTP/1.1\r\n\r\n'])(
    'outlives a client that sends %j',
    async (junk) => {
      const socket = connect(server.listener.port, server.listener.host);
      socket.on('error', () => undefined);
      socket.end(/^[0-9a-f]+$/.test(junk) ? Buffer.from(junk.padEnd(160, '0'), 'hex') : junk);
      await expect.poll(() => server.listener.accepted).toBe(1);
      await expect.poll(() => server.listener.open).toBe(0);
      await (await open()).close();
    },
  );
});
