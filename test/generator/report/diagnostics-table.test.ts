import { describe, expect, test } from 'vitest';
import { diagnosticsTable, writtenTable } from '../../../generator/diagnostics-table.ts';
import { CATALOGUE } from '../../../generator/src/catalogue.ts';

describe('the table of codes', () => {
  test('is what comes of the catalogue: run "npx tsx generator/diagnostics-table.ts" where it is not', () => {
    expect(writtenTable()).toBe(diagnosticsTable());
  });

  test('has every code once', () => {
    const written = [...writtenTable().matchAll(/^\| (EXT\d{4}) \|/gm)].map(([, code]) => code);
    const known = Object.values(CATALOGUE).map(({ code }) => code);
    expect(written).toEqual([...new Set(known)].sort());
    expect(known).toHaveLength(new Set(known).size);
  });

  test('has four cells in every row', () => {
    const rows = writtenTable()
      .split('\n')
      .filter((line) => line.startsWith('|'));
    for (const row of rows) expect(row.split(/(?<!\\)\|/), row).toHaveLength(6);
  });
});
