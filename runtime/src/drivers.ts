import { boundedWait } from './bounded-wait.ts';
import type { Clock } from './clock.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import { DriverCall } from './driver-call.ts';
import type { Ending } from './ending.ts';
import type { ErrorClass } from './errors.ts';
import type { DriverContext } from './external-connection.ts';
import { PendingWork } from './pending-work.ts';
import { retryTransient } from './retry.ts';
import type { Operation } from './session.ts';

/** What a provider has written for its driver, and what its errors mean. */
export interface DriverHooks<TDriver> {
  open(context: DriverContext): Promise<TDriver>;
  close(driver: TDriver): Promise<void>;
  classify(error: unknown): ErrorClass;
}

/**
 * Opens and closes native drivers within the limits, and sees to it that each one that was opened is closed once:
 * also the one that arrives when nobody waits for it any more.
 */
export class Drivers<TDriver> {
  readonly #hooks: DriverHooks<TDriver>;
  readonly #limits: ConnectionLimits;
  readonly #clock: Clock;
  readonly #discarded = new PendingWork();
  readonly #temporary = new PendingWork();

  constructor(hooks: DriverHooks<TDriver>, limits: ConnectionLimits, clock: Clock) {
    this.#hooks = hooks;
    this.#limits = limits;
    this.#clock = clock;
  }

  /** A new driver within the connect timeout, all retries included. */
  open(until: Ending): Promise<TDriver> {
    const { connectTimeout: timeout, retries } = this.#limits;
    const clock = this.#clock;
    const deadline = clock.now() + timeout;
    const onLate = (driver: TDriver): void => this.discard(driver);
    const open = (ended: Ending): Promise<TDriver> =>
      this.#hooks.open(new DriverCall(ended, clock, deadline));
    if (retries === 0) return boundedWait(open, { clock, timeout, until, onLate });
    // Nothing is lost where nothing was open: a connection that dies while it opens may well open the next time.
    const isTransient = (error: unknown): boolean =>
      ['transient', 'connectionLost'].includes(this.#hooks.classify(error));
    const work = (ended: Ending): Promise<TDriver> => {
      const once = (): Promise<TDriver> => boundedWait(open, { clock, until: ended, onLate });
      return retryTransient(once, { clock, retries, deadline, until: ended, isTransient });
    };
    return boundedWait(work, { clock, timeout, until, onLate });
  }

  /** Closes a driver, within as much time as opening may take. */
  close(driver: TDriver): Promise<void> {
    const limits = { clock: this.#clock, timeout: this.#limits.closeTimeout };
    return boundedWait(() => this.#hooks.close(driver), limits);
  }

  /** Closes a driver that nobody will use, in the background; its errors have nobody to go to. */
  discard(driver: TDriver): void {
    this.#discarded.track(this.close(driver)).catch(() => undefined);
  }

  /** Opens a driver for one piece of work and closes it, whatever happens. */
  useTemporary(until: Ending, work: Operation<TDriver, void>): Promise<void> {
    return this.#temporary.track(this.#useTemporary(until, work));
  }

  /** Whether all that were discarded are closed. */
  get areClosed(): boolean {
    return this.#discarded.isEmpty;
  }

  /** Settles when they are; never rejects. */
  closed(): Promise<void> {
    return this.#discarded.settled();
  }

  /** Settles when the temporary ones are closed too; never rejects. */
  async unused(): Promise<void> {
    await this.#temporary.settled();
    await this.#discarded.settled();
  }

  async #useTemporary(until: Ending, work: Operation<TDriver, void>): Promise<void> {
    const clock = this.#clock;
    const deadline = clock.now() + this.#limits.connectTimeout;
    const driver = await this.open(until);
    try {
      await boundedWait((ended) => work(driver, new DriverCall(ended, clock, deadline)), {
        clock,
        until,
      });
    } catch (error) {
      await this.close(driver).catch(() => undefined);
      throw error;
    }
    await this.close(driver);
  }
}
