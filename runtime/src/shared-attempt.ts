import { boundedWait, WaitEnded } from './bounded-wait.ts';
import type { Clock } from './clock.ts';

/**
 * One attempt that several callers wait for. A caller whose signal fires leaves alone; when the last one has
 * left, nobody wants the outcome, and the attempt is aborted.
 */
export class SharedAttempt<T> {
  readonly #controller = new AbortController();
  readonly #clock: Clock;
  #waiting = 0;
  /** Settles when the attempt has ended, however it ended. */
  readonly outcome: Promise<T>;

  constructor(clock: Clock, attempt: (signal: AbortSignal) => Promise<T>) {
    this.#clock = clock;
    this.outcome = attempt(this.#controller.signal);
    // Whoever joined sees the rejection; an attempt that everybody left must not crash the process.
    this.outcome.catch(() => undefined);
  }

  /** Waits for the outcome; rejects with `WaitEnded` when the signal fires first. */
  async join(signal: AbortSignal | undefined): Promise<T> {
    this.#waiting += 1;
    try {
      return await boundedWait(() => this.outcome, { clock: this.#clock, signal });
    } finally {
      this.#waiting -= 1;
      if (this.#waiting === 0) this.abort('Nobody waits for the connection any more');
    }
  }

  abort(message: string): void {
    this.#controller.abort(new WaitEnded('aborted', message));
  }
}
