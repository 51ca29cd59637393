import { boundedWait, isThenable } from './bounded-wait.ts';
import type { Clock } from './clock.ts';
import { DriverCall } from './driver-call.ts';
import { Ending, WaitEnded } from './ending.ts';
import { isInstance } from './errors.ts';
import type { DriverContext } from './external-connection.ts';
import { retryTransient } from './retry.ts';

/** Work for a driver. */
export type Operation<TDriver, T> = (driver: TDriver, context: DriverContext) => T | Promise<T>;

/** What a session tells the connection, at once. */
export interface SessionEvents {
  /** The first of several operations starts. */
  busy(): void;
  /** The last of them has ended. */
  idle(): void;
  /** An operation failed, whether or not somebody still waits for it. */
  failed(error: unknown): void;
}

/** How long one run may take, and how often it is tried. */
export interface RunLimits {
  /** Milliseconds, may be infinite. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  /** Tries after the first. */
  readonly retries?: number;
  readonly isTransient?: (error: unknown) => boolean;
}

/** One driver from its opening to its closing, and what runs on it. */
export class Session<TDriver> {
  readonly driver: TDriver;
  readonly #clock: Clock;
  readonly #events: SessionEvents;
  readonly #ending = new Ending();
  #running = 0;
  #onDrained: (() => void) | undefined;

  constructor(driver: TDriver, clock: Clock, events: SessionEvents) {
    this.driver = driver;
    this.#clock = clock;
    this.#events = events;
  }

  /** Runs an operation within its limits; rejects with `WaitEnded` too when the session ends meanwhile. */
  async run<T>(operation: Operation<TDriver, T>, limits: RunLimits): Promise<T> {
    const { timeout, signal, retries = 0, isTransient = () => false } = limits;
    const clock = this.#clock;
    const deadline = clock.now() + timeout;
    let thrown: unknown;
    const once = (until: Ending): T | Promise<T> =>
      this.#count(operation, new DriverCall(until, clock, deadline), (error) => {
        thrown = error;
      });
    const work = (until: Ending): T | Promise<T> =>
      retries === 0
        ? once(until)
        : retryTransient(async () => once(until), { clock, retries, deadline, until, isTransient });
    try {
      return await boundedWait(work, { clock, timeout, signal, until: this.#ending });
    } catch (error) {
      // Whose own error has ended the session hears that error.
      throw isInstance(error, WaitEnded) && thrown !== undefined && error.cause === thrown ? thrown : error;
    }
  }

  get isIdle(): boolean {
    return this.#running === 0;
  }

  /** Settles when all that runs has settled; never rejects. */
  drained(): Promise<void> {
    if (this.isIdle) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onDrained = resolve;
    });
  }

  /** Ends every wait and tells what still runs to stop. Nothing may run on it afterwards. */
  end(code: WaitEnded['code'], message: string, options?: ErrorOptions): void {
    if (this.#ending.isAwaited) this.#ending.end(new WaitEnded(code, message, options));
  }

  /** Counts an operation from before it starts until it settles, even where its caller has stopped waiting. */
  #count<T>(
    operation: Operation<TDriver, T>,
    context: DriverContext,
    onError: (error: unknown) => void,
  ): T | Promise<T> {
    const failed = (error: unknown): void => {
      onError(error);
      this.#events.failed(error);
      this.#finished();
    };
    this.#running += 1;
    if (this.#running === 1) this.#events.busy();
    let outcome: T | Promise<T>;
    try {
      outcome = operation(this.driver, context);
      if (isThenable(outcome)) {
        const running = Promise.resolve(outcome);
        running.then(() => this.#finished(), failed);
        return running;
      }
    } catch (error) {
      failed(error);
      throw error;
    }
    this.#finished();
    return outcome;
  }

  #finished(): void {
    this.#running -= 1;
    if (this.#running > 0) return;
    this.#events.idle();
    this.#onDrained?.();
  }
}
