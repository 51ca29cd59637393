import type { Clock } from './clock.ts';
import { Ending, WaitEnded } from './ending.ts';

/** Calls back a microtask later; `queueMicrotask` makes an object for asynchronous hooks, too. */
const SETTLED = Promise.resolve();

/** What ends a wait early. */
export interface WaitLimits<T> {
  readonly clock: Clock;
  /** Milliseconds; no limit when absent or infinite. */
  readonly timeout?: number;
  /** The caller's. */
  readonly signal?: AbortSignal | undefined;
  /** The connection layer's own. */
  readonly until?: Ending | undefined;
  /** Receives what the work produced after the wait had ended, to release it. */
  readonly onLate?: (value: T) => void;
}

/**
 * Waits for work no longer than its limits allow. The work is told by its own `Ending`; the wait does not depend on
 * the work listening. Where a limit is reached beforehand the work does not start.
 */
export function boundedWait<T>(work: (ended: Ending) => T | Promise<T>, limits: WaitLimits<T>): Promise<T> {
  const reached = limitReached(limits);
  return reached === undefined ? new Wait(limits).startWith(work) : Promise.reject(reached);
}

/** The reason with which a wait ends when the caller's signal fires; what the caller gave the signal stays out of it. */
export function abortedByCaller(): WaitEnded {
  return new WaitEnded('aborted', 'The caller aborted the operation');
}

function limitReached({ timeout, signal, until }: WaitLimits<never>): WaitEnded | undefined {
  if (until?.reason !== undefined) return until.reason;
  if (signal?.aborted === true) return abortedByCaller();
  return timeout !== undefined && timeout <= 0 ? timedOut(timeout) : undefined;
}

/** One wait, and what its work is told by. */
class Wait<T> extends Ending {
  readonly #limits: WaitLimits<T>;
  readonly #deadline: number;
  readonly #endEarly: (reason: WaitEnded) => void;
  readonly #onAbort: (() => void) | undefined;
  #isOver = false;
  #reject: ((reason: WaitEnded) => void) | undefined;
  #cancelTimer: (() => void) | undefined;

  constructor(limits: WaitLimits<T>) {
    super();
    const { clock, timeout = Number.POSITIVE_INFINITY, signal, until } = limits;
    this.#limits = limits;
    this.#deadline = timeout === Number.POSITIVE_INFINITY ? timeout : clock.now() + timeout;
    this.#endEarly = (reason) => {
      this.#leave();
      this.end(reason);
      this.#reject?.(reason);
    };
    until?.onEnd(this.#endEarly);
    if (signal === undefined) return;
    this.#onAbort = () => this.#endEarly(abortedByCaller());
    signal.addEventListener('abort', this.#onAbort, { once: true });
  }

  startWith(work: (ended: Ending) => T | Promise<T>): Promise<T> {
    let outcome: T | Promise<T>;
    try {
      outcome = work(this);
      if (isThenable(outcome)) return this.#follow(outcome);
    } catch (error) {
      return Promise.reject(this.#leave() ? error : this.reason);
    }
    if (this.#leave()) return Promise.resolve(outcome);
    this.#limits.onLate?.(outcome);
    return Promise.reject(this.reason);
  }

  #follow(outcome: PromiseLike<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      // What the work itself set off may have ended the wait.
      if (this.#isOver) reject(this.reason);
      this.#reject = reject;
      Promise.resolve(outcome).then(
        (value) => (this.#leave() ? resolve(value) : this.#limits.onLate?.(value)),
        (error: unknown) => (this.#leave() ? reject(error) : undefined),
      );
      // A timer costs more than the wait for a driver that answers at once, as those in this process do.
      if (this.#deadline !== Number.POSITIVE_INFINITY) SETTLED.then(() => this.#startTimer());
    });
  }

  #startTimer(): void {
    if (this.#isOver) return;
    const { clock, timeout = 0 } = this.#limits;
    const onTime = (): void => this.#endEarly(timedOut(timeout));
    this.#cancelTimer = clock.schedule(onTime, this.#deadline - clock.now());
  }

  /** False where the wait was over before. */
  #leave(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    this.#limits.until?.forget(this.#endEarly);
    if (this.#onAbort !== undefined) this.#limits.signal?.removeEventListener('abort', this.#onAbort);
    this.#cancelTimer?.();
    return true;
  }
}

/** Whether a value is a promise, of whatever make. */
export function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    'then' in value &&
    typeof value.then === 'function'
  );
}

function timedOut(milliseconds: number): WaitEnded {
  return new WaitEnded('timeout', `No answer within ${Math.max(0, Math.round(milliseconds))} ms`);
}
