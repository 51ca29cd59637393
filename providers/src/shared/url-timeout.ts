import { WaitEnded } from '@extconn/runtime';

/** Node sets a longer timer to 1 ms. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Ends an opening after the time that its URL gives it, where that is less than the configured one. */
export class UrlTimeout {
  readonly #timer: NodeJS.Timeout | undefined;
  #reason: WaitEnded | undefined;

  /** @param milliseconds - without limit where it is undefined or 0. */
  constructor(milliseconds: number | undefined, giveUp: (reason: Error) => void) {
    if (milliseconds === undefined || milliseconds <= 0) return;
    this.#timer = setTimeout(
      () => {
        this.#reason = new WaitEnded('timeout', 'The time that the URL gives the opening is over');
        giveUp(this.#reason);
      },
      Math.min(milliseconds, LONGEST_TIMER),
    );
  }

  /** Why the opening was ended, if it was. */
  get reason(): WaitEnded | undefined {
    return this.#reason;
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}
