import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chart, chartGroups } from '../../bench/chart.ts';
import { isReached } from '../../bench/format.ts';
import type { Aim, Measured, Row } from '../../bench/measure.ts';
import { parseRequest } from '../../bench/options.ts';
import { writeResults } from '../../bench/results.ts';
import { printAims, printRows } from '../../bench/table.ts';

const ROWS: readonly Row[] = [
  {
    job: 'j',
    subject: 'extconn',
    role: 'ours',
    unit: 'ms',
    figure: { median: 120, min: 100, max: 1500, runs: 5 },
    memory: 50 * 2 ** 20,
  },
  {
    job: 'j',
    subject: 'a <peer>',
    role: 'peer',
    unit: 'ms',
    figure: { median: 1200, min: 1100, max: 1300, runs: 5 },
  },
  { job: 'j', subject: 'absent', role: 'peer', unit: 'ms', figure: undefined, note: 'not installed' },
];
const AIM: Aim = { text: 'j', figure: 0.1, bound: 'most', limit: 0.5, unit: '×' };

describe('the table', () => {
  it('shows the median, the spread and the memory, and why something is missing', () => {
    const lines = printRows(ROWS)
      .split('\n')
      .map((line) => line.replace(/ +/g, ' '));
    expect(lines[2]).toBe('| j | **extconn** | 120 ms | 100 ms – 1.50 s, 5 runs | 50 MB | |');
    expect(lines[3]).toBe('| | a <peer> | 1.20 s | 1.10 s – 1.30 s, 5 runs | | |');
    expect(lines[4]).toBe('| | absent | – | | | not installed |');
  });

  it('says whether an aim is reached, and does not guess', () => {
    expect(isReached(AIM)).toBe(true);
    expect(isReached({ ...AIM, bound: 'least' })).toBe(false);
    expect(isReached({ ...AIM, figure: undefined })).toBeUndefined();
    expect(printAims([AIM])).toMatch(/\| j +\| 0\.10 × +\| at most 0\.50 × \| yes +\|/);
    expect(printAims([{ ...AIM, figure: 0.51 }])).toMatch(/\| NO +\|/);
  });
});

describe('the chart', () => {
  it('has a bar for each that was measured, as long as its time, the fastest first', () => {
    const [group] = chartGroups(ROWS, ['j', 'not there']);
    expect(group?.bars.map(({ label }) => label)).toEqual(['extconn', 'a <peer>']);
    const svg = chart(group === undefined ? [] : [group]);
    const widths = [...svg.matchAll(/<rect[^>]* width="(\d+)"/g)].map(([, width]) => Number(width));
    expect(widths).toEqual([46, 460]);
    expect(svg).toContain('a &lt;peer&gt;');
    expect(svg).toContain('prefers-color-scheme: dark');
  });
});

describe('the command line', () => {
  it('keeps the figures of every run that is not quick', () => {
    expect(parseRequest([], 'results')).toEqual({ quick: false, only: [], runs: 5, out: 'results' });
    expect(parseRequest(['--quick'], 'results')).toMatchObject({ runs: 2, out: undefined });
    expect(parseRequest(['--only', 'pool'], 'results')).toMatchObject({ only: ['pool'], out: 'results' });
    expect(parseRequest(['--only', 'pool,lookup', '--runs', '7', '--out', 'x'], 'results')).toEqual({
      quick: false,
      only: ['pool', 'lookup'],
      runs: 7,
      out: 'x',
    });
    expect(() => parseRequest(['--runs', 'many'], 'results')).toThrow(RangeError);
    expect(() => parseRequest(['--qick'], 'results')).toThrow();
  });
});

describe('the results', () => {
  it('are kept by part: what is measured again takes the place of what was there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'extconn-results-'));
    try {
      const measured = (job: string): Measured => ({
        rows: [{ job, subject: 'extconn', role: 'ours', unit: 'ms', figure: undefined }],
        aims: [{ text: job, figure: 2, bound: 'most', limit: 1, unit: '×' }],
      });
      await writeResults(folder, 'pool', measured('old'));
      await writeResults(folder, 'lookup', measured('other'));
      await writeResults(folder, 'pool', measured('new'));
      const results = JSON.parse(readFileSync(join(folder, 'latest.json'), 'utf8'));
      expect(Object.keys(results)).toEqual(['pool', 'lookup']);
      expect(results.pool).toMatchObject({
        machine: { node: process.version },
        rows: [{ job: 'new' }],
        aims: [{ text: 'new', isReached: false }],
      });
      expect(results.lookup.rows).toMatchObject([{ job: 'other' }]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
