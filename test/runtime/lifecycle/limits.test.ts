import { describe, expect, it } from 'vitest';
import { connectionLimits } from '../../../runtime/src/connection-limits.ts';
import { FakeClock, settled } from '../../support/runtime/fake-clock.ts';
import { type FakeSettings, fakeConfiguration } from '../../support/runtime/fake-configuration.ts';
import { FakeConnection } from '../../support/runtime/fake-connection.ts';

const NONE = Number.POSITIVE_INFINITY;

describe('connectionLimits', () => {
  it.each<[string, FakeSettings, object]>([
    [
      'nothing',
      {},
      {
        connectTimeout: 15_000,
        commandTimeout: NONE,
        closeTimeout: 15_000,
        drainTimeout: 30_000,
        retries: 0,
      },
    ],
    [
      'a command timeout alone',
      { commandTimeout: 7 },
      { connectTimeout: 7, commandTimeout: 7, closeTimeout: 7, drainTimeout: 7 },
    ],
    [
      'both',
      { connectTimeout: 5, commandTimeout: 7 },
      { connectTimeout: 5, commandTimeout: 7, closeTimeout: 5, drainTimeout: 7 },
    ],
    [
      'zero for none',
      { connectTimeout: 0, commandTimeout: 0 },
      { connectTimeout: NONE, commandTimeout: NONE, closeTimeout: 15_000, drainTimeout: 30_000 },
    ],
  ])('come from the fields with a role: %s', (_name, settings, limits) => {
    expect(connectionLimits(fakeConfiguration(settings))).toMatchObject(limits);
  });
});

describe('a driver', () => {
  async function open(settings: FakeSettings) {
    const clock = new FakeClock();
    const connection = new FakeConnection(fakeConfiguration(settings), { clock });
    const opening = connection.open();
    const context = connection.drivers.pending[0]?.context;
    connection.drivers.pending[0]?.succeed();
    await opening;
    return { clock, connection, context };
  }

  it('is told how long it has', async () => {
    const { connection, context } = await open({ connectTimeout: 500, commandTimeout: 900 });
    expect(context?.timeout).toBe(500);
    void connection.execute((driver, given) => connection.operate(driver, given));
    void connection.testConnection();
    void connection.getMetadata();
    await settled();
    expect(connection.drivers.pending.map((call) => [call.kind, call.context?.timeout])).toEqual([
      ['operation', 900],
      ['ping', 500],
      ['metadata', 900],
    ]);
  });

  it('is told nothing where there is no limit, and no timer runs', async () => {
    const { clock, connection, context } = await open({ connectTimeout: 0 });
    expect(context?.timeout).toBeUndefined();
    void connection.execute((driver, given) => connection.operate(driver, given));
    await settled();
    expect(connection.drivers.pending[0]?.context?.timeout).toBeUndefined();
    expect(clock.waiting).toBe(0);
  });

  it.each<[string, (connection: FakeConnection, abort: () => void, clock: FakeClock) => unknown, string]>([
    ['the timeout', (_connection, _abort, clock) => clock.advance(900), 'timeout'],
    ['the caller', (_connection, abort) => abort(), 'aborted'],
    [
      'the end of the drain',
      (connection, _abort, clock) => [connection.close(), clock.advance(900)],
      'aborted',
    ],
    ['the loss of the connection', (connection) => connection.loseOpenDriver(), 'connection-lost'],
  ])('is told by its signal when nobody waits any more: %s', async (_name, end, code) => {
    const { clock, connection } = await open({ connectTimeout: 500, commandTimeout: 900 });
    // The close must begin before the operation's own time is up.
    if (code === 'aborted') await clock.advance(1);
    const controller = new AbortController();
    const result = connection.execute((driver, given) => connection.operate(driver, given), {
      signal: controller.signal,
    });
    const signal = connection.drivers.pending[0]?.context?.signal;
    expect(signal?.aborted).toBe(false);
    void end(connection, () => controller.abort(new Error('hunter2')), clock);
    expect(await result).toMatchObject({ isFailure: true });
    expect(signal?.aborted).toBe(true);
    expect(signal?.reason).toMatchObject({ name: 'WaitEnded' });
    expect(JSON.stringify([signal?.reason, await result])).not.toContain('hunter2');
    for (const call of [...connection.drivers.pending]) call.succeed();
    if (code === 'connection-lost')
      expect(await result).toMatchObject({ code, exception: { cause: { name: 'FakeDriverError' } } });
  });

  it('has the same signal when it asks after the end', async () => {
    const { connection, context } = await open({});
    expect(context?.signal).toBe(context?.signal);
    expect(context?.signal.aborted).toBe(false);
    const controller = new AbortController();
    void connection.execute((driver, given) => connection.operate(driver, given), {
      signal: controller.signal,
    });
    controller.abort();
    expect(connection.drivers.pending[0]?.context?.signal.aborted).toBe(true);
  });
});
