import type { Clock } from './clock.ts';
import { Ending, WaitEnded } from './ending.ts';

/** What ends a wait early. */
export interface WaitLimits<T> {
  readonly clock: Clock;
  /** Milliseconds; no limit when absent or infinite. */
  readonly timeout?: number;
  /** The caller's. */
  readonly signal?: AbortSignal | undefined;
  /** The connection layer's own. */
  readonly until?: Ending | undefined;
  /** Receives what the work produced after the wait had ended, to release it. */
  readonly onLate?: (value: T) => void;
}

/**
 * Waits for work no longer than its limits allow. The work is told by its own `Ending`; the wait does not depend on
 * the work listening. Where a limit is reached beforehand the work does not start.
 */
export function boundedWait<T>(work: (ended: Ending) => T | Promise<T>, limits: WaitLimits<T>): Promise<T> {
  const reached = limitReached(limits);
  if (reached !== undefined) return Promise.reject(reached);
  return new Promise<T>((resolve, reject) => {
    const ended = new Ending();
    let isWaiting = true;
    const stop = (): boolean => {
      const wasWaiting = isWaiting;
      isWaiting = false;
      unwatch();
      return wasWaiting;
    };
    const unwatch = watchLimits(limits, (reason) => {
      stop();
      ended.end(reason);
      reject(reason);
    });
    invoke(work, ended).then(
      (value) => (stop() ? resolve(value) : limits.onLate?.(value)),
      (error: unknown) => (stop() ? reject(error) : undefined),
    );
  });
}

/** The reason with which a wait ends when the caller's signal fires; what the caller gave the signal stays out of it. */
export function abortedByCaller(): WaitEnded {
  return new WaitEnded('aborted', 'The caller aborted the operation');
}

function limitReached({ timeout, signal, until }: WaitLimits<never>): WaitEnded | undefined {
  if (until?.reason !== undefined) return until.reason;
  if (signal?.aborted === true) return abortedByCaller();
  return timeout !== undefined && timeout <= 0 ? timedOut(timeout) : undefined;
}

function watchLimits(limits: WaitLimits<never>, endEarly: (reason: WaitEnded) => void): () => void {
  const { clock, timeout, signal, until } = limits;
  const onAbort = (): void => endEarly(abortedByCaller());
  const cancelTimer =
    timeout === undefined || timeout === Number.POSITIVE_INFINITY
      ? undefined
      : clock.schedule(() => endEarly(timedOut(timeout)), timeout);
  const forget = until?.onEnd(endEarly);
  signal?.addEventListener('abort', onAbort, { once: true });
  return () => {
    cancelTimer?.();
    forget?.();
    signal?.removeEventListener('abort', onAbort);
  };
}

/** Makes a rejection of what the work throws at once. */
async function invoke<T>(work: (ended: Ending) => T | Promise<T>, ended: Ending): Promise<T> {
  return work(ended);
}

function timedOut(milliseconds: number): WaitEnded {
  return new WaitEnded('timeout', `No answer within ${Math.max(0, Math.round(milliseconds))} ms`);
}
