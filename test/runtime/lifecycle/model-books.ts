import { type ConnectionState, canTransition } from '../../../runtime/src/connection-state.ts';
import type { ErrorClass } from '../../../runtime/src/errors.ts';
import type { FailureCode } from '../../../runtime/src/result.ts';
import type { FakeCallKind } from '../../support/runtime/fake-driver.ts';

/** How a call into the connection ended, if it did. */
export type Outcome = 'pending' | 'success' | FailureCode;

/** How a call into the driver ends. */
export type DriverOutcome = 'success' | ErrorClass;

/** The limits of every connection under the model, in milliseconds. */
export const LIMITS = { connectTimeout: 1_000, commandTimeout: 3_000 } as const;

export const CODES: Readonly<Record<ErrorClass, FailureCode>> = {
  transient: 'transient',
  authentication: 'authentication',
  connectionLost: 'connection-lost',
  other: 'driver-error',
};

/** Nothing is lost where nothing was open. */
export function opening(errorClass: ErrorClass): FailureCode {
  return errorClass === 'connectionLost' ? 'transient' : CODES[errorClass];
}

interface DriverCall {
  readonly kind: FakeCallKind;
  readonly end: (outcome: DriverOutcome) => void;
  /** Which driver is being closed. */
  readonly closes: number | undefined;
}

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

/** How many are under way, and what waits for none to be. */
class Counter {
  #count = 0;
  #waiting: (() => void)[] = [];

  enter(): void {
    this.#count += 1;
  }

  leave(): void {
    this.#count -= 1;
    if (this.#count > 0) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const action of waiting) action();
  }

  whenEmpty(action: () => void): void {
    if (this.#count === 0) action();
    else this.#waiting.push(action);
  }
}

/** The model's books: calls, drivers, time and states. Numbers stand for calls and drivers. */
export class ModelBooks {
  state: ConnectionState = 'Created';
  readonly history: ConnectionState[] = ['Created'];
  /** What became of each call. */
  readonly outcomes: Outcome[] = [];
  /** The calls into the driver that have not ended. */
  readonly driverCalls: DriverCall[] = [];
  opened = 0;
  /** How often each driver was told to close. */
  readonly closes: number[] = [];
  /** What to do when a call's signal fires. */
  readonly aborts = new Map<number, () => void>();
  /** Drivers that nobody waited for, and those of tests, while they are being closed. */
  readonly discarded = new Counter();
  readonly temporary = new Counter();
  #now = 0;
  #timers: Timer[] = [];
  readonly #onEnd = new Map<number, () => void>();

  newCall(): number {
    return this.outcomes.push('pending') - 1;
  }

  newDriver(): number {
    this.closes[this.opened] = 0;
    this.opened += 1;
    return this.opened - 1;
  }

  driverCall(kind: FakeCallKind, end: (outcome: DriverOutcome) => void, closes?: number): void {
    this.driverCalls.push({ kind, end, closes });
  }

  end(call: number, outcome: Outcome): number {
    if (this.outcomes[call] !== 'pending') return call;
    this.outcomes[call] = outcome;
    this.#onEnd.get(call)?.();
    return call;
  }

  when(call: number, action: () => void): void {
    if (this.outcomes[call] === 'pending') this.#onEnd.set(call, action);
    else action();
  }

  become(state: ConnectionState): void {
    if (!canTransition(this.state, state)) throw new Error(`The model went from ${this.state} to ${state}`);
    this.state = state;
    this.history.push(state);
  }

  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#timers.splice(this.#timers.indexOf(next), 1);
      this.#now = next.at;
      next.fire();
    }
    this.#now = end;
  }

  #next(end: number): Timer | undefined {
    return this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
  }

  /** What happens after so many milliseconds. */
  after(milliseconds: number, fire: () => void): void {
    this.#timers.push({ at: this.#now + milliseconds, fire });
  }

  closeDriver(driver: number, done: (outcome: Outcome) => void): void {
    let waiting = true;
    const end = (outcome: Outcome): void => {
      if (!waiting) return;
      waiting = false;
      done(outcome);
    };
    this.closes[driver] = (this.closes[driver] ?? 0) + 1;
    this.driverCall('close', (outcome) => end(outcome === 'success' ? 'success' : CODES[outcome]), driver);
    this.after(LIMITS.connectTimeout, () => end('timeout'));
  }

  discard(driver: number): void {
    this.discarded.enter();
    this.closeDriver(driver, () => this.discarded.leave());
  }
}
