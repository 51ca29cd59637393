/** Where the connection layer takes the time from; tests bring a clock of their own. */
export interface Clock {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Calls back once after so many milliseconds; the returned function cancels. */
  schedule(callback: () => void, milliseconds: number): () => void;
}

/** Node sets a longer timer to 1 ms, so longer waits are as long as a timer can be: 24.8 days. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => performance.now(),
  schedule(callback, milliseconds) {
    const timer = setTimeout(callback, Math.min(Math.max(milliseconds, 0), LONGEST_TIMER));
    return () => clearTimeout(timer);
  },
};
