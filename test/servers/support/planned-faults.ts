interface Planned<Fault> {
  readonly fault: Fault;
  left: number;
}

/** Faults waiting for what they are to befall: commands or routes, by name. */
export class PlannedFaults<Fault> {
  readonly #planned = new Map<string, Planned<Fault>[]>();

  /** The next `times` of this name meet the fault; `Infinity` for all. Faults of one name queue up. */
  inject(name: string, fault: Fault, times = 1): void {
    const queue = this.#planned.get(name) ?? [];
    queue.push({ fault, left: times });
    this.#planned.set(name, queue);
  }

  clear(): void {
    this.#planned.clear();
  }

  /** The fault of the one that has just come. */
  take(name: string): Fault | undefined {
    const queue = this.#planned.get(name);
    const [next] = queue ?? [];
    if (next === undefined) return undefined;
    next.left -= 1;
    if (next.left <= 0) queue?.shift();
    return next.fault;
  }
}
