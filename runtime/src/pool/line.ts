/** What stands in a `Line`, and in one only. Its members are the line's. */
export interface Standing<T> {
  before: T | undefined;
  after: T | undefined;
}

/**
 * Things in the order in which they came, to be taken out anywhere. A `Set` that much goes through makes itself anew
 * all the time, and what the collector has once put with the old holds on to all that came after it.
 */
export class Line<T extends Standing<T>> implements Iterable<T> {
  #first: T | undefined;
  #last: T | undefined;
  #size = 0;

  get first(): T | undefined {
    return this.#first;
  }

  get size(): number {
    return this.#size;
  }

  add(item: T): void {
    item.before = this.#last;
    if (this.#last === undefined) this.#first = item;
    else this.#last.after = item;
    this.#last = item;
    this.#size += 1;
  }

  /** False where it does not stand there. */
  delete(item: T): boolean {
    if (item.before === undefined && this.#first !== item) return false;
    if (item.before === undefined) this.#first = item.after;
    else item.before.after = item.after;
    if (item.after === undefined) this.#last = item.before;
    else item.after.before = item.before;
    item.before = undefined;
    item.after = undefined;
    this.#size -= 1;
    return true;
  }

  /** Those that stand there now. */
  [Symbol.iterator](): Iterator<T> {
    const all: T[] = [];
    for (let at = this.#first; at !== undefined; at = at.after) all.push(at);
    return all.values();
  }
}
