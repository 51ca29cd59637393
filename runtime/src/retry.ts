import { boundedWait } from './bounded-wait.ts';
import type { Clock } from './clock.ts';
import type { Ending } from './ending.ts';

/** The first pause is drawn from 0 to this; each further one from twice as long, up to the longest. Milliseconds. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;

/** When and how often to try again. */
export interface RetryPolicy {
  readonly clock: Clock;
  /** Tries after the first one. */
  readonly retries: number;
  /** When, on the policy's clock, it is too late to try again. */
  readonly deadline: number;
  /** Ends the pauses. */
  readonly until: Ending;
  readonly isTransient: (error: unknown) => boolean;
}

/** Does the work again while it fails with a transient error, after pauses that grow and vary. */
export async function retryTransient<T>(work: () => Promise<T>, policy: RetryPolicy): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await work();
    } catch (error) {
      if (retry >= policy.retries || !policy.isTransient(error)) throw error;
      const pause = Math.random() * Math.min(FIRST_PAUSE * 2 ** retry, LONGEST_PAUSE);
      // The driver's own error says more than that the time ran out during a pause.
      if (policy.clock.now() + pause >= policy.deadline) throw error;
      await sleep(pause, policy);
    }
  }
}

function sleep(milliseconds: number, { clock, until }: RetryPolicy): Promise<void> {
  let cancel: (() => void) | undefined;
  const slept = new Promise<void>((resolve) => {
    cancel = clock.schedule(resolve, milliseconds);
  });
  return boundedWait(() => slept, { clock, until }).finally(() => cancel?.());
}
