import type { Ending } from './ending.ts';
import type { DriverContext } from './external-connection.ts';

/** What one call into the driver has to know. */
export class DriverCall implements DriverContext {
  readonly timeout: number | undefined;
  readonly #ended: Ending;

  /** @param timeLeft - milliseconds, may be infinite. */
  constructor(ended: Ending, timeLeft: number) {
    this.#ended = ended;
    // 0 means 'no limit' to many drivers.
    this.timeout = Number.isFinite(timeLeft) ? Math.max(1, timeLeft) : undefined;
  }

  get signal(): AbortSignal {
    return this.#ended.signal;
  }
}
