import { boundedWait } from '../bounded-wait.ts';
import { type Ending, WaitEnded } from '../ending.ts';
import type { WaitOptions } from '../external-connection.ts';
import type { Gate } from '../gate.ts';
import type { Result } from '../result.ts';
import { afterTest, type HealthState, type HealthStatus, UNTESTED } from './health-state.ts';
import { type HealthSettings, nextInterval } from './options.ts';

/** Something whose health is watched: a connection with a name. */
export interface HealthTarget {
  readonly name: string;
  /** Makes the system answer. */
  testConnection(options: WaitOptions): Promise<Result>;
}

/** How one connection fares. Plain data, without secrets. */
export interface ConnectionHealth {
  readonly name: string;
  readonly status: HealthStatus;
  /** Since when, as an ISO 8601 time. */
  readonly since: string;
  readonly lastTested: string | undefined;
  /** Milliseconds that the last test took. */
  readonly latency: number | undefined;
  readonly consecutiveFailures: number;
  readonly failure: HealthState['failure'];
}

/** One change of a status. */
export interface HealthChange {
  readonly name: string;
  readonly from: HealthStatus;
  readonly to: HealthStatus;
  /** Why the last test failed; undefined for a recovery. */
  readonly failure: HealthState['failure'];
}

/** What a watched target shares with the others of its monitor. */
export interface WatchContext {
  readonly settings: HealthSettings;
  readonly gate: Gate;
  /** Ends with the monitor. */
  readonly stopped: Ending;
  readonly onChange: (change: HealthChange) => void;
}

/** Tests one target again and again, one test after the other. */
export class WatchedTarget {
  readonly #target: HealthTarget;
  readonly #context: WatchContext;
  #state = UNTESTED;
  #since = new Date();
  #lastTested: Date | undefined;
  #latency: number | undefined;
  #testing: Promise<void> | undefined;
  /** A test that did not end when it was told to. */
  #stuck: Promise<unknown> | undefined;
  #isStopped = false;
  #cancel: () => void = () => undefined;

  constructor(target: HealthTarget, context: WatchContext) {
    this.#target = target;
    this.#context = context;
  }

  get health(): ConnectionHealth {
    const { status, failures, failure } = this.#state;
    return {
      name: this.#target.name,
      status,
      since: this.#since.toISOString(),
      lastTested: this.#lastTested?.toISOString(),
      latency: this.#latency,
      consecutiveFailures: failures,
      failure,
    };
  }

  /** Tests now and from then on. */
  async watch(): Promise<void> {
    await this.test();
    if (this.#isStopped || this.#context.stopped.reason !== undefined) return;
    const { settings } = this.#context;
    const pause = nextInterval(settings, this.#state.failures);
    this.#cancel();
    this.#cancel = settings.clock.schedule(() => void this.watch(), pause);
  }

  /** Tests now; who asks while a test runs gets that one. */
  test(): Promise<void> {
    this.#testing ??= this.#test().finally(() => {
      this.#testing = undefined;
    });
    return this.#testing;
  }

  /** Settles when no test runs any more. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancel();
    await this.#testing;
  }

  async #test(): Promise<void> {
    const { gate, stopped, settings } = this.#context;
    try {
      await gate.enter({ until: stopped });
    } catch {
      return;
    }
    const started = settings.clock.now();
    const failure = await this.#outcome().finally(() => gate.leave());
    if (stopped.reason !== undefined) return;
    this.#latency = settings.clock.now() - started;
    this.#lastTested = new Date();
    this.#become(afterTest(this.#state, failure, settings));
  }

  async #outcome(): Promise<HealthState['failure']> {
    if (this.#stuck !== undefined) return { code: 'timeout', errorMessage: 'The test before has not ended' };
    const { settings, stopped } = this.#context;
    const run = (ended: Ending): Promise<Result> => {
      const test = this.#target.testConnection({ signal: ended.signal });
      ended.onEnd(() => this.#waitFor(test));
      return test;
    };
    try {
      const outcome = await boundedWait(run, {
        clock: settings.clock,
        timeout: settings.timeout,
        until: stopped,
      });
      return outcome.isSuccess ? undefined : { code: outcome.code, errorMessage: outcome.errorMessage };
    } catch (error) {
      if (error instanceof WaitEnded && error.code === 'timeout') {
        return { code: 'timeout', errorMessage: `No answer within ${settings.timeout} ms` };
      }
      // What a test throws is a bug, and may hold anything.
      return { code: 'driver-error', errorMessage: 'The test threw an error' };
    }
  }

  #waitFor(test: Promise<unknown>): void {
    const ended = (): void => {
      this.#stuck = undefined;
    };
    this.#stuck = test;
    test.then(ended, ended);
  }

  #become(state: HealthState): void {
    const from = this.#state.status;
    this.#state = state;
    if (state.status === from) return;
    this.#since = new Date();
    const { name } = this.#target;
    this.#context.onChange({ name, from, to: state.status, failure: state.failure });
  }
}
