import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ErrorClass } from '../../../runtime/src/errors.ts';
import type { Result } from '../../../runtime/src/result.ts';
import { FakeClock, settled } from '../../support/runtime/fake-clock.ts';
import { type FakeSettings, fakeConfiguration } from '../../support/runtime/fake-configuration.ts';
import { FakeConnection } from '../../support/runtime/fake-connection.ts';
import { type FakeCallKind, FakeDriverError } from '../../support/runtime/fake-driver.ts';

afterEach(() => vi.restoreAllMocks());

/** Milliseconds. */
const STEP = 25;
const RETRYING: FakeSettings = {
  connectTimeout: 10_000,
  commandTimeout: 1_000,
  retryEnabled: true,
  retryCount: 3,
};

function world(settings: FakeSettings = RETRYING) {
  const clock = new FakeClock();
  return { clock, connection: new FakeConnection(fakeConfiguration(settings), { clock }) };
}

type World = ReturnType<typeof world>;

/** Answers the driver's calls of one kind and lets the time pass, until the result is there; returns when each call came. */
async function answer(
  { clock, connection }: World,
  result: Promise<Result<unknown>>,
  kind: FakeCallKind,
  outcome: (call: number) => 'success' | ErrorClass,
): Promise<{ readonly result: Result<unknown>; readonly times: readonly number[] }> {
  const times: number[] = [];
  let isOver = false;
  result.then(() => {
    isOver = true;
  });
  for (let step = 0; step < 5_000 && !isOver; step += 1) {
    await settled();
    const call = connection.drivers.pending.find((pending) => pending.kind === kind);
    if (call === undefined) await clock.advance(STEP);
    else {
      times.push(clock.now());
      const said = outcome(times.length);
      if (said === 'success') call.succeed();
      else call.fail(new FakeDriverError(said));
    }
  }
  expect(isOver).toBe(true);
  return { result: await result, times };
}

async function opened(settings: FakeSettings = RETRYING): Promise<World> {
  const made = world(settings);
  const result = made.connection.open();
  made.connection.drivers.pending[0]?.succeed();
  expect(await result).toMatchObject({ isSuccess: true });
  return made;
}

describe('open', () => {
  it('tries again after transient faults, as often as configured', async () => {
    const made = world();
    const { result, times } = await answer(made, made.connection.open(), 'open', (call) =>
      call <= 3 ? 'transient' : 'success',
    );
    expect(result.isSuccess).toBe(true);
    expect(times).toHaveLength(4);
    expect(made.connection.state).toBe('Open');
  });

  it('reports the last fault when the retries are used up', async () => {
    const made = world();
    const { result, times } = await answer(made, made.connection.open(), 'open', () => 'transient');
    expect(result).toMatchObject({
      code: 'transient',
      errorMessage: 'Failed to open connection: The fake driver failed: transient',
    });
    expect(times).toHaveLength(4);
    expect(made.connection.state).toBe('Broken');
  });

  it.each(['authentication', 'other'] as const)('never tries again after %s', async (errorClass) => {
    const made = world();
    const { result, times } = await answer(made, made.connection.open(), 'open', () => errorClass);
    expect(result).toMatchObject({ code: errorClass === 'other' ? 'driver-error' : 'authentication' });
    expect(times).toEqual([0]);
  });

  it('takes a connection that dies while it opens for a fault that may pass', async () => {
    const made = world();
    const { result, times } = await answer(made, made.connection.open(), 'open', () => 'connectionLost');
    expect(result).toMatchObject({ code: 'transient' });
    expect(times).toHaveLength(4);
  });

  it('pauses longer each time, by chance, up to 5 s', async () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(1);
    const settings = { connectTimeout: 100_000, retryCount: 9 };
    const longest = world(settings);
    const { times } = await answer(longest, longest.connection.open(), 'open', () => 'transient');
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(pauses).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, 5_000]);
    random.mockReturnValue(0.25);
    const shorter = world(settings);
    const quarter = await answer(shorter, shorter.connection.open(), 'open', () => 'transient');
    expect(quarter.times[3]).toBe(25 + 50 + 100);
  });

  it('does not begin a pause that would outlast the timeout, and reports the fault instead of it', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const made = world({ connectTimeout: 250, retryCount: 9 });
    const { result, times } = await answer(made, made.connection.open(), 'open', () => 'transient');
    expect(times).toEqual([0, 100]);
    expect(result).toMatchObject({ code: 'transient' });
  });

  it('gives all tries together the connect timeout', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const { clock, connection } = world({ connectTimeout: 1_000, retryCount: 9 });
    const result = connection.open();
    await clock.advance(600);
    connection.drivers.pending[0]?.fail(new FakeDriverError('transient'));
    await settled();
    await clock.advance(100);
    expect(connection.drivers.pending[0]?.context?.timeout).toBe(300);
    await clock.advance(300);
    expect(await result).toMatchObject({
      code: 'timeout',
      errorMessage: 'Failed to open connection: No answer within 1000 ms',
    });
    expect(clock.waiting).toBe(0);
  });

  it.each([
    ['close', (connection: FakeConnection) => connection.close()],
    ['dispose', (connection: FakeConnection) => connection.dispose()],
  ])('is ended in the middle of a pause by %s', async (_name, end) => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const { clock, connection } = world();
    const result = connection.open();
    connection.drivers.pending[0]?.fail(new FakeDriverError('transient'));
    await settled();
    expect(clock.waiting).toBe(2);
    await end(connection);
    expect(await result).toMatchObject({ code: 'aborted' });
    expect([clock.waiting, connection.drivers.pending.length]).toEqual([0, 0]);
  });

  it.each<[string, FakeSettings, number]>([
    ['switched off', { retryEnabled: false, retryCount: 3 }, 1],
    ['no such fields', {}, 1],
    ['a count alone', { retryCount: 2 }, 3],
    ['switched on without a count', { retryEnabled: true }, 4],
    ['a count of 0', { retryEnabled: true, retryCount: 0 }, 1],
  ])('tries as configured: %s', async (_name, settings, tries) => {
    const made = world(settings);
    const { times } = await answer(made, made.connection.open(), 'open', () => 'transient');
    expect(times).toHaveLength(tries);
  });

  it('is retried by testConnection too, on the temporary driver', async () => {
    const made = world();
    const result = made.connection.testConnection();
    const { result: tested } = await answer(made, result, 'open', () => 'transient');
    expect(tested).toMatchObject({ code: 'transient' });
    expect(made.connection.state).toBe('Created');
  });
});

describe('execute', () => {
  const run = ({ connection }: World, idempotent: boolean): Promise<Result<unknown>> =>
    connection.execute((driver, context) => connection.operate(driver, context), { idempotent });

  it('runs an operation once unless told that it may run twice', async () => {
    const made = await opened();
    const { result, times } = await answer(made, run(made, false), 'operation', () => 'transient');
    expect(result).toMatchObject({ code: 'transient' });
    expect(times).toHaveLength(1);
  });

  it('tries an idempotent operation again, within the command timeout', async () => {
    const made = await opened();
    const { result, times } = await answer(made, run(made, true), 'operation', (call) =>
      call < 3 ? 'transient' : 'success',
    );
    expect(result).toMatchObject({ value: 'done' });
    expect(times).toHaveLength(3);
    const late = run(made, true);
    await settled();
    await made.clock.advance(1_000);
    expect(await late).toMatchObject({ code: 'timeout' });
  });

  it.each(['authentication', 'connectionLost', 'other'] as const)(
    'does not try again after %s',
    async (errorClass) => {
      const made = await opened();
      const { times } = await answer(made, run(made, true), 'operation', () => errorClass);
      expect(times).toHaveLength(1);
      expect(made.connection.state).toBe(errorClass === 'connectionLost' ? 'Broken' : 'Open');
    },
  );

  it('does not hold up close while it pauses', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const made = await opened();
    const result = run(made, true);
    made.connection.drivers.pending[0]?.fail(new FakeDriverError('transient'));
    await settled();
    expect(made.connection.state).toBe('Open');
    const closed = made.connection.close();
    await settled();
    made.connection.drivers.pending[0]?.succeed();
    expect(await closed).toMatchObject({ isSuccess: true });
    expect(await result).toMatchObject({
      code: 'aborted',
      errorMessage: 'Operation failed: The connection was closed',
    });
    expect(made.clock.waiting).toBe(0);
  });

  it.each(['testConnection', 'getMetadata'] as const)(
    '%s of an open connection says what it sees the first time',
    async (method) => {
      const made = await opened();
      const kind = method === 'testConnection' ? 'ping' : 'metadata';
      const { result, times } = await answer(made, made.connection[method](), kind, () => 'transient');
      expect(result).toMatchObject({ code: 'transient' });
      expect(times).toHaveLength(1);
    },
  );
});
