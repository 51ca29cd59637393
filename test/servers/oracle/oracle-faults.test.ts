import oracledb, { type Connection } from 'oracledb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OracleServer } from './oracle-server.ts';

describe('OracleServer: faults, seen by the published driver', () => {
  let server: OracleServer;

  beforeEach(async () => {
    server = await OracleServer.start();
  });
  afterEach(() => server.close());

  const open = (attributes: oracledb.ConnectionAttributes = {}) =>
    oracledb.getConnection({
      user: 'scott',
      password: 'tiger',
      connectString: server.connectString,
      ...attributes,
    });
  const query = (connection: Connection) => connection.execute('SELECT 1 FROM DUAL');

  /** Easy Connect with a time limit for the whole handshake, in seconds. */
  const hasty = (seconds: number) => `${server.connectString}?connect_timeout=${seconds}`;

  it('refuses connects with any ORA code, as often as asked', async () => {
    server.faults.refuseConnects(12528, 2);
    for (const _ of [1, 2])
      await expect(open()).rejects.toMatchObject({
        code: 'NJS-511',
        message: expect.stringMatching(/ORA-12528/),
      });
    await (await open()).close();
    server.faults.refuseConnects(12514);
    await expect(open()).rejects.toMatchObject({ code: 'NJS-518' });
    await server.clearFaults();
    await (await open()).close();
  });

  it('refuses in TCP', async () => {
    await server.listener.inject({ kind: 'refuse' });
    await expect(open()).rejects.toMatchObject({ code: 'NJS-503' });
    await server.clearFaults();
    await (await open()).close();
  });

  it('accepts and says nothing', async () => {
    await server.listener.inject({ kind: 'stall' });
    await expect(open({ connectString: hasty(1) })).rejects.toMatchObject({ code: 'NJS-510' });
    await expect.poll(() => server.listener.open).toBe(0);
    expect(server.journal.logins).toBe(0);
  });

  it('logs in and then says nothing, not even to an interrupt', async () => {
    server.faults.stallAfterLogin();
    const connection = await open();
    let answered = false;
    connection.callTimeout = 20;
    const call = query(connection).catch((error) => error.code);
    void call.then(() => {
      answered = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect([answered, server.journal.logins, server.journal.calls]).toEqual([false, 1, 1]);
    await server.clearFaults();
    expect(await call).toBe('NJS-123');
    connection.callTimeout = 0;
    expect((await query(connection)).rows).toEqual([[1]]);
  });

  it('resets in the middle of the handshake', async () => {
    for (const afterBytes of [0, 20, 100, 400]) {
      await server.listener.inject({ kind: 'reset', afterBytes });
      await expect(open()).rejects.toMatchObject({ code: 'NJS-500' });
    }
    expect(server.journal.logins).toBe(0);
    await expect.poll(() => server.listener.open).toBe(0);
  });

  it('resets in the middle of a reply', async () => {
    const connection = await open();
    await server.listener.inject({ kind: 'reset', afterBytes: 10_000 });
    const sql = 'SELECT LEVEL FROM DUAL CONNECT BY LEVEL <= 100000';
    await expect(connection.execute(sql)).rejects.toMatchObject({ code: 'NJS-500' });
    await expect(query(connection)).rejects.toMatchObject({ code: expect.stringMatching(/NJS-(003|500)/) });
  });

  it('answers slowly', async () => {
    const connection = await open();
    await server.listener.inject({ kind: 'slow', delayMs: 100 });
    const started = performance.now();
    expect((await query(connection)).rows).toEqual([[1]]);
    expect(performance.now() - started).toBeGreaterThanOrEqual(95);
  });

  it('sends garbage instead of an accept, and instead of an answer', async () => {
    const connection = await open();
    server.faults.sendGarbage();
    // The driver means to name the packet, but looks its own error number up by a name that does not exist;
    // and it takes the session for healthy, so that the next answer is read as if nothing had happened.
    await expect(open()).rejects.toMatchObject({ code: 'NJS-068' });
    await expect(query(connection)).rejects.toMatchObject({ code: 'NJS-068' });
    await server.clearFaults();
    expect((await query(connection)).rows).toEqual([[1]]);
  });

  it('kills live sockets: the driver tells at the next call', async () => {
    const connections = await Promise.all([open(), open()]);
    expect(server.listener.killAll()).toBe(2);
    for (const connection of connections) {
      await expect(query(connection)).rejects.toMatchObject({ code: 'NJS-500', isRecoverable: true });
    }
    await expect.poll(() => server.listener.open).toBe(0);
  });

  it('fails the next call with an ORA error', async () => {
    const connection = await open();
    server.faults.failCalls(12170);
    await expect(query(connection)).rejects.toMatchObject({ code: 'ORA-12170' });
    expect((await query(connection)).rows).toEqual([[1]]);
    server.faults.failCalls(1, 2);
    await expect(connection.ping()).rejects.toMatchObject({ code: 'ORA-00001' });
    await expect(connection.commit()).rejects.toMatchObject({ code: 'ORA-00001' });
    await connection.ping();
    server.faults.failCalls(3113);
    await expect(query(connection)).rejects.toMatchObject({
      code: 'NJS-500',
      message: expect.stringMatching(/ORA-03113/),
    });
    await expect.poll(() => server.listener.open).toBe(0);
  });
});
