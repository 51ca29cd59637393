/** A signal that fires when one of others does, until it is released. */
export interface JoinedSignal {
  readonly signal: AbortSignal;
  readonly release: () => void;
}

/** What `AbortSignal.any` makes, but for Node 20, which keeps that for ever while somebody listens to it. */
export function joinSignals(...signals: readonly AbortSignal[]): JoinedSignal {
  const controller = new AbortController();
  const abort = (): void => controller.abort(signals.find(({ aborted }) => aborted)?.reason);
  for (const signal of signals) signal.addEventListener('abort', abort, { once: true });
  if (signals.some(({ aborted }) => aborted)) abort();
  const release = (): void => {
    for (const signal of signals) signal.removeEventListener('abort', abort);
  };
  return { signal: controller.signal, release };
}
