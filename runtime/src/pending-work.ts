/** Work in the background that somebody may want to wait for. */
export class PendingWork {
  readonly #pending = new Set<Promise<unknown>>();

  get isEmpty(): boolean {
    return this.#pending.size === 0;
  }

  /** Remembers work until it settles; its failure stays with whoever holds the returned promise. */
  track<T>(work: Promise<T>): Promise<T> {
    const forget = (): void => {
      this.#pending.delete(work);
    };
    this.#pending.add(work);
    work.then(forget, forget);
    return work;
  }

  /** Settles when nothing is left, later arrivals included; never rejects. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending);
  }
}
