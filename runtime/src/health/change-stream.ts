/** Hands what is pushed to every reader; each reader sees all that comes after it began, in order. */
export class ChangeStream<T> {
  readonly #readers = new Set<Reader<T>>();

  push(value: T): void {
    for (const reader of this.#readers) reader.push(value);
  }

  /** A reader that ends with the signal, with the stream, or when its loop is left. */
  read(signal: AbortSignal | undefined): AsyncIterableIterator<T> {
    const reader: Reader<T> = new Reader<T>(() => {
      this.#readers.delete(reader);
      signal?.removeEventListener('abort', stop);
    });
    const stop = (): void => reader.end();
    this.#readers.add(reader);
    if (signal?.aborted === true) stop();
    else signal?.addEventListener('abort', stop, { once: true });
    return reader;
  }

  end(): void {
    for (const reader of this.#readers) reader.end();
  }
}

class Reader<T> implements AsyncIterableIterator<T> {
  readonly #onEnd: () => void;
  readonly #values: T[] = [];
  readonly #asking: ((result: IteratorResult<T>) => void)[] = [];
  #isEnded = false;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  push(value: T): void {
    const answer = this.#asking.shift();
    if (answer === undefined) this.#values.push(value);
    else answer({ done: false, value });
  }

  end(): void {
    this.#isEnded = true;
    this.#onEnd();
    for (const answer of this.#asking.splice(0)) answer({ done: true, value: undefined });
  }

  async next(): Promise<IteratorResult<T>> {
    const [value] = this.#values;
    if (value !== undefined) {
      this.#values.shift();
      return { done: false, value };
    }
    if (this.#isEnded) return { done: true, value: undefined };
    return new Promise((resolve) => {
      this.#asking.push(resolve);
    });
  }

  async return(): Promise<IteratorResult<T>> {
    this.#values.length = 0;
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
