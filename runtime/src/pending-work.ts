/** Work in the background that somebody may want to wait for. */
export class PendingWork {
  /** Most connections never have any. */
  #pending: Set<Promise<unknown>> | undefined;

  get isEmpty(): boolean {
    return this.#pending === undefined || this.#pending.size === 0;
  }

  /** Remembers work until it settles; its failure stays with whoever holds the returned promise. */
  track<T>(work: Promise<T>): Promise<T> {
    this.#pending ??= new Set();
    const pending = this.#pending.add(work);
    const forget = (): void => {
      pending.delete(work);
    };
    work.then(forget, forget);
    return work;
  }

  /** Settles when nothing is left, later arrivals included; never rejects. */
  async settled(): Promise<void> {
    while (this.#pending !== undefined && this.#pending.size > 0) await Promise.allSettled(this.#pending);
  }
}
