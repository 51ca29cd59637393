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
    const endEarly = (reason: WaitEnded): void => {
      stop();
      ended.end(reason);
      reject(reason);
    };
    let isWaiting = true;
    const stop = (): boolean => {
      const wasWaiting = isWaiting;
      isWaiting = false;
      unwatch();
      cancelTimer?.();
      return wasWaiting;
    };
    let cancelTimer: (() => void) | undefined;
    const unwatch = watch(limits, endEarly);
    const deadline = limits.clock.now() + (limits.timeout ?? Number.POSITIVE_INFINITY);
    const outcome = promiseOf(() => work(ended));
    outcome.then(
      (value) => (stop() ? resolve(value) : limits.onLate?.(value)),
      (error: unknown) => (stop() ? reject(error) : undefined),
    );
    // A timer costs more than the wait for a driver that answers at once, as those in this process do.
    queueMicrotask(() => {
      if (isWaiting) cancelTimer = startTimer(limits, deadline, endEarly);
    });
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

function watch({ signal, until }: WaitLimits<never>, endEarly: (reason: WaitEnded) => void): () => void {
  const onAbort = (): void => endEarly(abortedByCaller());
  const forget = until?.onEnd(endEarly);
  signal?.addEventListener('abort', onAbort, { once: true });
  return () => {
    forget?.();
    signal?.removeEventListener('abort', onAbort);
  };
}

function startTimer(
  { clock, timeout }: WaitLimits<never>,
  deadline: number,
  endEarly: (reason: WaitEnded) => void,
): (() => void) | undefined {
  if (timeout === undefined || timeout === Number.POSITIVE_INFINITY) return undefined;
  return clock.schedule(() => endEarly(timedOut(timeout)), deadline - clock.now());
}

/** What work gives, as a promise; a rejection where it throws at once. */
export function promiseOf<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return Promise.resolve(work());
  } catch (error) {
    return Promise.reject(error);
  }
}

function timedOut(milliseconds: number): WaitEnded {
  return new WaitEnded('timeout', `No answer within ${Math.max(0, Math.round(milliseconds))} ms`);
}
