/** One driver from its opening to its closing, and the work that runs on it. */
export class Session<TDriver> {
  readonly driver: TDriver;
  readonly #running = new Set<Promise<unknown>>();
  readonly #controller = new AbortController();

  constructor(driver: TDriver) {
    this.driver = driver;
  }

  /** Fires when the session ends while work still runs. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get isIdle(): boolean {
    return this.#running.size === 0;
  }

  /** Counts work until it settles, even where its caller stopped waiting; then calls `onIdle` if it was the last. */
  track<T>(work: Promise<T>, onIdle: () => void): Promise<T> {
    this.#running.add(work);
    const done = (): void => {
      this.#running.delete(work);
      if (this.isIdle) onIdle();
    };
    work.then(done, done);
    return work;
  }

  /** Settles when all that runs now has settled; never rejects. */
  async drained(): Promise<void> {
    await Promise.allSettled(this.#running);
  }

  /** Tells the work that still runs to stop. */
  abort(reason: Error): void {
    this.#controller.abort(reason);
  }
}
