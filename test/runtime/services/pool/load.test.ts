import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { SqliteConnectionProvider } from '@extconn/providers/sqlite';
import { SqliteConfiguration } from '@extconn/providers/sqlite/configuration';
import { describe, expect, it } from 'vitest';
import { ConnectionPoolManager } from '../../../../runtime/src/pool.ts';
import { expectValue } from '../support/expect-result.ts';
import { lostError } from '../support/fake-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createRandom, Holders, repeat } from './load.ts';
import { createPoolScene } from './pool-scene.ts';

describe('10,000 borrowings at concurrency 64, with faults', () => {
  it('are all answered on a fake server, none lost, none shared', async () => {
    const { pools, ledger, main, server } = createPoolScene({ max: 8, validateAfter: 0 });
    const random = createRandom(1);
    const holders = new Holders();
    server.delay = async () => (random() < 0.3 ? setImmediate() : undefined);
    const codes = new Map<string, number>();
    await repeat(10_000, 64, async () => {
      const controller = new AbortController();
      if (random() < 0.05) queueMicrotask(() => controller.abort());
      if (random() < 0.05) void setImmediate().then(() => controller.abort());
      server.openError = random() < 0.05 ? new Error('refused') : undefined;
      server.pingError = random() < 0.05 ? lostError() : undefined;
      const outcome = await pools.withConnection(
        ledger,
        main,
        (connection) =>
          holders.hold(connection, async () => {
            if (random() < 0.02) await connection.dispose();
            return connection.execute(async (session) => {
              if (random() < 0.2) await setImmediate();
              if (random() < 0.05) throw lostError();
              return session.serial;
            });
          }),
        { signal: controller.signal },
      );
      const code = outcome.isSuccess ? 'success' : outcome.code;
      codes.set(code, (codes.get(code) ?? 0) + 1);
    });
    const total = [...codes.values()].reduce((sum, count) => sum + count, 0);
    expect(total).toBe(10_000);
    expect([...codes.keys()].sort()).toEqual(
      ['aborted', 'connection-lost', 'driver-error', 'invalid-state', 'success'].sort(),
    );
    expect(codes.get('success')).toBeGreaterThan(7000);
    expect(holders).toMatchObject({ clashes: 0, most: 8 });
    expect(pools.figures()).toMatchObject([{ inUse: 0, waiting: 0 }]);
    await pools.drain();
    expect(server.live.size).toBe(0);
    expect(server.opened).toBe(server.closed);
  });

  it('are all answered on Sqlite, none lost, none shared', async () => {
    const folder = await temporaryFolder();
    const configuration = expectValue(SqliteConfiguration.create({ path: join(folder, 'load.db') }));
    const random = createRandom(2);
    const holders = new Holders();
    await using pools = new ConnectionPoolManager({ max: 8 });
    const provider = SqliteConnectionProvider.instance;
    let successes = 0;
    await repeat(10_000, 64, async () => {
      const outcome = await pools.withConnection(provider, configuration, (connection) =>
        holders.hold(connection, () =>
          connection.execute(async (database) => {
            if (random() < 0.01) await setImmediate();
            if (random() < 0.01) throw lostError();
            if (random() < 0.01) database.close();
            return database.prepare('select 1 as one').all();
          }),
        ),
      );
      if (outcome.isSuccess) successes += 1;
    });
    expect(successes).toBeGreaterThan(9500);
    expect(holders).toMatchObject({ clashes: 0, most: 8 });
    const [figures] = pools.figures();
    expect(figures).toMatchObject({ inUse: 0, waiting: 0, borrowed: 10_000 });
    expect((figures?.opened ?? 0) - (figures?.closed ?? 0)).toBe(figures?.idle);
  });

  it('let timers have their turn, also where the driver never waits', async () => {
    const path = join(await temporaryFolder(), 'turns.db');
    const configuration = expectValue(SqliteConfiguration.create({ path }));
    await using pools = new ConnectionPoolManager({ max: 8 });
    const use = async (): Promise<void> => {
      expectValue(
        await pools.withConnection(SqliteConnectionProvider.instance, configuration, (connection) =>
          connection.execute((database) => database.prepare('select 1').all()),
        ),
      );
    };
    await repeat(100, 64, use);
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    await repeat(10_000, 64, use);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(5);
  });
});
