import type oracledb from 'oracledb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OracleServer } from '../../servers/oracle/oracle-server.ts';
import { failureOf, timed, unwrap } from '../support/outcome.ts';
import { recordStates } from '../support/traces.ts';
import { openedOracle, oracleConnection } from './oracle-connection.ts';

describe('OracleConnection: lifecycle and faults, with the published driver', () => {
  let server: OracleServer;

  beforeEach(async () => {
    server = await OracleServer.start();
  });
  afterEach(() => server.close());

  const allClosed = () => expect.poll(() => server.listener.open).toBe(0);
  const one = async (session: oracledb.Connection) => (await session.execute('SELECT 1 FROM DUAL')).rows;

  it('opens, executes, tests, describes itself and closes', async () => {
    const connection = oracleConnection(server);
    const states = recordStates(connection);
    unwrap(await connection.open());
    const rows = await connection.execute(async (session) => {
      await session.execute('CREATE TABLE items (id NUMBER, name VARCHAR2(20))');
      await session.execute('INSERT INTO items VALUES (:1, :2)', [1, 'one']);
      await session.commit();
      return (await session.execute('SELECT * FROM items')).rows;
    });
    expect(unwrap(rows)).toEqual([[1, 'one']]);
    unwrap(await connection.testConnection());
    expect(server.journal.pings).toBe(1);
    expect(unwrap(await connection.getMetadata())).toEqual({
      systemName: 'Oracle Database',
      version: '19.3.0.0.0',
      databaseName: 'FREEPDB1',
      properties: { instanceName: 'FREE', isReadOnly: false },
    });
    unwrap(await connection.close());
    expect([states.at(-1), server.journal.logoffs]).toEqual(['Closed', 1]);
    await allClosed();
  });

  it('tests a closed connection on a temporary session', async () => {
    const connection = oracleConnection(server);
    unwrap(await connection.testConnection());
    expect([connection.state, server.journal.pings, server.journal.logoffs]).toEqual(['Created', 1, 1]);
    await allClosed();
  });

  it('refuses a wrong password once', async () => {
    const connection = oracleConnection(server, 'Password=wrong');
    for (const result of [await connection.open(), await connection.testConnection()]) {
      expect(failureOf(result)).toMatchObject({ code: 'authentication', exception: { code: 'ORA-01017' } });
    }
    expect(server.journal).toMatchObject({ logins: 0, deniedLogins: 2 });
    await allClosed();
  });

  it.each([
    [12_528, 'transient', 'ORA-12528'],
    [12_514, 'driver-error', 'NJS-518'],
  ] as const)('says a listener that refuses with ORA-%d as %s', async (number, code, word) => {
    server.faults.refuseConnects(number);
    const failure = failureOf(await oracleConnection(server).open());
    expect([failure.code, failure.errorMessage]).toEqual([code, expect.stringContaining(word)]);
    await allClosed();
  });

  it('fails at once where nobody listens', async () => {
    await server.listener.inject({ kind: 'refuse' });
    const { value, ms } = await timed(oracleConnection(server).open());
    expect(failureOf(value)).toMatchObject({ code: 'transient', exception: { code: 'NJS-503' } });
    expect(ms).toBeLessThan(1000);
  });

  it('gives up on a silent server after commandTimeout or Connection Timeout, and leaves no socket', async () => {
    await server.listener.inject({ kind: 'stall' });
    const connections = [
      oracleConnection(server, '', { commandTimeout: 1 }),
      oracleConnection(server, 'Connection Timeout=1'),
    ];
    for (const { value, ms } of await Promise.all(
      connections.map((connection) => timed(connection.open())),
    )) {
      expect(failureOf(value).code).toBe('timeout');
      expect([ms > 950, ms < 1800]).toEqual([true, true]);
    }
    await allClosed();
  });

  it('closes the socket when the opening is aborted, and when the connection is closed meanwhile', async () => {
    await server.listener.inject({ kind: 'stall' });
    const controller = new AbortController();
    const connection = oracleConnection(server);
    const opening = connection.open({ signal: controller.signal });
    await expect.poll(() => server.listener.open).toBe(1);
    controller.abort();
    expect(failureOf(await opening).code).toBe('aborted');
    await allClosed();
    const again = connection.open();
    await expect.poll(() => server.listener.open).toBe(1);
    unwrap(await connection.close());
    expect(failureOf(await again).code).toBe('aborted');
    await allClosed();
  });

  it.each([0, 20, 400])('opens again after a reset in the handshake (%d bytes)', async (afterBytes) => {
    await server.listener.inject({ kind: 'reset', afterBytes });
    const connection = oracleConnection(server);
    expect(failureOf(await connection.open()).code).toBe('transient');
    await server.clearFaults();
    unwrap(await connection.open());
    await connection.dispose();
    await allClosed();
  });

  it('does not take garbage for an answer', async () => {
    server.faults.sendGarbage();
    expect(failureOf(await oracleConnection(server).open()).code).toBe('driver-error');
    await allClosed();
  });

  it('is Broken with the next call after the session died, and opens again', async () => {
    const connection = await openedOracle(server);
    server.listener.killAll();
    expect(failureOf(await connection.execute(one))).toMatchObject({
      code: 'connection-lost',
      exception: { code: 'NJS-500' },
    });
    expect(connection.state).toBe('Broken');
    unwrap(await connection.open());
    expect(unwrap(await connection.execute(one))).toEqual([[1]]);
  });

  it.each([
    [3113, 'connection-lost', 'Broken'],
    [60, 'transient', 'Open'],
    [1, 'driver-error', 'Open'],
  ] as const)('says ORA-%d as %s', async (number, code, state) => {
    const connection = await openedOracle(server);
    server.faults.failCalls(number);
    expect([failureOf(await connection.execute(one)).code, connection.state]).toEqual([code, state]);
  });

  it('is Broken once the caller has closed the session', async () => {
    const connection = await openedOracle(server);
    unwrap(await connection.execute((session) => session.close()));
    expect(failureOf(await connection.execute(one)).code).toBe('connection-lost');
    unwrap(await connection.open());
    unwrap(await connection.execute((session) => session.close()));
    unwrap(await connection.close());
  });

  it('does not wait long for a server that does not say goodbye', async () => {
    const connection = await openedOracle(server);
    server.faults.stallAfterLogin();
    const { value, ms } = await timed(connection.close());
    unwrap(value);
    expect(ms).toBeLessThan(1000);
    await allClosed();
  });

  it('opens a hundred connections at once, each with a session of its own', async () => {
    const connections = Array.from({ length: 100 }, () =>
      oracleConnection(server, '', { commandTimeout: 20 }),
    );
    for (const result of await Promise.all(connections.map((connection) => connection.open())))
      unwrap(result);
    expect([server.journal.logins, server.listener.open]).toEqual([100, 100]);
    await Promise.all(connections.map((connection) => connection.dispose()));
    await allClosed();
  });

  it('opens a hundred times at once by one login', async () => {
    const connection = oracleConnection(server);
    const results = await Promise.all(Array.from({ length: 100 }, () => connection.open()));
    expect(results.every(({ isSuccess }) => isSuccess)).toBe(true);
    expect(server.journal.logins).toBe(1);
  });
});
