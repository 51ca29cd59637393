import type { Clock } from './clock.ts';
import type { Ending } from './ending.ts';
import type { DriverContext } from './external-connection.ts';

/** What one call into the driver has to know; worked out when it asks. */
export class DriverCall implements DriverContext {
  readonly #ended: Ending;
  readonly #clock: Clock;
  readonly #deadline: number;

  /** @param deadline - on the clock, may be infinite. */
  constructor(ended: Ending, clock: Clock, deadline: number) {
    this.#ended = ended;
    this.#clock = clock;
    this.#deadline = deadline;
  }

  get timeout(): number | undefined {
    if (this.#deadline === Number.POSITIVE_INFINITY) return undefined;
    // 0 means 'no limit' to many drivers.
    return Math.max(1, this.#deadline - this.#clock.now());
  }

  get signal(): AbortSignal {
    return this.#ended.signal;
  }
}
