import { Result } from '@extconn/runtime';
import { describe, expect, it } from 'vitest';
import { loadConnections } from '../../../../runtime/src/connections.ts';
import {
  ConnectionHealthMonitor,
  type HealthChange,
  type HealthMonitorOptions,
  type HealthTarget,
} from '../../../../runtime/src/health.ts';
import { expectValue } from '../support/expect-result.ts';
import { FakeClock, settle } from '../support/fake-clock.ts';
import { createFakeProviders, type LedgerConnection } from '../support/fake-provider.ts';
import { FakeServer } from '../support/fake-server.ts';

const DOWN = Result.failure('connection-lost', 'gone');

/** A target whose answers a test decides, with a journal of when it was asked. */
class Probe implements HealthTarget {
  readonly name: string;
  readonly clock: FakeClock;
  readonly askedAt: number[] = [];
  answer: () => Promise<Result> | Result = () => Result.success();
  running = 0;
  mostRunning = 0;

  constructor(name: string, clock: FakeClock) {
    this.name = name;
    this.clock = clock;
  }

  async testConnection(): Promise<Result> {
    this.askedAt.push(this.clock.now());
    this.running += 1;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    try {
      return await this.answer();
    } finally {
      this.running -= 1;
    }
  }
}

function createScene(options: HealthMonitorOptions = {}) {
  const clock = new FakeClock();
  const probe = new Probe('main', clock);
  const monitor = new ConnectionHealthMonitor([probe], {
    clock,
    random: () => 0.5,
    interval: 1000,
    timeout: 500,
    ...options,
  });
  const changes: HealthChange[] = [];
  monitor.onChange((change) => changes.push(change));
  return { clock, probe, monitor, changes };
}

describe('ConnectionHealthMonitor', () => {
  it('tests at once and at its interval, and says what it found', async () => {
    const { clock, probe, monitor } = createScene();
    expect(monitor.snapshot()).toMatchObject({ status: 'unknown', connections: [{ status: 'unknown' }] });
    monitor.start();
    monitor.start();
    await clock.advance(2500);
    expect(probe.askedAt).toEqual([0, 1000, 2000]);
    expect(monitor.snapshot()).toMatchObject({
      status: 'healthy',
      connections: [{ name: 'main', status: 'healthy', latency: 0, consecutiveFailures: 0 }],
    });
    await monitor.stop();
  });

  it('varies its interval by the jitter', async () => {
    const draws = [0, 1, 0.25];
    const { clock, probe, monitor } = createScene({ jitter: 0.2, random: () => draws.shift() ?? 0.5 });
    monitor.start();
    await clock.advance(5000);
    expect(probe.askedAt).toEqual([0, 800, 2000, 2900, 3900, 4900]);
    await monitor.stop();
  });

  it('goes through degraded, down and recovered by its thresholds', async () => {
    const { clock, probe, monitor, changes } = createScene({
      degradedAfter: 2,
      downAfter: 4,
      recoveredAfter: 2,
      longestInterval: 1000,
    });
    const statuses: string[] = [];
    monitor.start();
    for (const answer of [
      Result.success(),
      DOWN,
      DOWN,
      DOWN,
      DOWN,
      Result.success(),
      DOWN,
      Result.success(),
      Result.success(),
    ]) {
      probe.answer = () => answer;
      await clock.advance(statuses.length === 0 ? 0 : 1000);
      statuses.push(monitor.snapshot().status);
    }
    expect(statuses).toEqual([
      'healthy',
      'healthy',
      'degraded',
      'degraded',
      'down',
      'down',
      'down',
      'down',
      'healthy',
    ]);
    const failure = { code: 'connection-lost', errorMessage: 'gone' };
    expect(changes).toEqual([
      { name: 'main', from: 'unknown', to: 'healthy', failure: undefined },
      { name: 'main', from: 'healthy', to: 'degraded', failure },
      { name: 'main', from: 'degraded', to: 'down', failure },
      { name: 'main', from: 'down', to: 'healthy', failure: undefined },
    ]);
    await monitor.stop();
  });

  it('asks less often while a connection is down', async () => {
    const { clock, probe, monitor } = createScene({ downAfter: 2, longestInterval: 6000 });
    probe.answer = () => DOWN;
    monitor.start();
    await clock.advance(20_000);
    // 1000, then 2000, 4000, and never more than 6000.
    expect(probe.askedAt).toEqual([0, 1000, 3000, 7000, 13_000, 19_000]);
    probe.answer = () => Result.success();
    await clock.advance(7000);
    expect(probe.askedAt.slice(-3)).toEqual([25_000, 26_000, 27_000]);
    await monitor.stop();
  });

  it('gives up on a test in time, and starts no other beside one that does not end', async () => {
    const { clock, probe, monitor } = createScene({ downAfter: 2, longestInterval: 1000 });
    let end = (): void => undefined;
    probe.answer = () =>
      new Promise((resolve) => {
        end = () => resolve(Result.success());
      });
    monitor.start();
    await clock.advance(500);
    expect(monitor.snapshot().connections[0]).toMatchObject({
      status: 'degraded',
      latency: 500,
      failure: { code: 'timeout', errorMessage: 'No answer within 500 ms' },
    });
    await clock.advance(5000);
    expect(probe.askedAt).toEqual([0]);
    expect(monitor.snapshot().connections[0]).toMatchObject({
      status: 'down',
      failure: { errorMessage: 'The test before has not ended' },
    });
    end();
    probe.answer = () => Result.success();
    await clock.advance(1000);
    expect([probe.askedAt.length, probe.mostRunning]).toEqual([2, 1]);
    await monitor.stop();
  });

  it('never tests a connection twice at once', async () => {
    const { clock, probe, monitor } = createScene();
    probe.answer = async () => {
      await settle();
      return Result.success();
    };
    monitor.start();
    await Promise.all([monitor.check(), monitor.check(), clock.advance(3000), monitor.check()]);
    expect(probe.mostRunning).toBe(1);
    await monitor.stop();
  });

  it('tests a few at a time, and one that fails does not hold up the others', async () => {
    const clock = new FakeClock();
    let running = 0;
    let most = 0;
    const probes = Array.from({ length: 20 }, (_, index) => {
      const probe = new Probe(`c${index}`, clock);
      probe.answer = async () => {
        running += 1;
        most = Math.max(most, running);
        await settle();
        running -= 1;
        if (index === 3) throw new Error('password=hunter2');
        return index === 5 ? DOWN : Result.success();
      };
      return probe;
    });
    const monitor = new ConnectionHealthMonitor(probes, { clock, concurrency: 3 });
    const snapshot = await monitor.check();
    expect(most).toBe(3);
    expect(snapshot.status).toBe('degraded');
    expect(snapshot.connections.filter(({ status }) => status === 'healthy')).toHaveLength(18);
    expect(snapshot.connections[3]?.failure).toEqual({
      code: 'driver-error',
      errorMessage: 'The test threw an error',
    });
    await monitor.stop();
  });

  it('gives the changes to loops, each from its begin', async () => {
    const { clock, probe, monitor } = createScene({ longestInterval: 1000, downAfter: 1, recoveredAfter: 1 });
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { to } of monitor.changes()) seen.push(to);
    })();
    const controller = new AbortController();
    const brief = monitor.changes({ signal: controller.signal });
    monitor.start();
    await clock.advance(0);
    controller.abort();
    probe.answer = () => DOWN;
    await clock.advance(1000);
    probe.answer = () => Result.success();
    await clock.advance(1000);
    await monitor.stop();
    await reading;
    expect(seen).toEqual(['healthy', 'down', 'healthy']);
    const rest: string[] = [];
    for await (const { to } of brief) rest.push(to);
    expect(rest).toEqual(['healthy']);
    for await (const { to } of monitor.changes({ signal: AbortSignal.abort() })) rest.push(to);
    expect(rest).toEqual(['healthy']);
  });

  it('ends a loop that is left', async () => {
    const { clock, monitor } = createScene();
    monitor.start();
    const reading = (async () => {
      for await (const { to } of monitor.changes()) return to;
      return undefined;
    })();
    await clock.advance(0);
    expect(await reading).toBe('healthy');
    await monitor.stop();
  });

  it('stops with its signal, whatever runs, and leaves no timer', async () => {
    const { clock, probe, monitor, changes } = createScene();
    const controller = new AbortController();
    let isTold = false;
    const target: HealthTarget = {
      name: 'slow',
      testConnection: ({ signal }) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => {
            isTold = true;
            resolve(DOWN);
          });
        }),
    };
    const slow = new ConnectionHealthMonitor([target, probe], { clock });
    slow.start({ signal: controller.signal });
    await clock.advance(0);
    controller.abort();
    await slow.stop();
    expect(isTold).toBe(true);
    expect(clock.pending).toBe(0);
    expect(slow.snapshot().connections[0]?.status).toBe('unknown');
    slow.start();
    await clock.advance(100_000);
    expect(probe.askedAt).toEqual([0]);
    monitor.start({ signal: AbortSignal.abort() });
    await clock.advance(100_000);
    expect([probe.askedAt.length, changes.length]).toEqual([1, 0]);
  });
});

describe('named connections', () => {
  it('are really tested, and followed through reloads', async () => {
    interface Named {
      readonly A: LedgerConnection;
    }
    const server = new FakeServer();
    const clock = new FakeClock();
    const entries: Record<string, object> = { A: { provider: 'Ledger', host: 'a', password: 'hunter2' } };
    const loaded = await loadConnections<Named>(
      { externalConnections: entries },
      createFakeProviders(server),
    );
    await using connections = expectValue(loaded);
    await using monitor = new ConnectionHealthMonitor(connections, { clock, interval: 1000, downAfter: 1 });
    monitor.start();
    await clock.advance(0);
    expect([server.pings, server.live.size]).toEqual([1, 0]);
    entries['B'] = { provider: 'Ledger', host: 'b', password: 'hunter2' };
    await connections.reload();
    await settle();
    server.openError = new Error('cannot log in with hunter2');
    const snapshot = await monitor.check();
    expect(snapshot.connections.map(({ name, status }) => [name, status])).toEqual([
      ['A', 'down'],
      ['B', 'down'],
    ]);
    expect(JSON.stringify(snapshot)).not.toContain('hunter2');
    delete entries['A'];
    await connections.reload();
    await settle();
    expect(monitor.snapshot().connections.map(({ name }) => name)).toEqual(['B']);
  });
});
