import { setTimeout as delay } from 'node:timers/promises';
import type oracledb from 'oracledb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OracleServer } from '../../servers/oracle/oracle-server.ts';
import { failureOf, timed, unwrap } from '../support/outcome.ts';
import { openedOracle } from './oracle-connection.ts';

const SLEEP = 'BEGIN DBMS_SESSION.SLEEP(60); END;';

describe('OracleConnection: calls that do not end', () => {
  let server: OracleServer;

  beforeEach(async () => {
    server = await OracleServer.start();
  });
  afterEach(() => server.close());

  const allClosed = () => expect.poll(() => server.listener.open).toBe(0);
  const one = async (session: oracledb.Connection) => (await session.execute('SELECT 1 FROM DUAL')).rows;
  const statements = () => server.journal.statements.map(({ sql }) => sql);

  it('are interrupted after commandTimeout, and the session goes on', async () => {
    const connection = await openedOracle(server, '', { commandTimeout: 1 });
    const { value, ms } = await timed(connection.execute((session) => session.execute(SLEEP)));
    expect(failureOf(value).code).toBe('timeout');
    expect(ms).toBeLessThan(1500);
    expect(unwrap(await connection.execute(one))).toEqual([[1]]);
    expect(server.journal.logins).toBe(1);
  });

  it('end with their caller, nothing follows them, and nothing of them stays', async () => {
    const connection = await openedOracle(server);
    unwrap(await connection.execute((session) => session.execute('CREATE TABLE t (id NUMBER)')));
    const controller = new AbortController();
    const pending = connection.execute(
      async (session) => {
        await session.execute('INSERT INTO t VALUES (1)');
        await session.execute(SLEEP).catch(() => undefined);
        await session.execute('INSERT INTO t VALUES (2)').catch(() => undefined);
        await session.commit();
      },
      { signal: controller.signal },
    );
    await expect.poll(() => statements().at(-1)).toBe(SLEEP);
    controller.abort();
    expect(failureOf(await pending).code).toBe('aborted');
    const rows = await connection.execute(async (session) => (await session.execute('SELECT * FROM t')).rows);
    expect(unwrap(rows)).toEqual([]);
    expect(statements()).not.toContain('INSERT INTO t VALUES (2)');
  });

  it('lets an operation that has ended clean up', async () => {
    const connection = await openedOracle(server);
    const controller = new AbortController();
    let cleanedUp = false;
    const pending = connection.execute(
      async (session) => {
        try {
          await session.execute(SLEEP);
        } catch {
          await session.rollback();
          cleanedUp = true;
        }
      },
      { signal: controller.signal },
    );
    await expect.poll(() => statements().length).toBe(1);
    controller.abort();
    expect(failureOf(await pending).code).toBe('aborted');
    await expect.poll(() => cleanedUp).toBe(true);
  });

  it('are interrupted only where they belong to the operation that has ended', async () => {
    const connection = await openedOracle(server);
    const [first, second] = [new AbortController(), new AbortController()];
    const busy = connection.execute((session) => session.execute('BEGIN DBMS_SESSION.SLEEP(0.4); END;'), {
      signal: first.signal,
    });
    await expect.poll(() => statements().length).toBe(1);
    const queued = connection.execute((session) => session.execute(SLEEP), { signal: second.signal });
    await delay(50);
    second.abort();
    expect(failureOf(await queued).code).toBe('aborted');
    unwrap(await busy);
    // The queued call is sent all the same, for the driver cannot take it back, and is interrupted then.
    const { ms } = await timed(connection.execute(one).then(unwrap));
    expect(ms).toBeLessThan(1000);
  });

  it('surface in time on a server that says nothing any more, and end with the connection', async () => {
    const connection = await openedOracle(server, '', { commandTimeout: 1 });
    server.faults.stallAfterLogin();
    const { value, ms } = await timed(connection.execute(one));
    expect(failureOf(value).code).toBe('timeout');
    expect(ms).toBeLessThan(1500);
    const closed = await timed(connection.close({ signal: AbortSignal.timeout(20) }));
    unwrap(closed.value);
    expect(closed.ms).toBeLessThan(800);
    await allClosed();
  });
});
