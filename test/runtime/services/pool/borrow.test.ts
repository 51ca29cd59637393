import { Result } from '@extconn/runtime';
import { describe, expect, it } from 'vitest';
import { expectFailure, expectValue } from '../support/expect-result.ts';
import { settle } from '../support/fake-clock.ts';
import { ledgerConfiguration, QueueConfiguration } from '../support/fake-configurations.ts';
import { createFakeProviders, type LedgerConnection } from '../support/fake-provider.ts';
import { lostError } from '../support/fake-server.ts';
import { createPoolScene, serialOf } from './pool-scene.ts';

const serial = async (connection: LedgerConnection): Promise<Result<number>> =>
  Result.success(await serialOf(connection));

describe('withConnection', () => {
  it('hands out an open connection, and the same again to the next', async () => {
    const { pools, ledger, main, server } = createPoolScene();
    const first = await pools.withConnection(ledger, main, (connection) => Result.success(connection));
    const second = await pools.withConnection(ledger, main, (connection) => Result.success(connection));
    expect(expectValue(first)).toBe(expectValue(second));
    expect(expectValue(first).state).toBe('Open');
    expect(server.opened).toBe(1);
    await pools.drain();
  });

  it('passes on the outcome, and gives back after what throws', async () => {
    const { pools, ledger, main } = createPoolScene({ max: 1 });
    const failed = await pools.withConnection(ledger, main, () => Result.failure('driver-error', 'no'));
    expect(expectFailure(failed).errorMessage).toBe('no');
    const bug = pools.withConnection(ledger, main, () => {
      throw new TypeError('bug');
    });
    await expect(bug).rejects.toThrow('bug');
    expect(expectValue(await pools.withConnection(ledger, main, serial))).toBe(1);
    expect(pools.figures()).toMatchObject([{ inUse: 0, idle: 1, borrowed: 3, opened: 1 }]);
    await pools.drain();
  });

  it('keeps a pool for each provider, configuration and mode', async () => {
    const { pools, ledger, server } = createPoolScene();
    const { Queue } = createFakeProviders(server);
    const jobs = expectValue(QueueConfiguration.create({ topic: 'jobs' }));
    const use = async (input: { host: string; password?: string }, mode?: string) =>
      expectValue(await pools.withConnection(ledger, ledgerConfiguration(input), serial, { mode }));
    const first = await use({ host: 'a', password: 'p' });
    expect(await use({ host: 'a', password: 'p' })).toBe(first);
    expect(await use({ host: 'b', password: 'p' })).not.toBe(first);
    expect(await use({ host: 'a', password: 'q' })).not.toBe(first);
    expect(await use({ host: 'a' })).not.toBe(first);
    expect(await use({ host: 'a', password: 'p' }, 'ReadOnly')).not.toBe(first);
    expect(await use({ host: 'a', password: 'p' }, 'ReadWrite')).toBe(first);
    await pools.withConnection(Queue, jobs, (connection) => Result.success(connection.configuration.topic));
    expect(pools.figures()).toHaveLength(6);
    expect(JSON.stringify(pools.figures())).not.toMatch(/"[pq]"/);
    await pools.drain();
    expect(server.live.size).toBe(0);
  });

  it('fails as opening does, and works again when the server does', async () => {
    const { pools, ledger, main, server } = createPoolScene({ max: 1 });
    server.openError = new Error('refused');
    const failures = await Promise.all([1, 2, 3].map(() => pools.withConnection(ledger, main, serial)));
    expect(failures.map((failure) => expectFailure(failure).errorMessage)).toEqual(
      Array(3).fill('Failed to open connection: refused'),
    );
    server.openError = undefined;
    expect(expectValue(await pools.withConnection(ledger, main, serial))).toBe(1);
    await pools.drain();
  });

  it('says which mode or driver is missing', async () => {
    const { pools, ledger, main, server } = createPoolScene();
    const { Absent } = createFakeProviders(server);
    const mode = await pools.withConnection(ledger, main, serial, { mode: 'Bulk' });
    expect(expectFailure(mode).code).toBe('unsupported-connection-type');
    const jobs = expectValue(QueueConfiguration.create({ topic: 'jobs' }));
    const absent = await pools.withConnection(Absent, jobs, () => Result.success());
    expect(expectFailure(absent).code).toBe('driver-missing');
    await pools.drain();
  });
});

describe('waiting', () => {
  it('is bounded, and first come, first served', async () => {
    const { pools, ledger, main, server } = createPoolScene({ max: 2 });
    const served: number[] = [];
    let inUse = 0;
    let most = 0;
    const use = (id: number) => async (): Promise<Result> => {
      inUse += 1;
      most = Math.max(most, inUse);
      served.push(id);
      await settle();
      inUse -= 1;
      return Result.success();
    };
    const ids = Array.from({ length: 20 }, (_, id) => id);
    await Promise.all(ids.map((id) => pools.withConnection(ledger, main, use(id))));
    expect(served).toEqual(ids);
    expect(most).toBe(2);
    expect(server.opened).toBe(2);
    await pools.drain();
  });

  it('ends by timeout and by signal, and the next in line still gets the connection', async () => {
    const { pools, ledger, main, clock } = createPoolScene({ max: 1, borrowTimeout: 1000 });
    const held = expectValue(await pools.borrow(ledger, main));
    const controller = new AbortController();
    const late = pools.borrow(ledger, main, { timeout: 100 });
    const aborted = pools.borrow(ledger, main, { signal: controller.signal });
    const patient = pools.borrow(ledger, main);
    await settle();
    expect(pools.figures()).toMatchObject([{ inUse: 1, waiting: 3 }]);
    await clock.advance(100);
    expect(expectFailure(await late)).toMatchObject({
      code: 'timeout',
      errorMessage: 'No connection was ready within 100 ms: 1 of 1 in use, 2 waiting',
    });
    // In the very moment in which a connection comes free.
    held.release();
    controller.abort();
    expect((await aborted).isSuccess || expectFailure(await aborted).code === 'aborted').toBe(true);
    if ((await aborted).isSuccess) expectValue(await aborted).release();
    expectValue(await patient).release();
    expect(pools.figures()).toMatchObject([{ inUse: 0, waiting: 0, timedOut: 1 }]);
    await pools.drain();
  });

  it('does not begin with a signal that has fired', async () => {
    const { pools, ledger, main, server } = createPoolScene();
    const failure = await pools.borrow(ledger, main, { signal: AbortSignal.abort() });
    expect(expectFailure(failure).code).toBe('aborted');
    expect(server.opened).toBe(0);
    await pools.drain();
  });

  it('covers the opening, and leaves nothing open behind', async () => {
    const { pools, ledger, main, server, clock } = createPoolScene({ borrowTimeout: 1000 });
    let open = (): void => undefined;
    server.delay = () =>
      new Promise((resolve) => {
        open = resolve;
      });
    const borrowing = pools.borrow(ledger, main);
    await clock.advance(1000);
    expect(expectFailure(await borrowing).code).toBe('timeout');
    server.delay = undefined;
    open();
    await settle();
    expect(server.live.size).toBe(0);
    expect(pools.figures()).toMatchObject([{ inUse: 0, idle: 0 }]);
    await pools.drain();
  });

  it('never loses a place to those who give up', async () => {
    const { pools, ledger, main } = createPoolScene({ max: 3 });
    for (let round = 0; round < 50; round += 1) {
      const controllers = Array.from({ length: 12 }, () => new AbortController());
      const all = controllers.map(({ signal }) => pools.borrow(ledger, main, { signal }));
      if (round % 3 === 0) await Promise.resolve();
      if (round % 3 === 1) await settle();
      for (const controller of controllers.filter((_, index) => (index + round) % 2 === 0))
        controller.abort();
      for (const borrowing of all) {
        const borrowed = await borrowing;
        if (borrowed.isSuccess) borrowed.value.release();
      }
    }
    const three = await Promise.all([1, 2, 3].map(() => pools.borrow(ledger, main)));
    expect(new Set(three.map((borrowed) => expectValue(borrowed).connection)).size).toBe(3);
    for (const borrowed of three) expectValue(borrowed).release();
    await pools.drain();
  });
});

describe('connections', () => {
  it('are replaced when they broke in use', async () => {
    const { pools, ledger, main, server } = createPoolScene({ max: 1 });
    const broken = await pools.withConnection(ledger, main, (connection) =>
      connection.execute(() => {
        throw lostError();
      }),
    );
    expect(expectFailure(broken).code).toBe('connection-lost');
    expect(expectValue(await pools.withConnection(ledger, main, serial))).toBe(2);
    expect(server.live.size).toBe(1);
    await pools.drain();
  });

  it('are replaced when a user closed or disposed them', async () => {
    const { pools, ledger, main, server } = createPoolScene({ max: 1 });
    await pools.withConnection(ledger, main, (connection) => connection.close());
    await pools.withConnection(ledger, main, async (connection) =>
      Result.success(await connection.dispose()),
    );
    expect(expectValue(await pools.withConnection(ledger, main, serial))).toBe(3);
    expect(server.live.size).toBe(1);
    await pools.drain();
  });

  it('are not handed out while something still runs on them', async () => {
    const { pools, ledger, main, server } = createPoolScene({ max: 1 });
    let finish = (): void => undefined;
    const running = pools.withConnection(ledger, main, (connection) => {
      void connection.execute(
        () =>
          new Promise<void>((resolve) => {
            finish = resolve;
          }),
      );
      return Result.success();
    });
    await running;
    expect(expectValue(await pools.withConnection(ledger, main, serial))).toBe(2);
    finish();
    await settle();
    expect(server.live.size).toBe(1);
    await pools.drain();
  });

  it('must answer a ping when they stood idle', async () => {
    const { pools, ledger, main, server, clock } = createPoolScene({ max: 1, validateAfter: 500 });
    const use = async (): Promise<number> => expectValue(await pools.withConnection(ledger, main, serial));
    expect(await use()).toBe(1);
    await clock.advance(499);
    expect(await use()).toBe(1);
    expect(server.pings).toBe(0);
    await clock.advance(500);
    expect(await use()).toBe(1);
    expect(server.pings).toBe(1);
    for (const session of server.live) server.kill(session);
    await clock.advance(500);
    expect(await use()).toBe(2);
    expect([server.pings, server.live.size]).toEqual([2, 1]);
    await pools.drain();
  });

  it('must answer a ping always, if so desired', async () => {
    const { pools, ledger, main, server } = createPoolScene({ validateAfter: 0 });
    await pools.withConnection(ledger, main, serial);
    await pools.withConnection(ledger, main, serial);
    expect(server.pings).toBe(1);
    await pools.drain();
  });
});
