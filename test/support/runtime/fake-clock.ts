import type { Clock } from '../../../runtime/src/clock.ts';

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  #now = 0;
  #scheduled = 0;
  readonly #timers = new Set<Timer>();

  now(): number {
    return this.#now;
  }

  /** Timers that wait; none may be left when everything has settled. */
  get waiting(): number {
    return this.#timers.size;
  }

  schedule(callback: () => void, milliseconds: number): () => void {
    const timer = { at: this.#now + Math.max(milliseconds, 0), order: this.#scheduled, callback };
    this.#scheduled += 1;
    this.#timers.add(timer);
    return () => {
      this.#timers.delete(timer);
    };
  }

  /** Lets the time pass: one timer after the other, with everything that follows from each. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    // Who has just begun to wait sets its timer a moment later.
    await settled();
    for (let timer = this.#next(end); timer !== undefined; timer = this.#next(end)) {
      this.#now = timer.at;
      this.#timers.delete(timer);
      timer.callback();
      await settled();
    }
    this.#now = end;
  }

  #next(end: number): Timer | undefined {
    return [...this.#timers]
      .filter((timer) => timer.at <= end)
      .sort((a, b) => a.at - b.at || a.order - b.order)[0];
  }
}

/** Waits until all promises that can settle without time passing have settled. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
