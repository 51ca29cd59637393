import type { Clock } from './clock.ts';

/** A wait that ended before the work did. */
export class WaitEnded extends Error {
  override readonly name = 'WaitEnded';
  readonly code: 'timeout' | 'aborted';

  constructor(code: WaitEnded['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** What ends a wait early. */
export interface WaitLimits<T> {
  readonly clock: Clock;
  /** Milliseconds; no limit when absent. */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Receives what the work produced after the wait had ended, to release it. */
  readonly onLate?: (value: T) => void;
}

/**
 * Waits for work no longer than its limits allow. The work's own signal is aborted when the wait ends early;
 * the wait does not depend on the work listening to it.
 */
export function boundedWait<T>(
  work: (signal: AbortSignal) => T | Promise<T>,
  limits: WaitLimits<T>,
): Promise<T> {
  const { clock, timeout, signal, onLate } = limits;
  if (signal?.aborted === true) return Promise.reject(abortedBy(signal));
  const controller = new AbortController();
  return new Promise<T>((resolve, reject) => {
    let waiting = true;
    const stopWaiting = (): boolean => {
      const first = waiting;
      waiting = false;
      cancelTimer?.();
      signal?.removeEventListener('abort', onAbort);
      return first;
    };
    const endEarly = (reason: WaitEnded): void => {
      stopWaiting();
      controller.abort(reason);
      reject(reason);
    };
    const onAbort = (): void => endEarly(abortedBy(signal));
    const cancelTimer =
      timeout === undefined ? undefined : clock.schedule(() => endEarly(timedOut(timeout)), timeout);
    signal?.addEventListener('abort', onAbort, { once: true });
    invoke(work, controller.signal).then(
      (value) => (stopWaiting() ? resolve(value) : onLate?.(value)),
      (error: unknown) => (stopWaiting() ? reject(error) : undefined),
    );
  });
}

async function invoke<T>(work: (signal: AbortSignal) => T | Promise<T>, signal: AbortSignal): Promise<T> {
  return work(signal);
}

function abortedBy(signal: AbortSignal | undefined): WaitEnded {
  const reason: unknown = signal?.reason;
  return reason instanceof WaitEnded ? reason : new WaitEnded('aborted', 'The caller aborted the operation');
}

function timedOut(milliseconds: number): WaitEnded {
  return new WaitEnded('timeout', `No answer within ${Math.round(milliseconds)} ms`);
}
