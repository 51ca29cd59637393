import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqlServerTestServer } from './server.ts';
import { testPool, withPool } from './test-pool.ts';

const STREAM = "WHILE 1 = 1 SELECT N'filler' AS x";

let server: SqlServerTestServer;

beforeEach(async () => {
  server = await SqlServerTestServer.start();
});
afterEach(() => server.close());

describe('faults of the connection', () => {
  it('refuses', async () => {
    await server.listener.inject({ kind: 'refuse' });
    await expect(testPool(server).connect()).rejects.toMatchObject({ code: 'ESOCKET' });
    expect(server.listener.accepted).toBe(0);
  });

  it('accepts and says nothing', async () => {
    await server.listener.inject({ kind: 'stall' });
    const pool = testPool(server, { connectionTimeout: 200 });
    await expect(pool.connect()).rejects.toMatchObject({ code: 'ETIMEOUT' });
    expect(server.listener.accepted).toBe(1);
    expect(server.journal.logins).toEqual([]);
  });

  it('is slow', async () => {
    await server.listener.inject({ kind: 'slow', delayMs: 60 });
    const started = performance.now();
    await withPool(server, async (pool) => pool.request().query('SELECT 1'));
    expect(performance.now() - started).toBeGreaterThan(300);
  });

  it('resets the connection in the middle of the handshake', async () => {
    await server.listener.inject({ kind: 'reset', afterBytes: 60 });
    await expect(testPool(server).connect()).rejects.toMatchObject({ code: 'ESOCKET' });
  });

  it('kills connections under a running statement, and serves new ones', async () => {
    await withPool(server, async (pool) => {
      for (const text of ["WAITFOR DELAY '00:01:00'", STREAM]) {
        const failed = pool
          .request()
          .batch(text)
          .catch((error: Error) => error);
        await expect.poll(() => server.journal.statements.at(-1)?.text).toBe(text);
        expect(server.listener.killAll()).toBeGreaterThan(0);
        expect(await failed).toMatchObject({
          name: 'RequestError',
          message: expect.stringMatching(/ECONNRESET|hang up/),
        });
        await expect.poll(() => server.listener.open).toBe(0);
      }
      expect((await pool.request().query('SELECT 1 AS x')).recordset).toEqual([{ x: 1 }]);
    });
  });
});

describe('faults of the login', () => {
  it('is refused with any error, which a transient one makes the driver try again', async () => {
    server.faults.planLogin({ kind: 'error', number: 40613 });
    const options = { connectionRetryInterval: 10 } as object;
    await withPool(server, async () => undefined, { options });
    expect(server.journal.logins.map(({ refusedWith }) => refusedWith)).toEqual([40613, undefined]);
  });

  it('succeeds, and nothing is answered after it', async () => {
    server.faults.planLogin({ kind: 'stallAfter' });
    await expect(testPool(server, { connectionTimeout: 200 }).connect()).rejects.toMatchObject({
      code: 'ETIMEOUT',
    });
    expect(server.journal.logins).toMatchObject([{ refusedWith: undefined }]);
    await withPool(server, async () => undefined);
  });

  it('is answered with garbage', async () => {
    server.faults.planLogin({ kind: 'garbage' });
    await expect(testPool(server).connect()).rejects.toMatchObject({
      message: expect.stringContaining('Unable to process incoming packet'),
    });
  });
});

describe('faults of a statement', () => {
  it('fails with a given error, once or more often, where it matches', async () => {
    await withPool(server, async (pool) => {
      server.faults.planStatement({ kind: 'error', number: 1205 }, { times: 2, matching: /^select 2/i });
      const deadlock = { number: 1205, class: 13, message: expect.stringContaining('deadlock victim') };
      expect((await pool.request().query('SELECT 1 AS x')).recordset).toEqual([{ x: 1 }]);
      await expect(pool.request().query('SELECT 2 AS x')).rejects.toMatchObject(deadlock);
      await expect(pool.request().batch('SELECT 2 AS x')).rejects.toMatchObject(deadlock);
      expect((await pool.request().query('SELECT 2 AS x')).recordset).toEqual([{ x: 2 }]);
      server.faults.planStatement({ kind: 'error', number: 99_999 }, { times: 5 });
      server.faults.clear();
      await pool.request().query('SELECT 1');
    });
  });

  it('is not executed when it fails', async () => {
    await withPool(server, async (pool) => {
      server.faults.planStatement({ kind: 'error', number: 1205 });
      await expect(pool.request().batch('CREATE TABLE t (id int)')).rejects.toMatchObject({ number: 1205 });
      await expect(pool.request().query('SELECT * FROM t')).rejects.toMatchObject({ number: 208 });
    });
  });

  it('stalls, cancellation included', async () => {
    const options = { cancelTimeout: 150 } as object;
    await withPool(
      server,
      async (pool) => {
        server.faults.planStatement({ kind: 'stall' });
        const failed = pool.request().query('SELECT 1');
        await expect(failed).rejects.toThrow('Failed to cancel request in 150ms');
        expect(server.journal.attentions).toBe(1);
      },
      { requestTimeout: 100, options },
    );
  });

  it('is answered with garbage', async () => {
    await withPool(server, async (pool) => {
      server.faults.planStatement({ kind: 'garbage' });
      await expect(pool.request().query('SELECT 1')).rejects.toThrow('Unable to process incoming packet');
    });
  });

  it.each([false, true])('is cut off by a reset in the middle of the answer (TLS: %s)', async (encrypt) => {
    await withPool(
      server,
      async (pool) => {
        await pool.request().batch('CREATE TABLE t (id int); INSERT t VALUES (1), (2), (3)');
        server.faults.planStatement({ kind: 'reset', afterBytes: 40 });
        await expect(pool.request().query('SELECT * FROM t')).rejects.toMatchObject({ name: 'RequestError' });
        expect((await pool.request().query('SELECT * FROM t')).recordset).toHaveLength(3);
      },
      { options: { encrypt, trustServerCertificate: true } },
    );
  });

  it.each([
    ['a planned fault', 'SELECT 1 AS x'],
    ['a loop in T-SQL', STREAM],
  ])('streams without end by %s, which the request timeout does not notice', async (_, text) => {
    await withPool(
      server,
      async (pool) => {
        server.faults.planStatement({ kind: 'endless' }, { matching: /SELECT 1 AS x/ });
        const request = pool.request();
        request.stream = true;
        let rows = 0;
        const ended = new Promise<Error>((resolve) => request.once('error', resolve));
        request.on('row', () => {
          rows += 1;
        });
        request.batch(text);
        await delay(300);
        await expect.poll(() => rows).toBeGreaterThan(100);
        request.cancel();
        expect(await ended).toMatchObject({ code: 'ECANCEL' });
        expect((await pool.request().query('SELECT 2 AS x')).recordset).toEqual([{ x: 2 }]);
      },
      { requestTimeout: 100, pool: { max: 1 } },
    );
  });
});

describe('cancellation', () => {
  it('is acknowledged, and the connection stays in use', async () => {
    await withPool(
      server,
      async (pool) => {
        const spid = async (): Promise<unknown> =>
          (await pool.request().query('SELECT @@SPID AS id')).recordset[0].id;
        const before = await spid();
        const request = pool.request();
        const failed = request.query("WAITFOR DELAY '00:01:00'");
        await expect.poll(() => server.journal.statements.at(-1)?.text).toMatch(/WAITFOR/);
        request.cancel();
        await expect(failed).rejects.toMatchObject({ code: 'ECANCEL' });
        expect(server.journal.attentions).toBe(1);
        expect(await spid()).toBe(before);
      },
      { pool: { max: 1 } },
    );
  });

  it('follows a request timeout', async () => {
    await withPool(
      server,
      async (pool) => {
        const started = performance.now();
        await expect(pool.request().query("WAITFOR DELAY '00:01:00'")).rejects.toMatchObject({
          code: 'ETIMEOUT',
        });
        expect(performance.now() - started).toBeLessThan(1000);
        await pool.request().query('SELECT 1');
      },
      { requestTimeout: 100 },
    );
  });

  it('can be ignored, so that the time-out surfaces only with the answer or the end of patience', async () => {
    server.faults.ignoreAttention = true;
    await withPool(
      server,
      async (pool) => {
        const started = performance.now();
        const failed = pool.request().query("WAITFOR DELAY '00:01:00'");
        await expect(failed).rejects.toThrow('Failed to cancel request in 300ms');
        expect(performance.now() - started).toBeGreaterThan(390);
        expect(server.journal.attentions).toBe(1);
      },
      { requestTimeout: 100, options: { cancelTimeout: 300 } as object },
    );
  });
});

describe('a validation query that always fails', () => {
  it('shows the driver logging in again and again', async () => {
    server.faults.planStatement({ kind: 'error', number: 40613 }, { times: Number.POSITIVE_INFINITY });
    const validating = { validateConnection: true, pool: { acquireTimeoutMillis: 400 } } as object;
    await withPool(
      server,
      async (pool) => {
        await expect(pool.request().query('SELECT 2')).rejects.toThrow();
        expect(server.journal.logins.length).toBeGreaterThan(5);
        expect(new Set(server.journal.statements.map(({ text }) => text))).toEqual(new Set(['SELECT 1;']));
      },
      validating,
    );
  });
});
