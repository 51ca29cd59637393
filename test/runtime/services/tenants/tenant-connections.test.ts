import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ExternalConnectionProviders } from '@extconn/providers';
import type { SqliteConnection } from '@extconn/providers/sqlite';
import { SqliteConfiguration } from '@extconn/providers/sqlite/configuration';
import { Result } from '@extconn/runtime';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type TenantConfigurationLoader,
  TenantConnectionManager,
  type TenantManagerOptions,
} from '../../../../runtime/src/tenants.ts';
import { expectFailure, expectValue } from '../support/expect-result.ts';
import { FakeClock, settle } from '../support/fake-clock.ts';
import { LedgerConfiguration, QueueConfiguration } from '../support/fake-configurations.ts';
import { createFakeProviders, type LedgerConnection } from '../support/fake-provider.ts';
import { FakeServer, lostError } from '../support/fake-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const ofTenant: TenantConfigurationLoader = async (tenantId) =>
  LedgerConfiguration.create({ host: tenantId });

function createScene(options: TenantManagerOptions = {}, load = ofTenant) {
  const server = new FakeServer();
  const clock = new FakeClock();
  const loads: string[] = [];
  const counting: TenantConfigurationLoader = (tenantId, dataStore) => {
    loads.push(`${tenantId}/${dataStore}`);
    return load(tenantId, dataStore);
  };
  const tenants = new TenantConnectionManager(createFakeProviders(server), counting, { clock, ...options });
  return { server, clock, loads, tenants };
}

const host = (connection: LedgerConnection): Promise<Result<string>> =>
  connection.execute((session) => session.host);

describe('TenantConnectionManager', () => {
  it('gives each tenant its own connections, and loads its configuration once', async () => {
    const { tenants, loads, server } = createScene();
    const ask = async (id: string) => expectValue(await tenants.withConnection(id, 'LedgerDb', host));
    expect(await Promise.all([ask('a'), ask('b'), ask('a')])).toEqual(['a', 'b', 'a']);
    expect(await ask('a')).toBe('a');
    expect(loads.sort()).toEqual(['a/LedgerDb', 'b/LedgerDb']);
    expect(tenants.figures().map(({ tenantId }) => tenantId)).toEqual(['a', 'b']);
    await tenants.drain();
    expect(server.live.size).toBe(0);
  });

  it('never shares a connection, not even between equal configurations', async () => {
    const same = expectValue(LedgerConfiguration.create({ host: 'shared' }));
    const { tenants, server } = createScene({}, () => Result.success(same));
    const connectionOf = async (id: string) =>
      expectValue(await tenants.withConnection(id, 'LedgerDb', (connection) => Result.success(connection)));
    expect(await connectionOf('a')).not.toBe(await connectionOf('b'));
    expect(await connectionOf('a')).toBe(await connectionOf('a'));
    expect(server.opened).toBe(2);
    await tenants.drain();
  });

  it('keeps tenants apart under load, faults and evictions', async () => {
    const { tenants, server } = createScene({ maxConnections: 2, maxIdleTenants: 3 });
    server.delay = () => setImmediate();
    const owners = new Map<number, string>();
    let crossings = 0;
    let answered = 0;
    const worker = async (seed: number): Promise<void> => {
      for (let round = 0; round < 60; round += 1) {
        const id = `tenant-${(seed * 7 + round * 13) % 20}`;
        if ((seed + round) % 17 === 0) void tenants.evict(id);
        await tenants.withConnection(id, 'LedgerDb', (connection) =>
          connection.execute(async ({ serial, host: actual }) => {
            if (actual !== id || (owners.get(serial) ?? id) !== id) crossings += 1;
            owners.set(serial, id);
            await setImmediate();
            if ((seed + round) % 11 === 0) throw lostError();
          }),
        );
        answered += 1;
      }
    };
    await Promise.all(Array.from({ length: 32 }, (_, seed) => worker(seed)));
    expect([answered, crossings]).toEqual([32 * 60, 0]);
    await tenants.drain();
    expect(server.live.size).toBe(0);
  });

  it('limits the connections that one tenant uses at once, without holding up others', async () => {
    const { tenants, clock } = createScene({ maxConnections: 2 });
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const hold = async (): Promise<Result> => {
      await finished;
      return Result.success();
    };
    const holding = [
      tenants.withConnection('a', 'LedgerDb', hold),
      tenants.withConnection('a', 'LedgerDb', hold),
    ];
    await settle();
    const late = tenants.withConnection('a', 'LedgerDb', host, { timeout: 100 });
    expect(expectValue(await tenants.withConnection('b', 'LedgerDb', host))).toBe('b');
    await clock.advance(100);
    expect(expectFailure(await late).code).toBe('timeout');
    const controller = new AbortController();
    const aborted = tenants.withConnection('a', 'LedgerDb', host, { signal: controller.signal });
    await settle();
    controller.abort();
    expect(expectFailure(await aborted).code).toBe('aborted');
    finish();
    await Promise.all(holding);
    expect(expectValue(await tenants.withConnection('a', 'LedgerDb', host))).toBe('a');
    await tenants.drain();
  });

  it('evicts tenants that nobody asks for', async () => {
    const { tenants, server, clock, loads } = createScene({ idleTimeout: 1000 });
    await tenants.withConnection('a', 'LedgerDb', host);
    await clock.advance(600);
    await tenants.withConnection('b', 'LedgerDb', host);
    await clock.advance(600);
    expect(tenants.figures().map(({ tenantId }) => tenantId)).toEqual(['b']);
    await clock.advance(600);
    expect(tenants.figures()).toEqual([]);
    expect([server.live.size, clock.pending]).toEqual([0, 0]);
    await tenants.withConnection('a', 'LedgerDb', host);
    expect(loads).toEqual(['a/LedgerDb', 'b/LedgerDb', 'a/LedgerDb']);
    await tenants.drain();
  });

  it('never evicts a tenant that uses a connection', async () => {
    const { tenants, clock } = createScene({ idleTimeout: 1000 });
    const used = await tenants.withConnection('a', 'LedgerDb', async (connection) => {
      await clock.advance(10_000);
      return host(connection);
    });
    expect(expectValue(used)).toBe('a');
    await tenants.drain();
  });

  it('serves a thousand tenants without a thousand pools', async () => {
    const { tenants, server, clock } = createScene({ maxIdleTenants: 10 });
    for (let index = 0; index < 1000; index += 1) {
      expect(expectValue(await tenants.withConnection(`t${index}`, 'LedgerDb', host))).toBe(`t${index}`);
    }
    await settle();
    expect([server.live.size, server.opened, tenants.figures().length]).toEqual([10, 1000, 10]);
    expect(server.peak).toBeLessThanOrEqual(12);
    await tenants.drain();
    expect([server.live.size, clock.pending]).toEqual([0, 0]);
  });

  it('takes a new configuration after an eviction, and lets the old one finish', async () => {
    let password = 'old';
    const { tenants, server } = createScene({}, (tenantId) =>
      LedgerConfiguration.create({ host: tenantId, password }),
    );
    const passwordOf = (connection: LedgerConnection): Result<string | undefined> =>
      Result.success(connection.configuration.password?.reveal());
    let finish = (): void => undefined;
    const running = tenants.withConnection('a', 'LedgerDb', async (connection) => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return host(connection);
    });
    await settle();
    password = 'new';
    const evicting = tenants.evict('a');
    expect(expectValue(await tenants.withConnection('a', 'LedgerDb', passwordOf))).toBe('new');
    finish();
    expect(expectValue(await running)).toBe('a');
    await evicting;
    expect(server.live.size).toBe(1);
    await tenants.evict('unknown');
    await tenants.drain();
  });

  it('says why a tenant has no connection, and asks again the next time', async () => {
    let answer: ReturnType<TenantConfigurationLoader>;
    const { tenants, loads } = createScene({}, () => answer);
    const ask = async () => expectFailure(await tenants.withConnection('a', 'LedgerDb', host));
    expect(await ask()).toMatchObject({
      code: 'not-found',
      errorMessage: "Tenant 'a' has no connection to LedgerDb",
    });
    answer = LedgerConfiguration.create({ host: '' });
    expect((await ask()).code).toBe('invalid-configuration');
    answer = QueueConfiguration.create({ topic: 't' });
    expect(await ask()).toMatchObject({
      code: 'invalid-configuration-type',
      errorMessage: "Queue does not serve 'LedgerDb', only Ledger",
    });
    answer = Promise.reject(new Error('no secrets today'));
    await expect(tenants.withConnection('a', 'LedgerDb', host)).rejects.toThrow('no secrets today');
    answer = LedgerConfiguration.create({ host: 'a' });
    expect(expectValue(await tenants.withConnection('a', 'LedgerDb', host))).toBe('a');
    expect(loads).toHaveLength(5);
    await tenants.drain();
  });

  it('takes any of the providers that serve a data store', async () => {
    const { tenants } = createScene({}, (tenantId) =>
      tenantId === 'q'
        ? QueueConfiguration.create({ topic: 't' })
        : LedgerConfiguration.create({ host: 'l' }),
    );
    const names = await Promise.all(
      ['q', 'l'].map((id) =>
        tenants.withConnection(id, 'Accounts', ({ providerName }) => Result.success(providerName)),
      ),
    );
    expect(names.map(expectValue)).toEqual(['Queue', 'Ledger']);
    await tenants.drain();
  });

  it('covers a slow loader with its timeout, and ends when it is closed', async () => {
    const { tenants, clock } = createScene({}, () => new Promise(() => undefined));
    const late = tenants.withConnection('a', 'LedgerDb', host, { timeout: 100 });
    const waiting = tenants.withConnection('a', 'LedgerDb', host);
    await clock.advance(100);
    expect(expectFailure(await late).code).toBe('timeout');
    await tenants.drain();
    expect(expectFailure(await waiting).code).toBe('aborted');
    expect(expectFailure(await tenants.withConnection('a', 'LedgerDb', host)).code).toBe('invalid-state');
  });

  it('knows the shipped providers', async () => {
    const folder = await temporaryFolder();
    const tenants = new TenantConnectionManager(ExternalConnectionProviders, (tenantId) =>
      SqliteConfiguration.create({ path: join(folder, `${tenantId}.db`) }),
    );
    const create = (id: string) =>
      tenants.withConnection(id, 'Sqlite', (connection) => {
        expectTypeOf(connection).toEqualTypeOf<SqliteConnection>();
        return connection.execute((database) => database.exec(`create table ${id} (name text)`));
      });
    const tables = (id: string) =>
      tenants.withConnection(id, 'LibSql', (connection) =>
        connection.execute((database) => database.prepare('select name from sqlite_schema').pluck().all()),
      );
    const outcomes = await Promise.all([create('one'), create('two')]);
    expect(outcomes.every(({ isSuccess }) => isSuccess)).toBe(true);
    expect(expectValue(await tables('one'))).toEqual(['one']);
    expect(expectValue(await tables('two'))).toEqual(['two']);
    await tenants.drain();
  });

  it('knows the connections of a data store, and no other data store', async () => {
    const { tenants } = createScene();
    await tenants.withConnection('a', 'LedgerDb', (connection) => {
      expectTypeOf(connection).toEqualTypeOf<LedgerConnection>();
      return Result.success();
    });
    // @ts-expect-error a misspelt data store does not compile
    const failure = expectFailure(await tenants.withConnection('a', 'LedgerDB', () => Result.success()));
    expect(failure.code).toBe('unsupported-data-store');
    await tenants.drain();
  });
});
