import { boundedWait, type WaitLimits } from './bounded-wait.ts';
import type { Clock } from './clock.ts';

/** Lets so many through at once; the others wait in line. */
export class Gate {
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();
  #free: number;

  constructor(clock: Clock, places: number) {
    this.#clock = clock;
    this.#free = places;
  }

  /** Takes a place; rejects with `WaitEnded`. */
  enter(limits: Omit<WaitLimits<void>, 'clock' | 'onLate'>): Promise<void> {
    return boundedWait<void>(
      (ended) => {
        if (this.#free > 0) {
          this.#free -= 1;
          return;
        }
        return new Promise<void>((pass) => {
          this.#waiting.add(pass);
          ended.onEnd(() => this.#waiting.delete(pass));
        });
      },
      { ...limits, clock: this.#clock, onLate: () => this.leave() },
    );
  }

  /** Gives a place to who waits longest. */
  leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
