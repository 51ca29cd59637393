import { Pool } from 'tarn';
import { boundedWait } from '../bounded-wait.ts';
import type { Clock } from '../clock.ts';
import type { Ending } from '../ending.ts';
import type { Slot } from './slot.ts';

/** Node's longest timer; tarn has no way to say never. */
const NEVER = 2 ** 31 - 1;
/** How often tarn looks for idle slots. Milliseconds. */
const LONGEST_REAP_INTERVAL = 1000;

/** What a turnstile needs to know. Times in milliseconds. */
export interface TurnstileOptions {
  readonly clock: Clock;
  readonly max: number;
  readonly idleTimeout: number;
  /** Releases an idle slot. */
  readonly evict: (slot: Slot) => Promise<void>;
  /** Called when the last idle slot was evicted and nobody wants one. */
  readonly onEmpty: () => void;
}

/** What ends a wait for a slot. */
export interface TurnstileLimits {
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  readonly until: Ending;
}

/**
 * Hands out the slots of a pool in the order in which they were asked for. Tarn keeps count of them and evicts the
 * idle ones; who waits, stands in a queue of our own. (In tarn's queue, a wait that is aborted while a slot comes free
 * can take the slot with it, or leave the next in line asleep.)
 */
export class Turnstile {
  readonly #clock: Clock;
  readonly #tarn: Pool<Slot>;
  readonly #waiting = new Set<(slot: Slot) => void>();
  /** What was asked of tarn and has not come yet; more than who waits, where somebody gave up. */
  #asked = 0;

  constructor({ clock, max, idleTimeout, evict, onEmpty }: TurnstileOptions) {
    this.#clock = clock;
    this.#tarn = new Pool<Slot>({
      create: async (): Promise<Slot> => ({ connection: undefined, seenAt: 0 }),
      destroy: evict,
      min: 0,
      max,
      acquireTimeoutMillis: NEVER,
      createTimeoutMillis: NEVER,
      destroyTimeoutMillis: NEVER,
      idleTimeoutMillis: idleTimeout,
      reapIntervalMillis: Math.min(LONGEST_REAP_INTERVAL, Math.max(1, idleTimeout)),
    });
    this.#tarn.on('stopReaping', onEmpty);
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** The next slot; rejects with `WaitEnded`. */
  enter(limits: TurnstileLimits): Promise<Slot> {
    const queue = (ended: Ending): Promise<Slot> =>
      new Promise((take) => {
        this.#waiting.add(take);
        ended.onEnd(() => this.#waiting.delete(take));
        if (this.#asked < this.#waiting.size) this.#ask();
      });
    return boundedWait(queue, { ...limits, clock: this.#clock, onLate: (slot) => this.leave(slot) });
  }

  /** Gives a slot back, to who waits longest. */
  leave(slot: Slot): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#tarn.release(slot);
      return;
    }
    this.#waiting.delete(next);
    next(slot);
  }

  #ask(): void {
    this.#asked += 1;
    const answered = (): void => {
      this.#asked -= 1;
    };
    this.#tarn.acquire().promise.then((slot) => {
      answered();
      this.leave(slot);
      // It fails only when the pool is closed, and then nobody waits any more.
    }, answered);
  }

  /** Evicts all slots; all must have been given back. */
  async close(): Promise<void> {
    await this.#tarn.destroy();
  }
}
