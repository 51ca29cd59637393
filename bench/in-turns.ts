/** One of several things that are compared. */
export interface Turn {
  readonly name: string;
  /** What has to be done before each run and is not measured. */
  readonly prepare?: (() => void | Promise<void>) | undefined;
  /** Does it once; what it took. */
  readonly run: () => number | Promise<number>;
}

/**
 * Measures several things in turns, so that a busy moment of the machine meets all of them. The first `warmUps` rounds
 * are not counted.
 *
 * @returns the measurements of each, by name
 */
export async function inTurns(
  turns: readonly Turn[],
  runs: number,
  warmUps = 1,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const measured = new Map<string, number[]>(turns.map(({ name }) => [name, []]));
  for (let round = -warmUps; round < runs; round++) {
    for (const { name, prepare, run } of turns) {
      await prepare?.();
      const value = await run();
      if (round >= 0) measured.get(name)?.push(value);
    }
  }
  return measured;
}
