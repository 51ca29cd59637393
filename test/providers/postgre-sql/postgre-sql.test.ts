import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PostgreSqlConfigurationInput } from '../../../providers/src/postgre-sql/configuration.gen.ts';
import type { PostgreSqlConnection } from '../../../providers/src/postgre-sql/connection.ts';
import { faultyProxy } from '../support/faulty-proxy.ts';
import { failureOf, timed, unwrap } from '../support/outcome.ts';
import { recordStates } from '../support/traces.ts';
import { openedPostgreSql, postgreSqlConnection } from './postgre-sql-connection.ts';
import { PostgresServer, postgresBinaries } from './postgres-server.ts';

const url = process.env['POSTGRES_URL'];
const why =
  (url ?? postgresBinaries) ? '' : ': skipped, neither POSTGRES_URL nor the package postgresql is there';

describe.skipIf(why !== '')(`PostgreSqlConnection, on a real server${why}`, () => {
  let server: PostgresServer | undefined;
  let target: PostgreSqlConfigurationInput;

  beforeAll(async () => {
    if (url !== undefined) {
      target = { connectionString: url, maxRetryCount: 0 };
    } else {
      server = await PostgresServer.start();
      const { host, port, user, password, database } = server;
      target = { host, port, user, password, database, sslMode: 'disable', maxRetryCount: 0 };
    }
  });
  afterAll(() => server?.stop());

  const opened = (mode = 'ReadWrite', input: Partial<PostgreSqlConfigurationInput> = {}) =>
    openedPostgreSql({ ...target, ...input } as PostgreSqlConfigurationInput, mode);
  const sleep = (client: pg.Client) => client.query('SELECT pg_sleep(30)');
  const pidOf = async (connection: PostgreSqlConnection): Promise<number> =>
    unwrap(
      await connection.execute(
        async (client) =>
          (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0,
      ),
    );
  /** What a session runs at the moment; undefined once it has gone. */
  async function activity(watcher: PostgreSqlConnection, pid: number): Promise<string | undefined> {
    const rows = await watcher.execute(
      async (client) =>
        (await client.query<{ state: string }>('SELECT state FROM pg_stat_activity WHERE pid = $1', [pid]))
          .rows,
    );
    return unwrap(rows)[0]?.state;
  }

  it('opens, executes, tests, describes itself and closes', async () => {
    await using watcher = await opened();
    const connection = postgreSqlConnection(target);
    const states = recordStates(connection);
    unwrap(await connection.testConnection());
    unwrap(await connection.open());
    unwrap(await connection.testConnection());
    const pid = await pidOf(connection);
    const rows = await connection.execute(async (client) => {
      await client.query('CREATE TEMP TABLE items (id int, name text)');
      await client.query('INSERT INTO items VALUES ($1, $2)', [1, 'one']);
      return (await client.query('SELECT * FROM items')).rows;
    });
    expect(unwrap(rows)).toEqual([{ id: 1, name: 'one' }]);
    expect(unwrap(await connection.getMetadata())).toEqual({
      systemName: 'PostgreSQL',
      version: expect.stringMatching(/^\d+/),
      databaseName: expect.any(String),
      properties: { isReadOnly: false },
    });
    unwrap(await connection.close());
    expect(states.at(-1)).toBe('Closed');
    await expect.poll(() => activity(watcher, pid)).toBe(undefined);
  });

  it('cancels on the server what an aborted operation runs, and rolls its transaction back', async () => {
    await using watcher = await opened();
    await using connection = await opened();
    const pid = await pidOf(connection);
    const controller = new AbortController();
    const pending = connection.execute(
      async (client) => {
        await client.query('BEGIN');
        await sleep(client);
      },
      { signal: controller.signal },
    );
    await expect.poll(() => activity(watcher, pid)).toBe('active');
    controller.abort();
    expect(failureOf(await pending).code).toBe('aborted');
    await expect.poll(() => activity(watcher, pid)).toBe('idle');
    expect(await pidOf(connection)).toBe(pid);
    expect(connection.state).toBe('Open');
  });

  it('does not cancel what another operation runs on the session', async () => {
    await using connection = await opened();
    const controller = new AbortController();
    const other = connection.execute((client) => client.query('SELECT pg_sleep(0.3), 7 AS n'));
    const waiting = connection.execute(sleep, { signal: controller.signal });
    controller.abort();
    expect(failureOf(await waiting).code).toBe('aborted');
    expect(unwrap(await other).rows).toMatchObject([{ n: 7 }]);
  });

  it('ends a statement after commandTimeout', async () => {
    await using connection = await opened('ReadWrite', { commandTimeout: 1 });
    const { value, ms } = await timed(connection.execute(sleep));
    expect([failureOf(value).code, ms > 900, ms < 2500]).toEqual(['timeout', true, true]);
    expect(await pidOf(connection)).toBeGreaterThan(0);
  });

  it('is Broken at once when its session is killed, and opens again', async () => {
    await using watcher = await opened();
    await using connection = await opened();
    const pid = await pidOf(connection);
    unwrap(await watcher.execute((client) => client.query('SELECT pg_terminate_backend($1)', [pid])));
    await expect.poll(() => connection.state).toBe('Broken');
    unwrap(await connection.open());
    const pending = connection.execute(sleep);
    const again = await watcher.execute((client) =>
      client.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)%' AND pid <> pg_backend_pid() AND state = 'active'",
      ),
    );
    unwrap(again);
    if ((unwrap(again).rowCount ?? 0) > 0) {
      expect(failureOf(await pending).code).toBe('connection-lost');
      expect(connection.state).toBe('Broken');
    } else {
      unwrap(await connection.close({ signal: AbortSignal.abort() }));
    }
  });

  it('says a wrong password as authentication, without repeating it, and only once', async () => {
    await using proxy = await faultyProxy(server?.port ?? 0);
    const by = server === undefined ? {} : { host: proxy.host, port: proxy.port };
    const password = 'm4rk3r/"; wröng';
    const wrong = { ...target, ...by, password, maxRetryCount: 5 } as PostgreSqlConfigurationInput;
    const failure = failureOf(await postgreSqlConnection(wrong).open());
    if (server !== undefined) expect(proxy.accepted).toBe(1);
    expect([failure.code, failure.exception]).toEqual([
      'authentication',
      expect.objectContaining({ code: '28P01' }),
    ]);
  });

  it('says SQLSTATE, and goes on', async () => {
    await using connection = await opened();
    const failure = failureOf(await connection.execute((client) => client.query('SELECT * FROM nowhere')));
    expect(failure).toMatchObject({ code: 'driver-error', exception: { code: '42P01' } });
    for (const [sqlState, code] of [
      ['40001', 'transient'],
      ['40P01', 'transient'],
      ['53300', 'transient'],
      ['22012', 'driver-error'],
    ]) {
      const raise = `DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '${sqlState}'; END $$`;
      expect(failureOf(await connection.execute((client) => client.query(raise))).code).toBe(code);
    }
    expect(connection.state).toBe('Open');
  });

  it('opens a hundred times at once by one session', async () => {
    const connection = postgreSqlConnection(target);
    const results = await Promise.all(Array.from({ length: 100 }, () => connection.open()));
    expect(results.every(({ isSuccess }) => isSuccess)).toBe(true);
    await connection.dispose();
  });

  it('ReadOnly lets the server refuse changes', async () => {
    await using connection = await opened('ReadOnly');
    const refused = await connection.execute((client) => client.query('CREATE TABLE never (a int)'));
    expect(failureOf(refused)).toMatchObject({ code: 'driver-error', exception: { code: '25006' } });
    expect(unwrap(await connection.getMetadata()).properties['isReadOnly']).toBe(true);
  });

  it('Bulk inserts typed rows, all or none; no other mode does', async () => {
    await using connection = await opened('Bulk');
    const create =
      'CREATE TEMP TABLE "Odd ""t" (id bigint PRIMARY KEY, at timestamptz, raw bytea, doc jsonb, f float8)';
    unwrap(await connection.execute((client) => client.query(create)));
    const at = new Date('2026-01-02T03:04:05.678Z');
    const row = (id: bigint) => ({ id, at, raw: Buffer.from([0, 255]), doc: { a: [1] }, f: Number.NaN });
    const rows = Array.from({ length: 1000 }, (_, index) => row(2n ** 60n + BigInt(index)));
    expect(unwrap(await connection.bulkInsert('Odd "t', rows))).toBe(1000);
    const stored = await connection.execute((client) =>
      client.query('SELECT * FROM "Odd ""t" ORDER BY id LIMIT 1'),
    );
    expect(unwrap(stored).rows).toEqual([{ ...row(2n ** 60n), id: String(2n ** 60n) }]);
    const clash = failureOf(await connection.bulkInsert('Odd "t', [row(1n), row(1n)]));
    expect(clash.exception).toMatchObject({ code: '23505' });
    const count = await connection.execute((client) =>
      client.query('SELECT count(*)::int AS n FROM "Odd ""t"'),
    );
    expect(unwrap(count).rows).toEqual([{ n: 1000 }]);
    expect(unwrap(await connection.bulkInsert('Odd "t', []))).toBe(0);
    expect((await connection.bulkInsert('Odd "t', [{ id: 5 }, { nr: 6 }])).isFailure).toBe(true);
    await using plain = await opened();
    expect(failureOf(await plain.bulkInsert('x', [{ id: 1 }])).code).toBe('unsupported-connection-type');
  });
});
