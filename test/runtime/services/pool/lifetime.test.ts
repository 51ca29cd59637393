import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Result } from '@extconn/runtime';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  FORGOTTEN_RELEASE_CHANNEL,
  type ForgottenRelease,
  POOL_CHANNEL,
  type PoolEvent,
} from '../../../../runtime/src/pool.ts';
import { expectFailure, expectValue } from '../support/expect-result.ts';
import { settle } from '../support/fake-clock.ts';
import { ledgerConfiguration } from '../support/fake-configurations.ts';
import { createPoolScene } from './pool-scene.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('idle connections', () => {
  it('are closed, and their pool is forgotten', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    const { pools, ledger, main, server } = createPoolScene({ idleTimeout: 5000 });
    const held = await Promise.all([pools.borrow(ledger, main), pools.borrow(ledger, main)]);
    for (const borrowed of held) expectValue(borrowed).release();
    expect(pools.figures()).toMatchObject([{ idle: 2 }]);
    await vi.advanceTimersByTimeAsync(4000);
    expectValue(await pools.borrow(ledger, main)).release();
    await vi.advanceTimersByTimeAsync(2000);
    expect(server.live.size).toBe(1);
    await vi.advanceTimersByTimeAsync(6000);
    expect(server.live.size).toBe(0);
    expect(pools.figures()).toEqual([]);
    expectValue(await pools.borrow(ledger, main)).release();
    expect(server.live.size).toBe(1);
    await pools.drain();
  });

  it('stay while somebody uses another one', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    const { pools, ledger, main } = createPoolScene({ idleTimeout: 5000 });
    const held = expectValue(await pools.borrow(ledger, main));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(pools.figures()).toMatchObject([{ inUse: 1 }]);
    held.release();
    await pools.drain();
  });
});

describe('waiting', () => {
  it('goes on, however long it takes', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] });
    const { pools, ledger, main } = createPoolScene({ max: 1, borrowTimeout: 10_000_000 });
    const held = expectValue(await pools.borrow(ledger, main));
    const patient = pools.borrow(ledger, main);
    const controller = new AbortController();
    const impatient = pools.borrow(ledger, main, { signal: controller.signal });
    controller.abort();
    expect((await impatient).isFailure).toBe(true);
    await vi.advanceTimersByTimeAsync(600_000);
    held.release();
    expectValue(await patient).release();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(pools.figures()).toEqual([]);
    await pools.drain();
  });
});

describe('a forgotten release', () => {
  it('is reported once, with the place of the borrowing', async () => {
    const reports: ForgottenRelease[] = [];
    const published: unknown[] = [];
    const listen = (message: unknown): void => void published.push(message);
    subscribe(FORGOTTEN_RELEASE_CHANNEL, listen);
    const onForgottenRelease = (report: ForgottenRelease): void => void reports.push(report);
    const { pools, ledger, clock } = createPoolScene({ reportAfter: 1000, onForgottenRelease });
    const main = ledgerConfiguration({ host: 'main', password: 'hunter2' });
    async function forgetful() {
      return expectValue(await pools.borrow(ledger, main));
    }
    const held = await forgetful();
    await clock.advance(500);
    const second = expectValue(await pools.borrow(ledger, main));
    await clock.advance(500);
    second.release();
    await clock.advance(60_000);
    expect(reports).toMatchObject([{ provider: 'Ledger', heldFor: 1000, isReclaimed: false }]);
    expect(reports[0]?.borrowedAt).toMatch(/^\s+at forgetful .*lifetime\.test\.ts/);
    expect(JSON.stringify(reports)).not.toContain('hunter2');
    expect(published).toEqual(reports);
    held.release();
    expect(clock.pending).toBe(0);
    unsubscribe(FORGOTTEN_RELEASE_CHANNEL, listen);
    await pools.drain();
  });

  it('is a warning of the process where nobody listens', async () => {
    const warn = vi.spyOn(process, 'emitWarning').mockReturnValue();
    const { pools, ledger, main, clock } = createPoolScene({ reportAfter: 1000 });
    await pools.withConnection(ledger, main, async function slowReport() {
      await clock.advance(2000);
      return Result.success();
    });
    expect(warn).toHaveBeenCalledWith(
      'A connection of Ledger has not been given back yet; it was borrowed 1 s ago. Use withConnection, or release it in a finally block.',
      { type: 'ForgottenReleaseWarning', detail: '    in the function slowReport given to withConnection' },
    );
    warn.mockRestore();
    await pools.drain();
  });

  it('gives its place back when nobody can do it any more', async () => {
    const reports: ForgottenRelease[] = [];
    const { pools, ledger, main, server } = createPoolScene({
      max: 1,
      onForgottenRelease: (report) => void reports.push(report),
    });
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    await (async () => {
      expectValue(await pools.borrow(ledger, main));
    })();
    for (let attempt = 0; attempt < 50 && reports.length === 0; attempt += 1) {
      await setImmediate();
      collect();
    }
    expect(reports).toMatchObject([{ isReclaimed: true }]);
    expectValue(await pools.borrow(ledger, main)).release();
    expect([server.opened, server.live.size]).toEqual([2, 1]);
    await pools.drain();
  });

  it('is none where a release came, even twice', async () => {
    const { pools, ledger, main } = createPoolScene({ max: 1 });
    const first = expectValue(await pools.borrow(ledger, main));
    first.release();
    const second = expectValue(await pools.borrow(ledger, main));
    first.release();
    first[Symbol.dispose]();
    expect(pools.figures()).toMatchObject([{ inUse: 1 }]);
    second.release();
    await pools.drain();
  });
});

describe('drain', () => {
  it('waits for what is in use, sends the others away, and closes all', async () => {
    const { pools, ledger, main, server } = createPoolScene({ max: 1 });
    const held = expectValue(await pools.borrow(ledger, main));
    const waiting = pools.borrow(ledger, main);
    const draining = pools.drain();
    expect(expectFailure(await waiting)).toMatchObject({
      code: 'aborted',
      errorMessage: 'The connection pool is closed',
    });
    expect(expectFailure(await pools.borrow(ledger, main)).code).toBe('invalid-state');
    expect(held.connection.state).toBe('Open');
    held.release();
    await draining;
    expect(server.live.size).toBe(0);
    expect(held.connection.state).toBe('Disposed');
  });

  it('takes back what stays out too long, running operations included', async () => {
    const reports: ForgottenRelease[] = [];
    const onForgottenRelease = (report: ForgottenRelease): void => void reports.push(report);
    const { pools, ledger, main, server, clock } = createPoolScene({
      drainTimeout: 1000,
      onForgottenRelease,
    });
    const held = expectValue(await pools.borrow(ledger, main));
    const running = held.connection.execute(() => new Promise(() => undefined));
    const draining = pools.drain();
    await clock.advance(1000);
    await draining;
    expect((await running).isFailure).toBe(true);
    expect(reports).toMatchObject([{ isReclaimed: true }]);
    expect(server.live.size).toBe(0);
    held.release();
  });

  it('ends an opening', async () => {
    const { pools, ledger, main, server } = createPoolScene();
    let open = (): void => undefined;
    server.delay = () =>
      new Promise((resolve) => {
        open = resolve;
      });
    const borrowing = pools.borrow(ledger, main);
    await settle();
    await Promise.all([pools.drain(), pools.drain()]);
    expect(expectFailure(await borrowing).code).toBe('aborted');
    server.delay = undefined;
    open();
    await settle();
    expect(server.live.size).toBe(0);
  });
});

describe('the channel of pools', () => {
  it('tells what happens, with its time', async () => {
    const events: PoolEvent[] = [];
    const listen = (message: unknown): void => void events.push(message as PoolEvent);
    subscribe(POOL_CHANNEL, listen);
    const { pools, ledger, clock } = createPoolScene({ max: 1 });
    const main = ledgerConfiguration({ host: 'https://user:hunter2@ledger.example/books' });
    const held = expectValue(await pools.borrow(ledger, main));
    const late = pools.borrow(ledger, main, { timeout: 50 });
    await clock.advance(80);
    expect((await late).isFailure).toBe(true);
    held.release();
    await pools.drain();
    unsubscribe(POOL_CHANNEL, listen);
    expect(events.map(({ kind, milliseconds }) => [kind, milliseconds])).toEqual([
      ['opened', 0],
      ['borrowed', 0],
      ['timedOut', 50],
      ['returned', 80],
      ['closed', 0],
    ]);
    expect(events[0]).toMatchObject({
      provider: 'Ledger',
      connectionString: 'https://user:***@ledger.example/books',
    });
  });
});
