import { Pool } from 'tarn';
import { abortedByCaller } from '../bounded-wait.ts';
import type { Clock } from '../clock.ts';
import { WaitEnded } from '../ending.ts';
import { Line, type Standing } from './line.ts';
import type { Slot } from './slot.ts';

/** Node's longest timer; tarn has no way to say never. */
const NEVER = 2 ** 31 - 1;
/** How long tarn keeps a question that nobody waits for any more; until then it keeps the process alive. Milliseconds. */
const QUESTION_LIFETIME = 60_000;
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
}

interface Waiter extends Standing<Waiter> {
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
  readonly onAbort: (() => void) | undefined;
  readonly take: (slot: Slot) => void;
  readonly refuse: (reason: WaitEnded) => void;
}

/**
 * Hands out the slots of a pool in the order in which they were asked for. Tarn keeps count of them and evicts the
 * idle ones; who waits, stands in a queue of our own. (In tarn's queue, a wait that is aborted while a slot comes free
 * can take the slot with it, or leave the next in line asleep.)
 */
export class Turnstile {
  readonly #clock: Clock;
  readonly #tarn: Pool<Slot>;
  readonly #waiting = new Line<Waiter>();
  /** What was asked of tarn and has not come yet; more than who waits, where somebody gave up. */
  #asked = 0;
  #isClosed = false;
  /** One timer for all who wait: a timer for each would cost as much as all the rest. */
  #timer: { readonly due: number; readonly cancel: () => void } | undefined;

  constructor({ clock, max, idleTimeout, evict, onEmpty }: TurnstileOptions) {
    this.#clock = clock;
    this.#tarn = new Pool<Slot>({
      create: async (): Promise<Slot> => ({ connection: undefined, seenAt: 0, isIdle: false }),
      destroy: evict,
      min: 0,
      max,
      acquireTimeoutMillis: QUESTION_LIFETIME,
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
  enter({ timeout, signal }: TurnstileLimits): Promise<Slot> {
    if (signal?.aborted === true) return Promise.reject(abortedByCaller());
    return new Promise((take, refuse) => {
      const deadline = this.#clock.now() + timeout;
      const onAbort = signal && ((): void => this.#refuse(waiter, abortedByCaller()));
      const waiter: Waiter = {
        deadline,
        signal,
        onAbort,
        take,
        refuse,
        before: undefined,
        after: undefined,
      };
      if (onAbort !== undefined) signal?.addEventListener('abort', onAbort, { once: true });
      this.#waiting.add(waiter);
      this.#wakeAt(deadline);
      if (this.#asked < this.#waiting.size) this.#ask();
    });
  }

  /** Gives a slot back, to who waits longest. */
  leave(slot: Slot): void {
    const next = this.#waiting.first;
    if (next === undefined) {
      this.#tarn.release(slot);
      return;
    }
    this.#forget(next);
    next.take(slot);
  }

  /** Sends away who waits. */
  refuseAll(reason: WaitEnded): void {
    for (const waiter of this.#waiting) this.#refuse(waiter, reason);
  }

  /** Evicts all slots; all must have been given back. */
  async close(): Promise<void> {
    this.#isClosed = true;
    // Else tarn would look for the end of its validations, which is a few turns away, every 100 ms.
    while (this.#tarn.numPendingValidations() > 0) await undefined;
    await this.#tarn.destroy();
  }

  #ask(): void {
    this.#asked += 1;
    this.#tarn.acquire().promise.then(
      (slot) => {
        this.#asked -= 1;
        this.leave(slot);
      },
      () => {
        this.#asked -= 1;
        if (!this.#isClosed && this.#asked < this.#waiting.size) this.#ask();
      },
    );
  }

  #refuse(waiter: Waiter, reason: WaitEnded): void {
    this.#forget(waiter);
    waiter.refuse(reason);
  }

  #forget(waiter: Waiter): void {
    this.#waiting.delete(waiter);
    if (waiter.onAbort !== undefined) waiter.signal?.removeEventListener('abort', waiter.onAbort);
    if (this.#waiting.size > 0) return;
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  #wakeAt(due: number): void {
    if (this.#timer !== undefined && this.#timer.due <= due) return;
    this.#timer?.cancel();
    const cancel = this.#clock.schedule(() => this.#wake(), due - this.#clock.now());
    this.#timer = { due, cancel };
  }

  /** Sends away who has waited long enough. */
  #wake(): void {
    this.#timer = undefined;
    const now = this.#clock.now();
    for (const waiter of this.#waiting) {
      if (waiter.deadline <= now)
        this.#refuse(waiter, new WaitEnded('timeout', 'No connection was ready in time'));
    }
    const deadlines = [...this.#waiting].map(({ deadline }) => deadline);
    if (deadlines.length > 0) this.#wakeAt(Math.min(...deadlines));
  }
}
