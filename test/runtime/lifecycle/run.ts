import { expect } from 'vitest';
import type { ConnectionStateChange } from '../../../runtime/src/connection-state.ts';
import type { Result } from '../../../runtime/src/result.ts';
import { FakeClock, settled } from '../../support/runtime/fake-clock.ts';
import { fakeConfiguration } from '../../support/runtime/fake-configuration.ts';
import { FakeConnection } from '../../support/runtime/fake-connection.ts';
import { FakeDriverError } from '../../support/runtime/fake-driver.ts';
import type { Model } from './model.ts';
import { type DriverOutcome, LIMITS, type Outcome } from './model-books.ts';

interface RealCall {
  /** The model's number of the same call. */
  readonly modelCall: number;
  readonly controller: AbortController;
  outcome: Outcome | 'rejected';
}

/** The real connection beside its model, and what both were asked. */
export class Run {
  readonly clock = new FakeClock();
  readonly connection = new FakeConnection(fakeConfiguration(LIMITS), { clock: this.clock });
  readonly changes: ConnectionStateChange[] = [];
  readonly calls: RealCall[] = [];

  constructor() {
    this.connection.onStateChange((change) => this.changes.push(change));
  }

  /** Makes a call that the model has made already. */
  call(
    modelCall: number,
    aborted: boolean,
    make: (signal: AbortSignal) => Promise<Result<unknown> | undefined>,
  ): void {
    const controller = new AbortController();
    if (aborted) controller.abort();
    const call: RealCall = { modelCall, controller, outcome: 'pending' };
    this.calls.push(call);
    make(controller.signal).then(
      (result) => {
        call.outcome = result === undefined || result.isSuccess ? 'success' : result.code;
      },
      () => {
        call.outcome = 'rejected';
      },
    );
  }

  /** Ends one of the driver's pending calls, in the real world and in the model. */
  endDriverCall(model: Model, at: number, outcome: DriverOutcome): void {
    const index = at % model.driverCalls.length;
    const { opened, pending } = this.connection.drivers;
    const before = model.driverCalls.slice(0, index);
    const [modelCall] = model.driverCalls.splice(index, 1);
    if (modelCall === undefined) return;
    // Which of two drivers is told first to close means nothing; the order of all other calls does.
    const { kind, closes } = modelCall;
    const call =
      closes === undefined
        ? pending.filter((one) => one.kind === kind)[before.filter((one) => one.kind === kind).length]
        : pending.find((one) => one.closes !== undefined && one.closes === opened[closes]);
    modelCall.end(outcome);
    if (outcome === 'success') call?.succeed();
    else call?.fail(new FakeDriverError(outcome));
  }

  /** Everything that can be observed must be what the model says. */
  async compare(model: Model): Promise<void> {
    await settled();
    const { connection } = this;
    const { drivers } = connection;
    expect(connection.state).toBe(model.state);
    expect(this.changes.map((change) => change.to)).toEqual(model.history.slice(1));
    expect(this.changes.map((change) => change.from)).toEqual(model.history.slice(0, -1));
    expect(this.calls.map((call) => call.outcome)).toEqual(
      this.calls.map((call) => model.outcomes[call.modelCall]),
    );
    expect(drivers.pending.map((call) => call.kind).sort()).toEqual(
      model.driverCalls.map((call) => call.kind).sort(),
    );
    expect(drivers.opened.map((driver) => driver.timesClosed)).toEqual(model.closes);
  }
}
