import type { WatchSystem } from './watch-system.ts';

/** Milliseconds without an event after which a burst of them counts as over. */
const QUIET = 60;
/** Milliseconds after which a burst is answered even though it goes on. */
const LONGEST = 1000;
/** The longest that timers can wait, some weeks. */
const FOREVER = 0x7fffffff;

/** Turns bursts of events into single ones. The end of the watch is an event, too. */
export class Bell {
  readonly #system: WatchSystem;
  readonly #signal: AbortSignal;
  #isRinging = false;
  #sleeper: AbortController | undefined;

  constructor(system: WatchSystem, signal: AbortSignal) {
    this.#system = system;
    this.#signal = signal;
    signal.addEventListener('abort', () => this.ring(), { once: true });
  }

  ring(): void {
    this.#isRinging = true;
    this.#sleeper?.abort();
  }

  /** Waits until a burst of events is over; not at all where there is none. */
  async quiet(): Promise<void> {
    for (let waited = 0; this.#isRinging && waited < LONGEST; waited += QUIET) {
      this.#isRinging = false;
      await this.#system.sleep(QUIET, this.#signal);
    }
    this.#isRinging = false;
  }

  /** Waits for an event, for so many milliseconds at most. */
  async next(limit = FOREVER): Promise<void> {
    if (this.#isRinging || this.#signal.aborted) return;
    this.#sleeper = new AbortController();
    await this.#system.sleep(limit, this.#sleeper.signal);
    this.#sleeper = undefined;
  }
}
