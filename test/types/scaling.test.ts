import { expect, it } from 'vitest';
import type { ScratchProject } from '../support/scratch-project.ts';
import { createSyntheticProject, syntheticProviders } from './support/synthetic-registry.ts';

/** Four times as many providers may cost the compiler this many times as much. */
const MOST = 5;

/** What the compiler counts; these do not depend on the machine. */
const COUNTS = ['Symbols', 'Types', 'Instantiations', 'Memory allocs'] as const;

/** A busy machine may slow a run down, never speed it up. */
const ATTEMPTS = 5;

it('type-checking the index of 1,000 providers costs at most five times what one of 250 costs', async () => {
  await using small = await createSyntheticProject(syntheticProviders(250));
  await using large = await createSyntheticProject(syntheticProviders(1000));
  let times = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [few, many] = [await measure(small), await measure(large)];
    for (const count of COUNTS) expect(many(count) / few(count), count).toBeLessThan(MOST);
    times = [Math.min(times[0], few('Check time')), Math.min(times[1], many('Check time'))];
    if (times[1] / times[0] <= MOST) break;
  }
  expect(times[1] / times[0], `seconds: ${times.join(' and ')}`).toBeLessThanOrEqual(MOST);
}, 300_000);

/** Type-checks the project; gives what the compiler says of the cost, seconds or counts. */
async function measure(project: ScratchProject): Promise<(name: string) => number> {
  const parameters = ['node_modules/typescript/bin/tsc', '-p', '.', '--extendedDiagnostics'];
  const { code, stdout } = await project.run(process.execPath, parameters);
  expect(code).toBe(0);
  return (name) => {
    const value = new RegExp(`^${name}: +([\\d.]+)`, 'm').exec(stdout)?.[1];
    if (value === undefined) throw new Error(`The compiler does not tell "${name}": ${stdout}`);
    return Number(value);
  };
}
