import { describe, expect, it, vi } from 'vitest';
import { FakeClock, settled } from '../../support/runtime/fake-clock.ts';
import { fakeConfiguration } from '../../support/runtime/fake-configuration.ts';
import { FakeConnection } from '../../support/runtime/fake-connection.ts';
import { type FakeDriver, FakeDriverError } from '../../support/runtime/fake-driver.ts';

const SETTINGS = { connectTimeout: 100, commandTimeout: 1_000 };

class Fake extends FakeConnection {
  onOpen: () => void = () => undefined;
  onClassify: () => never | undefined = () => undefined;

  protected override openDriver(context: Parameters<FakeConnection['operate']>[1]): Promise<FakeDriver> {
    this.onOpen();
    return super.openDriver(context);
  }

  protected override classifyError(error: unknown) {
    this.onClassify();
    return super.classifyError(error);
  }
}

function fake() {
  const clock = new FakeClock();
  return { clock, connection: new Fake(fakeConfiguration(SETTINGS), { clock }) };
}

async function opened() {
  const made = fake();
  const opening = made.connection.open();
  made.connection.drivers.pending[0]?.succeed();
  await opening;
  return made;
}

/** Lets every driver answer and all time pass; every opened driver must have been closed once by then. */
async function expectNoLeak(connection: Fake, clock: FakeClock): Promise<void> {
  const disposed = connection.dispose();
  await settled();
  for (let call = connection.drivers.pending[0]; call !== undefined; call = connection.drivers.pending[0]) {
    call.succeed();
    await settled();
    await clock.advance(10_000);
  }
  await disposed;
  expect(connection.drivers.opened.map((driver) => driver.timesClosed)).toEqual(
    connection.drivers.opened.map(() => 1),
  );
  expect(connection.drivers.usedAfterClose).toBe(0);
}

describe('a driver that calls back into its connection', () => {
  it('while it opens, cannot leak itself', async () => {
    const { clock, connection } = fake();
    connection.onOpen = () => void connection.close();
    expect(await connection.open()).toMatchObject({ code: 'aborted' });
    await settled();
    expect(connection.state).toBe('Closed');
    connection.onOpen = () => undefined;
    await expectNoLeak(connection, clock);
  });

  it('that stumbles over an error is no obstacle to reporting it', async () => {
    const { connection } = fake();
    connection.onClassify = () => {
      throw new TypeError('cannot read properties of undefined');
    };
    const opening = connection.open();
    connection.drivers.pending[0]?.fail(new Error('what it was about'));
    expect(await opening).toMatchObject({
      code: 'driver-error',
      errorMessage: 'Failed to open connection: what it was about',
    });
  });
});

describe('an operation that calls back into its connection', () => {
  it('and closes it at once keeps its driver until it has ended', async () => {
    const { clock, connection } = await opened();
    const result = connection.execute(async (driver, context) => {
      void connection.close();
      const done = await connection.operate(driver, context);
      expect(driver.timesClosed).toBe(0);
      return done;
    });
    await settled();
    expect(connection.state).toBe('Closing');
    connection.drivers.pending[0]?.succeed();
    expect(await result).toMatchObject({ value: 'done' });
    await settled();
    expect(connection.drivers.pending.map((call) => call.kind)).toEqual(['close']);
    await expectNoLeak(connection, clock);
  });

  it('and waits for it to close ends with the drain', async () => {
    const { clock, connection } = await opened();
    const result = connection.execute(() => connection.close());
    await settled();
    await clock.advance(SETTINGS.commandTimeout);
    await settled();
    connection.drivers.pending[0]?.succeed();
    await settled();
    expect(await result).toMatchObject({ isFailure: true });
    expect(connection.state).toBe('Closed');
  });

  it('may run others of them, and throw at once', async () => {
    const { connection } = await opened();
    const result = await connection.execute(async () => {
      expect(connection.state).toBe('Executing');
      return connection.execute(() => {
        throw new FakeDriverError('other');
      });
    });
    expect(result).toMatchObject({ value: { code: 'driver-error' } });
    expect(connection.state).toBe('Open');
  });

  it.each(['close', 'dispose', 'open', 'testConnection'] as const)(
    'from its signal, with %s, meets a connection in order',
    async (method) => {
      for (const end of ['close', 'dispose', 'lose'] as const) {
        const { clock, connection } = await opened();
        const result = connection.execute((driver, context) => {
          context.signal.addEventListener('abort', () => void connection[method]());
          return connection.operate(driver, context);
        });
        if (end === 'lose') connection.loseOpenDriver();
        else void connection[end]();
        await clock.advance(10_000);
        expect(await result).toMatchObject({ isFailure: true });
        await expectNoLeak(connection, clock);
        expect(connection.state).toBe('Disposed');
      }
    },
  );
});

describe('a connection whose opening is given up', () => {
  it('can be opened again in the same tick, on a driver of its own', async () => {
    const { clock, connection } = fake();
    const controller = new AbortController();
    const first = connection.open({ signal: controller.signal });
    controller.abort();
    const second = connection.open();
    expect(connection.drivers.pending).toHaveLength(2);
    connection.drivers.pending[1]?.succeed();
    expect(await first).toMatchObject({ code: 'aborted' });
    expect(await second).toMatchObject({ isSuccess: true });
    connection.drivers.pending[0]?.succeed();
    await settled();
    expect(connection.drivers.pending.map((call) => call.kind)).toEqual(['close']);
    await expectNoLeak(connection, clock);
  });

  it('goes on for those who still wait', async () => {
    const { connection } = fake();
    const controller = new AbortController();
    const first = connection.open({ signal: controller.signal });
    const second = connection.open();
    controller.abort();
    expect(await first).toMatchObject({ code: 'aborted' });
    expect(connection.state).toBe('Opening');
    connection.drivers.pending[0]?.succeed();
    expect(await second).toMatchObject({ isSuccess: true });
  });

  it('is not told aborted about a connection that has opened', async () => {
    for (let ticks = 0; ticks < 20; ticks += 1) {
      const { connection } = fake();
      const controller = new AbortController();
      const opening = connection.open({ signal: controller.signal });
      connection.drivers.pending[0]?.succeed();
      for (let tick = 0; tick < ticks; tick += 1) await undefined;
      controller.abort();
      const result = await opening;
      expect(connection.state).toBe(result.isSuccess ? 'Open' : 'Broken');
    }
  });
});

describe('await using', () => {
  it('closes the driver', async () => {
    const { connection } = await opened();
    const { drivers } = connection;
    await (async () => {
      await using used = connection;
      void used;
      queueMicrotask(async () => {
        await settled();
        drivers.pending[0]?.succeed();
      });
    })();
    expect(connection.state).toBe('Disposed');
    expect(drivers.opened[0]?.timesClosed).toBe(1);
  });
});

describe('a signal that outlives many connections', () => {
  it('keeps nothing of them', async () => {
    const controller = new AbortController();
    const added = vi.spyOn(controller.signal, 'addEventListener');
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    const { signal } = controller;
    const { connection } = fake();
    const opening = connection.open({ signal });
    connection.drivers.pending[0]?.succeed();
    await opening;
    const executing = connection.execute((driver, context) => connection.operate(driver, context), {
      signal,
    });
    connection.drivers.pending[0]?.succeed();
    await executing;
    const closing = connection.close({ signal });
    await settled();
    connection.drivers.pending[0]?.succeed();
    await closing;
    expect(added).toHaveBeenCalledTimes(3);
    expect(removed).toHaveBeenCalledTimes(3);
  });
});
