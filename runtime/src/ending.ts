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
  /** Most have one listener at most, for which a set would cost more than all the rest. */
  #first: ((reason: WaitEnded) => void) | undefined;
  #others: Set<(reason: WaitEnded) => void> | undefined;
  #reason: WaitEnded | undefined;
  #controller: AbortController | undefined;

  /** Undefined until it has ended. */
  get reason(): WaitEnded | undefined {
    return this.#reason;
  }

  /** Whether anybody would hear of the end: making a reason costs a stack trace. */
  get isAwaited(): boolean {
    return this.#first !== undefined || (this.#others !== undefined && this.#others.size > 0);
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
    this.#first?.(reason);
    for (const listener of this.#others ?? []) listener(reason);
    this.#first = undefined;
    this.#others = undefined;
    this.#controller?.abort(reason);
  }

  /** Calls back when it ends, unless it has ended already, in the order of the calls. */
  onEnd(listener: (reason: WaitEnded) => void): void {
    if (!this.isAwaited) {
      this.#first = listener;
      return;
    }
    this.#others ??= new Set();
    this.#others.add(listener);
  }

  /** Takes `onEnd` back. */
  forget(listener: (reason: WaitEnded) => void): void {
    if (this.#first === listener) this.#first = undefined;
    else this.#others?.delete(listener);
  }
}
