import { setTimeout as delay } from 'node:timers/promises';
import type sql from 'mssql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqlServerTestServer } from '../../servers/sql-server/server.ts';
import { failureOf, timed, unwrap } from '../support/outcome.ts';
import { recordStates } from '../support/traces.ts';
import { openedSql, sqlConnection } from './sql-connection.ts';

const FOREVER = Number.POSITIVE_INFINITY;

describe('SqlServerConnection: lifecycle and faults, with the published driver', () => {
  let server: SqlServerTestServer;

  beforeEach(async () => {
    server = await SqlServerTestServer.start();
  });
  afterEach(() => server.close());

  const allClosed = () => expect.poll(() => server.listener.open).toBe(0);
  const one = (pool: sql.ConnectionPool) => pool.query('SELECT 1 AS one');

  it('opens, executes, tests, describes itself and closes', async () => {
    const connection = sqlConnection(server);
    const states = recordStates(connection);
    unwrap(await connection.open());
    const rows = await connection.execute(async (pool) => {
      await pool.request().batch('CREATE TABLE items (id int, name nvarchar(20))');
      await pool.request().input('name', 'one').query('INSERT INTO items VALUES (1, @name)');
      return (await pool.request().query('SELECT * FROM items')).recordset;
    });
    expect(unwrap(rows)).toEqual([{ id: 1, name: 'one' }]);
    unwrap(await connection.testConnection());
    expect(unwrap(await connection.getMetadata())).toEqual({
      systemName: 'Microsoft SQL Server',
      version: '16.0.1000.6',
      databaseName: 'test',
      properties: { edition: 'Developer Edition (64-bit)', isReadOnly: false },
    });
    unwrap(await connection.close());
    expect(states.at(-1)).toBe('Closed');
    await allClosed();
  });

  it('tests a closed connection on a temporary session', async () => {
    const connection = sqlConnection(server);
    unwrap(await connection.testConnection());
    expect(connection.state).toBe('Created');
    await allClosed();
  });

  it('refuses a wrong password once', async () => {
    const connection = sqlConnection(server, 'Password=wrong');
    for (const result of [await connection.open(), await connection.testConnection()]) {
      expect(failureOf(result)).toMatchObject({
        code: 'authentication',
        errorMessage: expect.stringContaining("Login failed for user 'sa'."),
      });
    }
    expect(server.journal.logins.map(({ refusedWith }) => refusedWith)).toEqual([18456, 18456]);
    expect(connection.state).toBe('Broken');
    await allClosed();
  });

  it('names the database that cannot be opened, which the driver does not', async () => {
    expect(failureOf(await sqlConnection(server, 'Database=absent').open())).toMatchObject({
      code: 'authentication',
      errorMessage: expect.stringContaining('Cannot open database "absent"'),
    });
  });

  it.each([
    [{ maxRetryCount: 3 }, 4],
    [{ maxRetryCount: 1 }, 2],
    [{ maxRetryCount: 0 }, 1],
    [{ enableRetryLogic: false }, 1],
  ])('tries again after a fault that may pass, as %o says', async (input, logins) => {
    server.faults.planLogin({ kind: 'error', number: 40613 }, FOREVER);
    const failure = failureOf(await sqlConnection(server, 'ConnectRetryCount=9', input).open());
    expect([failure.code, server.journal.logins.length]).toEqual(['transient', logins]);
    await allClosed();
  });

  it('succeeds once the fault has passed', async () => {
    server.faults.planLogin({ kind: 'error', number: 40501 }, 2);
    unwrap(await sqlConnection(server).open());
    expect(server.journal.logins.map(({ refusedWith }) => refusedWith)).toEqual([40501, 40501, undefined]);
  });

  it('fails for an absent server within the retries', async () => {
    await server.listener.inject({ kind: 'refuse' });
    const { value, ms } = await timed(sqlConnection(server, '', { maxRetryCount: 1 }).open());
    expect(failureOf(value)).toMatchObject({
      code: 'transient',
      errorMessage: expect.stringContaining('ECONNREFUSED'),
    });
    expect(ms).toBeLessThan(2000);
  });

  it('gives up on a silent server after commandTimeout or Connect Timeout, whichever is shorter', async () => {
    await server.listener.inject({ kind: 'stall' });
    const connections = [
      sqlConnection(server, '', { commandTimeout: 1 }),
      sqlConnection(server, 'Connect Timeout=1'),
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
    const connection = sqlConnection(server);
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

  it('outlives lost sockets, and is Broken when the server is gone', async () => {
    const connection = await openedSql(server);
    unwrap(await connection.execute(one));
    server.listener.killAll();
    await allClosed();
    unwrap(await connection.execute(one));
    await server.listener.inject({ kind: 'refuse' });
    server.listener.killAll();
    await allClosed();
    expect(failureOf(await connection.execute(one)).code).toBe('connection-lost');
    expect(connection.state).toBe('Broken');
    await server.listener.clear();
    unwrap(await connection.open());
    unwrap(await connection.execute(one));
    await connection.dispose();
    await allClosed();
  });

  it('is Broken when a session dies under a statement', async () => {
    const connection = await openedSql(server);
    const pending = connection.execute((pool) => pool.query("WAITFOR DELAY '00:01:00'"));
    await expect.poll(() => server.journal.statements.length).toBe(1);
    server.listener.killAll();
    expect(failureOf(await pending).code).toBe('connection-lost');
    expect(connection.state).toBe('Broken');
    unwrap(await connection.open());
  });

  it('is Broken once the caller has closed the pool', async () => {
    const connection = await openedSql(server);
    unwrap(await connection.execute((pool) => pool.close()));
    expect(failureOf(await connection.execute(one)).code).toBe('connection-lost');
    unwrap(await connection.open());
    unwrap(await connection.execute(one));
  });

  it('closes under a session that nobody gives back, as a transaction without an end does', async () => {
    const connection = await openedSql(server);
    unwrap(
      await connection.execute(async (pool) => {
        const lender = pool as sql.ConnectionPool & { acquire(borrower: object, done: () => void): void };
        await new Promise<void>((resolve) => lender.acquire({}, resolve));
        expect(pool.borrowed).toBe(1);
      }),
    );
    const { value, ms } = await timed(connection.close());
    unwrap(value);
    expect(ms).toBeLessThan(1000);
    await allClosed();
  });

  it('does not log in again and again where statements fail, nor where sessions die at once', async () => {
    const connection = await openedSql(server);
    server.faults.planStatement({ kind: 'error', number: 40613 }, { times: FOREVER });
    expect(failureOf(await connection.execute(one)).code).toBe('transient');
    server.faults.clear();
    server.faults.planStatement({ kind: 'reset', afterBytes: 0 }, { times: FOREVER });
    expect(failureOf(await connection.execute(one)).code).toBe('connection-lost');
    await delay(200);
    expect(server.journal.logins.length).toBeLessThan(4);
  });

  it.each([
    [1205, 'transient'],
    [49918, 'transient'],
    [18456, 'authentication'],
    [208, 'driver-error'],
  ] as const)('says error %d as %s', async (number, code) => {
    const connection = await openedSql(server);
    server.faults.planStatement({ kind: 'error', number });
    expect(failureOf(await connection.execute(one)).code).toBe(code);
    expect(connection.state).toBe('Open');
  });

  it('runs an idempotent operation again', async () => {
    const connection = await openedSql(server);
    server.faults.planStatement({ kind: 'error', number: 1205 }, { times: 2 });
    unwrap(await connection.execute(one, { idempotent: true }));
    expect(server.journal.statements).toHaveLength(3);
  });

  it('opens a hundred times at once by one login, and runs a hundred statements at once', async () => {
    const connection = sqlConnection(server, 'Max Pool Size=5');
    const opened = await Promise.all(Array.from({ length: 100 }, () => connection.open()));
    expect(opened.every(({ isSuccess }) => isSuccess)).toBe(true);
    expect(server.journal.logins).toHaveLength(1);
    const results = await Promise.all(Array.from({ length: 100 }, () => connection.execute(one)));
    expect(results.every(({ isSuccess }) => isSuccess)).toBe(true);
    expect(server.journal.logins.length).toBeLessThanOrEqual(6);
    await connection.dispose();
    await allClosed();
  });
});
