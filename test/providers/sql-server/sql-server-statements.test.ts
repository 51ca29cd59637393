import { setTimeout as delay } from 'node:timers/promises';
import type sql from 'mssql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqlServerTestServer } from '../../servers/sql-server/server.ts';
import { failureOf, timed, unwrap } from '../support/outcome.ts';
import { openedSql } from './sql-connection.ts';

const ENDLESS = "WHILE 1 = 1 SELECT N'filler' AS x";

describe('SqlServerConnection: statements that do not end', () => {
  let server: SqlServerTestServer;

  beforeEach(async () => {
    server = await SqlServerTestServer.start();
  });
  afterEach(() => server.close());

  const allClosed = () => expect.poll(() => server.listener.open).toBe(0);
  const one = (pool: sql.ConnectionPool) => pool.query('SELECT 1 AS one');

  it('are cancelled after commandTimeout, and the session goes on', async () => {
    const connection = await openedSql(server, 'Max Pool Size=1', { commandTimeout: 1 });
    const { value, ms } = await timed(connection.execute((pool) => pool.query("WAITFOR DELAY '00:01:00'")));
    expect(failureOf(value).code).toBe('timeout');
    expect(ms).toBeLessThan(1500);
    unwrap(await connection.execute(one));
    expect(server.journal.attentions).toBe(1);
    expect(server.journal.logins).toHaveLength(2);
  });

  it.each(['batch', 'query'] as const)('also where their rows never cease (%s)', async (way) => {
    const connection = await openedSql(server, 'Max Pool Size=1', {
      commandTimeout: way === 'batch' ? 1 : 60,
    });
    const before = process.memoryUsage.rss();
    const endless = connection.execute((pool) => pool.request()[way](ENDLESS), {
      signal: AbortSignal.timeout(way === 'batch' ? 5000 : 300),
    });
    expect(failureOf(await endless).code).toBe(way === 'batch' ? 'timeout' : 'aborted');
    await expect.poll(() => server.journal.attentions).toBe(1);
    await delay(200);
    expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 2 ** 20);
    unwrap(await connection.close());
    await allClosed();
  });

  it('end with their caller, and let nothing follow', async () => {
    const connection = await openedSql(server, 'Max Pool Size=1');
    const controller = new AbortController();
    const pending = connection.execute(
      async (pool) => {
        await pool.query("WAITFOR DELAY '00:01:00'").catch(() => undefined);
        return pool.query("SELECT N'afterwards' AS x");
      },
      { signal: controller.signal },
    );
    await expect.poll(() => server.journal.statements.length).toBe(1);
    controller.abort();
    expect(failureOf(await pending).code).toBe('aborted');
    unwrap(await connection.execute(one));
    expect(server.journal.statements.map(({ text }) => text)).not.toContain("SELECT N'afterwards' AS x");
  });

  it('do not keep other operations from running', async () => {
    const connection = await openedSql(server);
    const controller = new AbortController();
    const pending = connection.execute((pool) => pool.query("WAITFOR DELAY '00:01:00'"), {
      signal: controller.signal,
    });
    const other = connection.execute((pool) => pool.query("WAITFOR DELAY '00:00:00.300'"));
    await expect.poll(() => server.journal.statements.length).toBe(2);
    controller.abort();
    expect(failureOf(await pending).code).toBe('aborted');
    unwrap(await other);
  });

  it('surface in time where the server ignores the cancellation, and end with the connection', async () => {
    server.faults.ignoreAttention = true;
    const connection = await openedSql(server, '', { commandTimeout: 1 });
    const { value, ms } = await timed(connection.execute((pool) => pool.query("WAITFOR DELAY '00:01:00'")));
    expect(failureOf(value).code).toBe('timeout');
    expect(ms).toBeLessThan(1500);
    const closed = await timed(connection.close({ signal: AbortSignal.timeout(20) }));
    unwrap(closed.value);
    expect(closed.ms).toBeLessThan(800);
    await allClosed();
  });
});
