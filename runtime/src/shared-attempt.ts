import { abortedByCaller } from './bounded-wait.ts';
import { Ending } from './ending.ts';

type Settle = (failure?: { readonly thrown: unknown }) => void;

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

  constructor(onAbandoned: () => void) {
    this.#onAbandoned = onAbandoned;
  }

  /** Waits for the outcome; rejects with `WaitEnded` when the signal fires first. To be joined before it is told. */
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
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.add(settle);
    });
  }

  succeed(): void {
    for (const settle of this.#waiting) settle();
  }

  fail(thrown: unknown): void {
    for (const settle of this.#waiting) settle({ thrown });
  }
}
