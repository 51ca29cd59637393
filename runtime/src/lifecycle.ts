import { abortedByCaller, boundedWait } from './bounded-wait.ts';
import type { Clock } from './clock.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import type { ConnectionState } from './connection-state.ts';
import type { ConnectionStateHolder } from './connection-state-holder.ts';
import { type DriverHooks, Drivers } from './drivers.ts';
import { Ending, WaitEnded } from './ending.ts';
import { InvalidStateError, isInstance } from './errors.ts';
import { type Operation, type RunLimits, Session } from './session.ts';
import { SharedAttempt } from './shared-attempt.ts';

/** A close that several callers wait for. */
interface Closing {
  /** Ends what it waits for before it closes the driver. */
  readonly hurry: Ending;
  readonly done: Promise<void>;
}

/**
 * The rules of every connection's life. State, attempt and session change together, before anything that is not ours
 * runs: wherever a driver, an operation or a signal's listener calls back in, it finds them in agreement. There is
 * an attempt in `Opening` only, a session in `Open` and `Executing` only, a closing in `Closing` only.
 *
 * Methods reject with what the driver threw or with `WaitEnded`, and throw `InvalidStateError`.
 */
export class Lifecycle<TDriver> {
  readonly #states: ConnectionStateHolder;
  readonly #hooks: DriverHooks<TDriver>;
  readonly #limits: ConnectionLimits;
  readonly #clock: Clock;
  readonly #drivers: Drivers<TDriver>;
  /** Ends tests that run on a driver of their own. */
  readonly #disposal = new Ending();
  #attempt: SharedAttempt | undefined;
  #session: Session<TDriver> | undefined;
  #closing: Closing | undefined;
  #disposing: Promise<void> | undefined;

  constructor(
    states: ConnectionStateHolder,
    hooks: DriverHooks<TDriver>,
    limits: ConnectionLimits,
    clock: Clock,
  ) {
    this.#states = states;
    this.#hooks = hooks;
    this.#limits = limits;
    this.#clock = clock;
    this.#drivers = new Drivers(hooks, limits, clock);
  }

  /** Whether there is a driver to run operations on. */
  get isOpen(): boolean {
    return this.#session !== undefined;
  }

  open(signal: AbortSignal | undefined): Promise<void> {
    this.#refuseToOpen();
    if (signal?.aborted === true) throw abortedByCaller();
    const attempt = this.#attempt ?? this.#startAttempt();
    return attempt.join(signal);
  }

  /** The signal cuts short whatever the closing waits for, for all who wait for it. */
  close(signal: AbortSignal | undefined): Promise<void> {
    const state = this.#states.current;
    if (state === 'Created') this.#become('Closed');
    // What a broken connection has left behind is `dispose`'s to wait for.
    const isOver = state === 'Broken' && this.#disposing !== undefined;
    if (isOver || state === 'Created' || state === 'Closed' || state === 'Disposed') return Promise.resolve();
    const closing = this.#closing ?? this.#startClosing();
    if (signal === undefined) return closing.done;
    const hurry = (): void => closing.hurry.end(abortedByCaller());
    if (signal.aborted) hurry();
    signal.addEventListener('abort', hurry, { once: true });
    return closing.done.finally(() => signal.removeEventListener('abort', hurry));
  }

  /** Pings the open driver, else a temporary one. */
  async test(ping: Operation<TDriver, void>, signal: AbortSignal | undefined): Promise<void> {
    if (this.#disposing !== undefined) throw new InvalidStateError('Connection is disposed');
    const limits = { timeout: this.#limits.connectTimeout, signal };
    if (this.#session !== undefined) return this.#session.run(ping, limits);
    return boundedWait((ended) => this.#drivers.useTemporary(ended, ping), {
      ...limits,
      clock: this.#clock,
      until: this.#disposal,
    });
  }

  /** Runs an operation on the open driver; the refusal says why there is none. */
  run<T>(operation: Operation<TDriver, T>, limits: RunLimits, refusal: string): Promise<T> {
    if (this.#session === undefined) throw new InvalidStateError(refusal);
    return this.#session.run(operation, limits);
  }

  /** The driver's connection is gone, says the driver. */
  lose(driver: TDriver, error: unknown): void {
    if (this.#session?.driver === driver) this.#break(this.#session, error);
  }

  dispose(): Promise<void> {
    // A microtask later: what it sets off may call back in, and must find it begun.
    this.#disposing ??= Promise.resolve().then(() => this.#dispose());
    return this.#disposing;
  }

  /** The one place where the state changes. */
  #become(to: ConnectionState): void {
    this.#states.become(to);
  }

  #refuseToOpen(): void {
    if (this.#disposing !== undefined) throw new InvalidStateError('Connection is disposed');
    if (this.#closing !== undefined) throw new InvalidStateError('Connection is closing');
    if (this.#session !== undefined) throw new InvalidStateError('Connection is already open');
  }

  #startAttempt(): SharedAttempt {
    const attempt = new SharedAttempt(() =>
      this.#giveUp(attempt, new WaitEnded('aborted', 'Nobody waits for the connection any more')),
    );
    this.#attempt = attempt;
    this.#become('Opening');
    this.#drivers.open(attempt.ending).then(
      (driver) => this.#opened(attempt, driver),
      (error: unknown) => this.#giveUp(attempt, error),
    );
    return attempt;
  }

  #opened(attempt: SharedAttempt, driver: TDriver): void {
    if (this.#attempt !== attempt) {
      // Given up in the very moment it succeeded.
      this.#drivers.discard(driver);
      return;
    }
    this.#attempt = undefined;
    this.#session = this.#startSession(driver);
    this.#become('Open');
    attempt.succeed();
  }

  #giveUp(attempt: SharedAttempt, reason: unknown): void {
    if (this.#attempt !== attempt) return;
    this.#attempt = undefined;
    this.#become('Broken');
    endAttempt(attempt, reason);
  }

  #startSession(driver: TDriver): Session<TDriver> {
    const session: Session<TDriver> = new Session(driver, this.#clock, {
      busy: () => {
        if (this.#session === session) this.#become('Executing');
      },
      idle: () => {
        if (this.#session === session) this.#become('Open');
      },
      failed: (error) => {
        if (this.#hooks.classify(error) === 'connectionLost') this.#break(session, error);
      },
    });
    return session;
  }

  /** Ends everything that runs on a dead connection: it might wait for ever where no timeout is configured. */
  #break(session: Session<TDriver>, cause: unknown): void {
    if (this.#session !== session) return;
    this.#session = undefined;
    this.#become('Broken');
    session.end('connection-lost', 'The connection was lost', { cause });
    this.#drivers.discard(session.driver);
  }

  #startClosing(): Closing {
    const attempt = this.#attempt;
    const session = this.#session;
    const hurry = new Ending();
    this.#attempt = undefined;
    this.#session = undefined;
    this.#become('Closing');
    const closing = { hurry, done: this.#finishClosing(session, hurry) };
    this.#closing = closing;
    if (attempt !== undefined) endAttempt(attempt, new WaitEnded('aborted', 'The connection was closed'));
    return closing;
  }

  async #finishClosing(session: Session<TDriver> | undefined, hurry: Ending): Promise<void> {
    let state: ConnectionState = 'Broken';
    try {
      if (session !== undefined) await this.#closeSession(session, hurry);
      state = 'Closed';
    } finally {
      // Always a moment: who starts the closing must have noted it before it is over.
      await (this.#drivers.areClosed ? undefined : this.#leftOver(hurry));
      this.#closing = undefined;
      this.#become(state);
    }
  }

  /** Waits for drivers that were given up before. */
  #leftOver(hurry: Ending): Promise<void> {
    const limits = { clock: this.#clock, until: hurry };
    return boundedWait(() => this.#drivers.closed(), limits).catch(() => undefined);
  }

  /** Waits for what runs; then tells the rest to stop, and closes the driver under it. */
  #closeSession(session: Session<TDriver>, hurry: Ending): Promise<void> {
    if (session.isIdle) return this.#endSession(session);
    const limits = { clock: this.#clock, timeout: this.#limits.drainTimeout, until: hurry };
    const drained = boundedWait(() => session.drained(), limits).catch(() => undefined);
    return drained.then(() => this.#endSession(session));
  }

  #endSession(session: Session<TDriver>): Promise<void> {
    session.end('aborted', 'The connection was closed');
    return this.#drivers.close(session.driver);
  }

  async #dispose(): Promise<void> {
    if (this.#disposal.isAwaited) {
      this.#disposal.end(new WaitEnded('aborted', 'The connection was disposed'));
    }
    await this.close(undefined).catch(() => undefined);
    await this.#drivers.unused();
    this.#become('Disposed');
  }
}

function endAttempt(attempt: SharedAttempt, reason: unknown): void {
  attempt.fail(reason);
  if (isInstance(reason, WaitEnded)) attempt.ending.end(reason);
}
