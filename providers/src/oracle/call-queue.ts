/** The calls on one session. The driver sends one at a time, in the order in which they were made. */
export class CallQueue {
  readonly #calls: { readonly signal: AbortSignal | undefined }[] = [];
  readonly #interrupt: () => void;

  /** @param interrupt - ends the call that the server is busy with. */
  constructor(interrupt: () => void) {
    this.#interrupt = interrupt;
  }

  get isEmpty(): boolean {
    return this.#calls.length === 0;
  }

  /** Makes a call for an operation, unless its signal has fired; without a signal the call is never interrupted. */
  async run<T>(signal: AbortSignal | undefined, call: () => Promise<T>): Promise<T> {
    if (signal?.aborted === true) throw new Error('The operation has ended');
    const entry = { signal };
    this.#calls.push(entry);
    try {
      return await call();
    } finally {
      this.#calls.splice(this.#calls.indexOf(entry), 1);
      this.interruptEnded();
    }
  }

  /** Ends the call that the server is busy with, where its operation has ended; never another operation's. */
  interruptEnded(): void {
    if (this.#calls[0]?.signal?.aborted === true) this.#interrupt();
  }
}
