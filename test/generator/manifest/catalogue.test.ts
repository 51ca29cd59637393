import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MANIFEST_ENTRIES } from '../../../generator/src/catalogue/manifest.ts';

const entries = Object.entries<{ readonly code: string; readonly message: string; readonly help?: string }>(
  MANIFEST_ENTRIES,
);

describe('the sentences about manifests', () => {
  it('have codes of their own, in order', () => {
    const codes = entries.map(([, { code }]) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    for (const code of codes) expect(code).toMatch(/^EXT1\d{3}$/);
  });

  it.each(entries)('%s is made of whole sentences', (_, { message, help = 'None.' }) => {
    expect(message).toMatch(/^["A-Z].*[.}:]$/);
    expect(help).toMatch(/^["A-Z(].*[.}]$/);
  });

  it.each(entries)('%s is asked for by a test', (name, { code }) => {
    // Hand-written schemas are tested where their code is emitted.
    const folders = [import.meta.dirname, `${import.meta.dirname}/../emit`];
    const tests = folders.flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== 'catalogue.test.ts')
        .map((entry) => `${folder}/${entry.name}`),
    );
    const text = tests.map((file) => readFileSync(file, 'utf8')).join('\n');
    expect({ name, code, isTested: text.includes(name) || text.includes(code) }).toMatchObject({
      isTested: true,
    });
  });
});
