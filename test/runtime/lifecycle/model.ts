import type { ConnectionState } from '../../../runtime/src/connection-state.ts';
import { CODES, LIMITS, ModelBooks, type Outcome, opening } from './model-books.ts';
import { probe } from './model-probe.ts';

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

/**
 * What a connection must do, said once more in the plainest way: no promises, every consequence at once.
 * Numbers stand for calls and drivers.
 */
export class Model extends ModelBooks {
  #attempt: Attempt | undefined;
  #session: Session | undefined;
  #closing: Closing | undefined;
  #isDisposing = false;
  readonly #disposers = new Set<number>();
  /** What abandons each test on a driver of its own. */
  readonly #probes: (() => void)[] = [];

  // ---- what callers do -------------------------------------------------------------------------------------

  open(aborted = false): number {
    const call = this.newCall();
    if (this.#isDisposing || this.state === 'Closing' || this.#session !== undefined) {
      return this.end(call, 'invalid-state');
    }
    if (aborted) return this.end(call, 'aborted');
    if (this.#attempt === undefined) this.#startAttempt();
    this.#attempt?.waiting.add(call);
    return call;
  }

  close(aborted = false): number {
    const call = this.newCall();
    if (this.state === 'Created') this.become('Closed');
    const isOver = this.state === 'Broken' && this.#isDisposing;
    if (isOver || this.state === 'Closed' || this.state === 'Disposed') return this.end(call, 'success');
    if (this.#closing === undefined) this.#startClosing(call);
    else this.#closing.waiting.add(call);
    if (aborted) this.#hurryClosing();
    return call;
  }

  test(aborted = false): number {
    const call = this.newCall();
    if (this.#isDisposing) return this.end(call, 'invalid-state');
    if (aborted) return this.end(call, 'aborted');
    if (this.#session !== undefined) this.#run(this.#session, call, 'ping', LIMITS.connectTimeout);
    else this.#probes.push(probe(this, call));
    return call;
  }

  run(kind: 'operation' | 'metadata', aborted = false): number {
    const call = this.newCall();
    if (this.#session === undefined) return this.end(call, 'invalid-state');
    if (aborted) return this.end(call, 'aborted');
    this.#run(this.#session, call, kind, LIMITS.commandTimeout);
    return call;
  }

  dispose(): number {
    const call = this.newCall();
    if (this.state === 'Disposed') return this.end(call, 'success');
    this.#disposers.add(call);
    if (this.#isDisposing) return call;
    this.#isDisposing = true;
    for (const abandon of this.#probes) abandon();
    const finish = (): void =>
      this.temporary.whenEmpty(() =>
        this.discarded.whenEmpty(() => {
          this.become('Disposed');
          for (const disposer of this.#disposers) this.end(disposer, 'success');
        }),
      );
    const closing = this.close();
    this.when(closing, finish);
    return call;
  }

  /** The caller's signal fires. */
  abort(call: number): void {
    if (this.outcomes[call] !== 'pending') return;
    if (this.#closing?.waiting.has(call)) this.#hurryClosing();
    else if (this.#attempt?.waiting.delete(call)) {
      this.end(call, 'aborted');
      if (this.#attempt.waiting.size === 0) this.#endAttempt('Broken', 'aborted');
    } else if (!this.#disposers.has(call)) this.aborts.get(call)?.();
  }

  /** The driver says by itself that its connection is gone. */
  lose(driver: number): void {
    if (this.#session?.driver === driver) this.#break(this.#session);
  }

  // ---- opening ---------------------------------------------------------------------------------------------

  #startAttempt(): void {
    const attempt: Attempt = { waiting: new Set() };
    const isCurrent = (): boolean => this.#attempt === attempt;
    this.#attempt = attempt;
    this.become('Opening');
    this.driverCall('open', (outcome) => {
      if (outcome !== 'success') {
        if (isCurrent()) this.#endAttempt('Broken', opening(outcome));
        return;
      }
      const driver = this.newDriver();
      if (!isCurrent()) return this.discard(driver);
      this.#session = { driver, running: 0, waiting: new Set(), onDrained: undefined };
      this.#endAttempt('Open', 'success');
    });
    this.after(LIMITS.connectTimeout, () => {
      if (isCurrent()) this.#endAttempt('Broken', 'timeout');
    });
  }

  #endAttempt(state: ConnectionState, outcome: Outcome): void {
    const attempt = this.#attempt;
    this.#attempt = undefined;
    this.become(state);
    for (const call of attempt?.waiting ?? []) this.end(call, outcome);
  }

  // ---- closing ---------------------------------------------------------------------------------------------

  #startClosing(call: number): void {
    const closing: Closing = { waiting: new Set([call]), hurry: () => undefined, hurried: false };
    const session = this.#session;
    this.#closing = closing;
    this.#session = undefined;
    if (this.#attempt === undefined) this.become('Closing');
    else this.#endAttempt('Closing', 'aborted');
    const finish = (outcome: Outcome): void => {
      this.#cuttable(
        closing,
        (proceed) => this.discarded.whenEmpty(proceed),
        () => {
          this.#closing = undefined;
          this.become(outcome === 'success' ? 'Closed' : 'Broken');
          for (const waiting of closing.waiting) this.end(waiting, outcome);
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
        this.after(LIMITS.commandTimeout, proceed);
      },
      () => {
        for (const waiting of session.waiting) this.end(waiting, 'aborted');
        this.closeDriver(session.driver, finish);
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

  // ---- using -----------------------------------------------------------------------------------------------

  #run(session: Session, call: number, kind: 'ping' | 'metadata' | 'operation', timeout: number): void {
    session.running += 1;
    session.waiting.add(call);
    if (this.state === 'Open') this.become('Executing');
    const end = (outcome: Outcome): void => {
      session.waiting.delete(call);
      this.end(call, outcome);
    };
    this.driverCall(kind, (outcome) => {
      end(outcome === 'success' ? 'success' : CODES[outcome]);
      if (outcome === 'connectionLost' && this.#session === session) this.#break(session);
      session.running -= 1;
      if (session.running > 0) return;
      if (this.#session === session) this.become('Open');
      session.onDrained?.();
    });
    this.aborts.set(call, () => end('aborted'));
    this.after(timeout, () => end('timeout'));
  }

  #break(session: Session): void {
    this.#session = undefined;
    this.become('Broken');
    for (const call of session.waiting) this.end(call, 'connection-lost');
    this.discard(session.driver);
  }
}
