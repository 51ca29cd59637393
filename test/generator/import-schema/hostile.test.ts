import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { howMany, seed } from '../agreement/support/fuzz.ts';
import { hostileDocuments } from './support/hostile-schemas.ts';
import { importSchema } from './support/import-schema.ts';

const SCHEMAS = howMany(200);

describe('schemas of all kinds', () => {
  test(`become valid manifests, or are refused with an error (seed ${seed})`, {
    timeout: 60_000 + SCHEMAS * 200,
  }, () => {
    let manifests = 0;
    fc.assert(
      fc.property(hostileDocuments, (document) => {
        const { text, diagnostics, faults } = importSchema(document);
        expect(faults).toEqual([]);
        const isRefused = diagnostics.some(({ severity }) => severity === 'error');
        expect(isRefused).toBe(text === undefined);
        expect(diagnostics.filter(({ code }) => code === 'EXT6004')).toEqual([]);
        for (const { range } of diagnostics) expect(range).toBeDefined();
        manifests += text === undefined ? 0 : 1;
      }),
      { numRuns: SCHEMAS, seed },
    );
    expect(manifests).toBeGreaterThan(SCHEMAS / 2);
  });
});
