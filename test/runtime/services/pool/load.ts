import type { ExternalConnection, Result } from '@extconn/runtime';

/** Numbers that look random and are the same in every run. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Calls `work` so many times, so many at once. */
export async function repeat(
  times: number,
  concurrency: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < times; index = next++) await work(index);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

/** Notes who has which connection, and who had one that another already had. */
export class Holders {
  readonly #held = new Set<ExternalConnection>();
  clashes = 0;
  most = 0;

  async hold(connection: ExternalConnection, use: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
    if (this.#held.has(connection)) this.clashes += 1;
    this.#held.add(connection);
    this.most = Math.max(this.most, this.#held.size);
    try {
      return await use();
    } finally {
      this.#held.delete(connection);
    }
  }
}
