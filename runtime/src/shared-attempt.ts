import { abortedByCaller } from './bounded-wait.ts';
import { Ending } from './ending.ts';

interface AttemptFailure {
  readonly thrown: unknown;
}

type Settle = (failure?: AttemptFailure) => void;

/**
 * One attempt that several callers wait for. A caller whose signal fires leaves alone; when the last one has left,
 * nobody wants the outcome any more, and `onAbandoned` is called.
 *
 * Callers are settled in the very moment the outcome is told: no signal can come between that and the change of
 * state that goes with it, so nobody hears 'aborted' about a connection that is open.
 */
export class SharedAttempt {
  /** Ends the attempt itself. */
  readonly ending = new Ending();
  readonly #onAbandoned: () => void;
  readonly #waiting = new Set<Settle>();
  #failure: AttemptFailure | undefined;

  constructor(onAbandoned: () => void) {
    this.#onAbandoned = onAbandoned;
  }

  /** Waits for the outcome; rejects with `WaitEnded` when the signal fires first. */
  join(signal: AbortSignal | undefined): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const settle: Settle = (failure) => {
        signal?.removeEventListener('abort', leave);
        if (failure === undefined) resolve();
        else reject(failure.thrown);
      };
      const leave = (): void => {
        this.#waiting.delete(settle);
        reject(abortedByCaller());
        if (this.#waiting.size === 0) this.#onAbandoned();
      };
      // A driver that calls back may have ended the attempt before anybody could join it.
      if (this.#failure !== undefined) return settle(this.#failure);
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.add(settle);
    });
  }

  succeed(): void {
    for (const settle of this.#waiting) settle();
  }

  fail(thrown: unknown): void {
    this.#failure = { thrown };
    for (const settle of this.#waiting) settle(this.#failure);
  }
}
