import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canTransition } from '../../../runtime/src/connection-state.ts';
import type { ErrorClass } from '../../../runtime/src/errors.ts';
import type { Result } from '../../../runtime/src/result.ts';
import { FakeClock, settled } from '../../support/runtime/fake-clock.ts';
import { fakeConfiguration } from '../../support/runtime/fake-configuration.ts';
import { FakeConnection } from '../../support/runtime/fake-connection.ts';
import { FakeDriverError } from '../../support/runtime/fake-driver.ts';

/** More with LIFECYCLE_RUNS, as for the model. */
const RUNS = Number(process.env['LIFECYCLE_RUNS'] ?? 600);

type Kind = 'open' | 'close' | 'testConnection' | 'execute' | 'getMetadata' | 'dispose';

interface Call {
  readonly kind: Kind;
  readonly controller: AbortController;
  /** The states gone through from the call to its end. */
  readonly from: number;
  result?: Result<unknown> | undefined;
  isSettled: boolean;
  until: number;
}

type Step = { readonly ticks: number; readonly at: number } & (
  | { readonly do: Kind | 'abort' | 'succeed' | 'lose' }
  | { readonly do: 'fail'; readonly errorClass: ErrorClass }
  | { readonly do: 'wait'; readonly milliseconds: number }
);

/** How many microtasks run before the next step: most faults sit where a signal fires between two of them. */
const ticks = fc.oneof(fc.nat(6), fc.constant(20));
const common = { ticks, at: fc.nat(20) };
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        ...common,
        do: fc.constantFrom<Kind>(
          'open',
          'open',
          'close',
          'testConnection',
          'execute',
          'execute',
          'getMetadata',
        ),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ ...common, do: fc.constantFrom('dispose' as const, 'lose' as const) }),
    },
    { weight: 6, arbitrary: fc.record({ ...common, do: fc.constant('succeed' as const) }) },
    { weight: 3, arbitrary: fc.record({ ...common, do: fc.constant('abort' as const) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        ...common,
        do: fc.constant('fail' as const),
        errorClass: fc.constantFrom<ErrorClass>('transient', 'authentication', 'connectionLost', 'other'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        ...common,
        do: fc.constant('wait' as const),
        milliseconds: fc.constantFrom(1, 50, 200, 1_000, 5_000),
      }),
    },
  ),
  { maxLength: 50, size: 'max' },
);

class World {
  readonly clock = new FakeClock();
  readonly connection = new FakeConnection(
    fakeConfiguration({ connectTimeout: 1_000, commandTimeout: 3_000, retryEnabled: true, retryCount: 2 }),
    { clock: this.clock },
  );
  readonly states = ['Created'];
  readonly calls: Call[] = [];

  constructor() {
    this.connection.onStateChange(({ from, to }) => {
      expect(from).toBe(this.states.at(-1));
      expect(canTransition(from, to)).toBe(true);
      this.states.push(to);
    });
  }

  call(kind: Kind): void {
    const controller = new AbortController();
    const call: Call = { kind, controller, from: this.states.length - 1, isSettled: false, until: -1 };
    this.calls.push(call);
    const settle = (result: Result<unknown> | undefined): void => {
      call.result = result;
      call.isSettled = true;
      call.until = this.states.length;
    };
    this.#make(kind, controller.signal).then((result) => settle(result));
  }

  #make(kind: Kind, signal: AbortSignal): Promise<Result<unknown> | undefined> {
    const { connection } = this;
    if (kind === 'dispose') return connection.dispose().then(() => undefined);
    if (kind !== 'execute') return connection[kind]({ signal });
    return connection.execute((driver, context) => connection.operate(driver, context), {
      signal,
      idempotent: true,
    });
  }

  async step(step: Step): Promise<void> {
    const { pending, opened } = this.connection.drivers;
    const call = pending[step.at % pending.length];
    if (step.do === 'succeed') call?.succeed();
    else if (step.do === 'fail') call?.fail(new FakeDriverError(step.errorClass));
    else if (step.do === 'abort') this.calls[step.at % this.calls.length]?.controller.abort();
    else if (step.do === 'wait') await this.clock.advance(step.milliseconds);
    else if (step.do === 'lose') {
      const driver = opened.at(-1);
      if (driver !== undefined) this.connection.lose(driver);
    } else this.call(step.do);
    for (let tick = 0; tick < step.ticks; tick += 1) await undefined;
  }

  /** Disposes and lets all drivers answer. */
  async end(): Promise<void> {
    this.call('dispose');
    await settled();
    const { pending } = this.connection.drivers;
    for (let call = pending[0]; call !== undefined; call = pending[0]) {
      call.succeed();
      await settled();
    }
  }
}

it(`keeps its promises whatever comes between two microtasks, in ${RUNS} interleavings`, {
  timeout: 60_000 + RUNS * 50,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (program) => {
      const world = new World();
      for (const step of program) await world.step(step);
      await world.end();
      expectNothingLeft(world);
      for (const call of world.calls) expectTruth(world, call);
    }),
    { numRuns: RUNS },
  );
});

function expectNothingLeft({ connection, clock, calls }: World): void {
  expect(connection.state).toBe('Disposed');
  expect(calls.filter((call) => !call.isSettled)).toEqual([]);
  expect(connection.drivers.opened.map((driver) => driver.timesClosed)).toEqual(
    connection.drivers.opened.map(() => 1),
  );
  expect(connection.drivers.usedAfterClose).toBe(0);
  expect(clock.waiting).toBe(0);
}

/** What a call says must fit what happened while it ran. */
function expectTruth({ states, calls }: World, call: Call): void {
  if (call.kind !== 'open' || call.result === undefined) return;
  const seen = states.slice(call.from, call.until);
  if (call.result.isSuccess) expect(seen).toContain('Open');
  else if (call.result.code !== 'invalid-state') {
    const alone = calls.every(
      (other) =>
        other === call || other.kind !== 'open' || other.until < call.from || other.from > call.until,
    );
    // Nobody else has opened it meanwhile, so it did not open.
    if (alone) expect(seen.slice(1)).not.toContain('Open');
  }
}
