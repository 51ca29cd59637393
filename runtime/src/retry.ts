import { boundedWait } from './bounded-wait.ts';
import type { Clock } from './clock.ts';

/** The first pause is drawn from 0 to this; each further one from twice as long, up to the longest. */
const FIRST_PAUSE = 100;
const LONGEST_PAUSE = 5_000;

/** When and how often to try again. Times in milliseconds. */
export interface RetryPolicy {
  readonly clock: Clock;
  /** Tries after the first one. */
  readonly retries: number;
  /** When, on the policy's clock, it is too late to try again. */
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
  readonly isTransient: (error: unknown) => boolean;
}

/** Does the work again while it fails with a transient error, after pauses that grow and vary. */
export async function retryTransient<T>(work: () => Promise<T>, policy: RetryPolicy): Promise<T> {
  for (let retry = 0; ; retry += 1) {
    try {
      return await work();
    } catch (error) {
      const pause = Math.random() * Math.min(FIRST_PAUSE * 2 ** retry, LONGEST_PAUSE);
      const tooLate = policy.clock.now() + pause >= policy.deadline;
      if (retry >= policy.retries || tooLate || !policy.isTransient(error)) throw error;
      await sleep(pause, policy);
    }
  }
}

function sleep(milliseconds: number, { clock, signal }: RetryPolicy): Promise<void> {
  let cancel: (() => void) | undefined;
  const slept = boundedWait(
    () =>
      new Promise<void>((resolve) => {
        cancel = clock.schedule(resolve, milliseconds);
      }),
    { clock, signal },
  );
  return slept.finally(() => cancel?.());
}
