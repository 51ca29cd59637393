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

const CODES: Readonly<Record<ErrorClass, FailureCode>> = {
  transient: 'transient',
  authentication: 'authentication',
  connectionLost: 'connection-lost',
  other: 'driver-error',
};

/** Nothing is lost where nothing was open. */
function opening(errorClass: ErrorClass): FailureCode {
  return errorClass === 'connectionLost' ? 'transient' : CODES[errorClass];
}

interface DriverCall {
  readonly kind: FakeCallKind;
  readonly end: (outcome: DriverOutcome) => void;
}

interface Timer {
  readonly at: number;
  readonly fire: () => void;
}

interface Attempt {
  readonly waiting: Set<number>;
}

interface Session {
  readonly driver: number;
  /** Operations that have not ended in the driver. */
  running: number;
  /** Calls that wait for operations. */
  readonly waiting: Set<number>;
  onDrained: (() => void) | undefined;
}

interface Closing {
  readonly waiting: Set<number>;
  /** Ends the present wait, where it is one that may be cut short. */
  hurry: () => void;
  hurried: boolean;
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

/**
 * What a connection must do, said once more in the plainest way: no promises, every consequence at once.
 * Numbers stand for calls and drivers.
 */
export class Model {
  state: ConnectionState = 'Created';
  readonly history: ConnectionState[] = ['Created'];
  readonly outcomes: Outcome[] = [];
  readonly driverCalls: DriverCall[] = [];
  opened = 0;
  /** How often each driver was told to close. */
  readonly closes: number[] = [];
  #now = 0;
  #timers: Timer[] = [];
  #attempt: Attempt | undefined;
  #session: Session | undefined;
  #closing: Closing | undefined;
  #isDisposing = false;
  readonly #disposers = new Set<number>();
  /** Drivers that nobody waited for, and those of tests, while they are being closed. */
  readonly #discarded = new Counter();
  readonly #temporary = new Counter();
  readonly #probes = new Set<() => void>();

  // ---- what callers do -------------------------------------------------------------------------------------

  open(aborted = false): number {
    const call = this.#newCall();
    if (this.#isDisposing || this.state === 'Closing' || this.#session !== undefined) {
      return this.#end(call, 'invalid-state');
    }
    if (aborted) return this.#end(call, 'aborted');
    if (this.#attempt === undefined) this.#startAttempt();
    this.#attempt?.waiting.add(call);
    return call;
  }

  close(aborted = false): number {
    const call = this.#newCall();
    if (this.state === 'Created') this.#become('Closed');
    const isOver = this.state === 'Broken' && this.#isDisposing;
    if (isOver || this.state === 'Closed' || this.state === 'Disposed') return this.#end(call, 'success');
    if (this.#closing === undefined) this.#startClosing(call);
    else this.#closing.waiting.add(call);
    if (aborted) this.#hurryClosing();
    return call;
  }

  test(aborted = false): number {
    const call = this.#newCall();
    if (this.#isDisposing) return this.#end(call, 'invalid-state');
    if (aborted) return this.#end(call, 'aborted');
    if (this.#session !== undefined) this.#run(this.#session, call, 'ping', LIMITS.connectTimeout);
    else this.#probe(call);
    return call;
  }

  run(kind: 'operation' | 'metadata', aborted = false): number {
    const call = this.#newCall();
    if (this.#session === undefined) return this.#end(call, 'invalid-state');
    if (aborted) return this.#end(call, 'aborted');
    this.#run(this.#session, call, kind, kind === 'metadata' ? LIMITS.connectTimeout : LIMITS.commandTimeout);
    return call;
  }

  dispose(): number {
    const call = this.#newCall();
    if (this.state === 'Disposed') return this.#end(call, 'success');
    this.#disposers.add(call);
    if (this.#isDisposing) return call;
    this.#isDisposing = true;
    for (const abandon of [...this.#probes]) abandon();
    const finish = (): void =>
      this.#temporary.whenEmpty(() =>
        this.#discarded.whenEmpty(() => {
          this.#become('Disposed');
          for (const disposer of this.#disposers) this.#end(disposer, 'success');
        }),
      );
    const closing = this.close();
    this.#when(closing, finish);
    return call;
  }

  /** The caller's signal fires. */
  abort(call: number): void {
    if (this.outcomes[call] !== 'pending') return;
    if (this.#closing?.waiting.has(call)) this.#hurryClosing();
    else if (this.#attempt?.waiting.delete(call)) {
      this.#end(call, 'aborted');
      if (this.#attempt.waiting.size === 0) this.#endAttempt('Broken', 'aborted');
    } else if (!this.#disposers.has(call)) this.#aborts.get(call)?.();
  }

  /** The driver says by itself that its connection is gone. */
  lose(driver: number): void {
    if (this.#session?.driver === driver) this.#break(this.#session);
  }

  // ---- time ------------------------------------------------------------------------------------------------

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

  #after(milliseconds: number, fire: () => void): void {
    this.#timers.push({ at: this.#now + milliseconds, fire });
  }

  // ---- opening ---------------------------------------------------------------------------------------------

  #startAttempt(): void {
    const attempt: Attempt = { waiting: new Set() };
    const isCurrent = (): boolean => this.#attempt === attempt;
    this.#attempt = attempt;
    this.#become('Opening');
    this.#driverCall('open', (outcome) => {
      if (outcome !== 'success') {
        if (isCurrent()) this.#endAttempt('Broken', opening(outcome));
        return;
      }
      const driver = this.#newDriver();
      if (!isCurrent()) return this.#discard(driver);
      this.#session = { driver, running: 0, waiting: new Set(), onDrained: undefined };
      this.#endAttempt('Open', 'success');
    });
    this.#after(LIMITS.connectTimeout, () => {
      if (isCurrent()) this.#endAttempt('Broken', 'timeout');
    });
  }

  #endAttempt(state: ConnectionState, outcome: Outcome): void {
    const attempt = this.#attempt;
    this.#attempt = undefined;
    this.#become(state);
    for (const call of attempt?.waiting ?? []) this.#end(call, outcome);
  }

  // ---- closing ---------------------------------------------------------------------------------------------

  #startClosing(call: number): void {
    const closing: Closing = { waiting: new Set([call]), hurry: () => undefined, hurried: false };
    const session = this.#session;
    this.#closing = closing;
    this.#session = undefined;
    if (this.#attempt === undefined) this.#become('Closing');
    else this.#endAttempt('Closing', 'aborted');
    const finish = (outcome: Outcome): void => {
      this.#cuttable(
        closing,
        (proceed) => this.#discarded.whenEmpty(proceed),
        () => {
          this.#closing = undefined;
          this.#become(outcome === 'success' ? 'Closed' : 'Broken');
          for (const waiting of closing.waiting) this.#end(waiting, outcome);
        },
      );
    };
    if (session === undefined) {
      finish('success');
      return;
    }
    this.#cuttable(
      closing,
      (proceed) => {
        if (session.running === 0) return proceed();
        session.onDrained = proceed;
        this.#after(LIMITS.commandTimeout, proceed);
      },
      () => {
        for (const waiting of session.waiting) this.#end(waiting, 'aborted');
        this.#closeDriver(session.driver, finish);
      },
    );
  }

  /** A wait of `close` that its signal cuts short. */
  #cuttable(closing: Closing, wait: (proceed: () => void) => void, next: () => void): void {
    let waiting = true;
    const proceed = (): void => {
      if (!waiting) return;
      waiting = false;
      closing.hurry = () => undefined;
      next();
    };
    closing.hurry = proceed;
    if (closing.hurried) proceed();
    else wait(proceed);
  }

  #hurryClosing(): void {
    if (this.#closing === undefined) return;
    this.#closing.hurried = true;
    this.#closing.hurry();
  }

  #closeDriver(driver: number, done: (outcome: Outcome) => void): void {
    let waiting = true;
    const end = (outcome: Outcome): void => {
      if (!waiting) return;
      waiting = false;
      done(outcome);
    };
    this.closes[driver] = (this.closes[driver] ?? 0) + 1;
    this.#driverCall('close', (outcome) => end(outcome === 'success' ? 'success' : CODES[outcome]));
    this.#after(LIMITS.connectTimeout, () => end('timeout'));
  }

  #discard(driver: number): void {
    this.#discarded.enter();
    this.#closeDriver(driver, () => this.#discarded.leave());
  }

  // ---- using -----------------------------------------------------------------------------------------------

  #run(session: Session, call: number, kind: 'ping' | 'metadata' | 'operation', timeout: number): void {
    session.running += 1;
    session.waiting.add(call);
    if (this.state === 'Open') this.#become('Executing');
    const end = (outcome: Outcome): void => {
      session.waiting.delete(call);
      this.#end(call, outcome);
    };
    this.#driverCall(kind, (outcome) => {
      end(outcome === 'success' ? 'success' : CODES[outcome]);
      if (outcome === 'connectionLost' && this.#session === session) this.#break(session);
      session.running -= 1;
      if (session.running > 0) return;
      if (this.#session === session) this.#become('Open');
      session.onDrained?.();
    });
    this.#aborts.set(call, () => end('aborted'));
    this.#after(timeout, () => end('timeout'));
  }

  #break(session: Session): void {
    this.#session = undefined;
    this.#become('Broken');
    for (const call of session.waiting) this.#end(call, 'connection-lost');
    this.#discard(session.driver);
  }

  /** A test on a driver of its own; it lasts until that driver is closed. */
  #probe(call: number): void {
    let driver: number | undefined;
    let over = false;
    const giveUp = (outcome: Outcome): void => {
      if (over) return;
      over = true;
      this.#probes.delete(abandon);
      this.#end(call, outcome);
      closeOwn(() => undefined);
    };
    const closeOwn = (done: (outcome: Outcome) => void): void => {
      if (driver === undefined) return;
      this.#temporary.enter();
      this.#closeDriver(driver, (outcome) => {
        done(outcome === 'connection-lost' ? 'transient' : outcome);
        this.#temporary.leave();
      });
      driver = undefined;
    };
    const abandon = (): void => giveUp('aborted');
    this.#probes.add(abandon);
    this.#aborts.set(call, abandon);
    this.#driverCall('open', (outcome) => {
      if (outcome !== 'success') return giveUp(opening(outcome));
      const opened = this.#newDriver();
      if (over) return this.#discard(opened);
      driver = opened;
      this.#driverCall('ping', (pinged) =>
        closeOwn((closed) => giveUp(pinged === 'success' ? closed : opening(pinged))),
      );
    });
    this.#after(LIMITS.connectTimeout, () => giveUp('timeout'));
  }

  // ---- book-keeping ----------------------------------------------------------------------------------------

  readonly #aborts = new Map<number, () => void>();
  readonly #onEnd = new Map<number, () => void>();

  #newCall(): number {
    return this.outcomes.push('pending') - 1;
  }

  #newDriver(): number {
    this.closes[this.opened] = 0;
    this.opened += 1;
    return this.opened - 1;
  }

  #driverCall(kind: FakeCallKind, end: (outcome: DriverOutcome) => void): void {
    this.driverCalls.push({ kind, end });
  }

  #end(call: number, outcome: Outcome): number {
    if (this.outcomes[call] !== 'pending') return call;
    this.outcomes[call] = outcome;
    this.#onEnd.get(call)?.();
    return call;
  }

  #when(call: number, action: () => void): void {
    if (this.outcomes[call] === 'pending') this.#onEnd.set(call, action);
    else action();
  }

  #become(state: ConnectionState): void {
    if (!canTransition(this.state, state)) throw new Error(`The model went from ${this.state} to ${state}`);
    this.state = state;
    this.history.push(state);
  }
}
