import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emitConfiguration } from '../../../generator/src/emit/configuration.ts';
import { configurations } from './support/configurations.ts';
import { MANIFESTS, seed } from './support/fuzz.ts';
import { modelOf } from './support/manifests.ts';
import { SAME_TYPES, typeAssertions, typeCheck } from './support/type-check.ts';

describe('the emitted TypeScript', () => {
  test(`compiles, and its types are those of the Zod schema (seed ${seed})`, {
    timeout: 60_000 + MANIFESTS * 500,
  }, async () => {
    const samples = fc.sample(configurations(), { numRuns: MANIFESTS, seed });
    const files = samples.flatMap((configuration, index): [string, string][] => {
      const text = emitConfiguration(modelOf(configuration));
      return [
        [`sample-${index}.gen.ts`, text],
        [`sample-${index}.types.ts`, typeAssertions('Sample', `./sample-${index}.gen.ts`, text)],
      ];
    });
    const errors = await typeCheck({ 'same-types.ts': SAME_TYPES, ...Object.fromEntries(files) });
    const [first] = errors;
    const sample = first && samples[Number(/\d+/.exec(first[0])?.[0])];
    expect(first, JSON.stringify(sample)).toBeUndefined();
  });
});
