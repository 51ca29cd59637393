/** Why a wait ended before the work did; the code is the failure's. */
export class WaitEnded extends Error {
  override readonly name = 'WaitEnded';
  readonly code: 'timeout' | 'aborted' | 'connection-lost';

  constructor(code: WaitEnded['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Something that ends once, for a reason. Inside the connection layer it does what an `AbortSignal` does for
 * callers, whose making alone costs more than the rest of an `execute`; here that is put off until one is asked for.
 */
export class Ending {
  /** Most end unheard of. */
  #listeners: Set<(reason: WaitEnded) => void> | undefined;
  #reason: WaitEnded | undefined;
  #controller: AbortController | undefined;

  /** Undefined until it has ended. */
  get reason(): WaitEnded | undefined {
    return this.#reason;
  }

  /** Whether anybody would hear of the end: making a reason costs a stack trace. */
  get isAwaited(): boolean {
    return this.#listeners !== undefined && this.#listeners.size > 0;
  }

  /** The same for those who need a signal. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#reason !== undefined) this.#controller.abort(this.#reason);
    }
    return this.#controller.signal;
  }

  /** Ends it; the first reason stands. */
  end(reason: WaitEnded): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    for (const listener of this.#listeners ?? []) listener(reason);
    this.#listeners = undefined;
    this.#controller?.abort(reason);
  }

  /** Calls back when it ends, unless it has ended already; the returned function takes that back. */
  onEnd(listener: (reason: WaitEnded) => void): () => void {
    this.#listeners ??= new Set();
    this.#listeners.add(listener);
    return () => this.#listeners?.delete(listener);
  }
}
