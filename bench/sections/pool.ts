import { join } from 'node:path';
import { ratio, rowOf } from '../compare.ts';
import { measureInProcess } from '../in-process.ts';
import type { Row, Run } from '../measure.ts';
import { spread } from '../statistics.ts';

const NOTES: Readonly<Record<string, string>> = {
  'extconn, with faults': 'every borrow answered, none leaked, none handed to two',
};

/** Borrow, use and return at concurrency 64 with eight connections, beside the pool library under it. */
export const run: Run = async ({ quick, runs, folder }) => {
  const cycles = quick ? 1000 : 10_000;
  const job = `${cycles.toLocaleString('en-US')} borrow, use, return on Sqlite`;
  const found = await measureInProcess('pool.ts', join(folder, 'pool.db'), String(runs * 2), String(cycles));
  const rows = Object.entries(found).map(([subject, values]): Row => {
    const note = NOTES[subject];
    const role = subject.startsWith('tarn') ? 'floor' : 'ours';
    const row = { job, subject, role, unit: 'perSecond', figure: spread(values) } as const;
    return note === undefined ? row : { ...row, note };
  });
  const ours = rowOf(rows, job, 'extconn');
  const aims = ['tarn, same connections', 'tarn, bare driver'].map((floor) => ({
    text: `pool throughput ÷ ${floor}`,
    figure: ratio(ours, rowOf(rows, job, floor)),
    bound: 'least' as const,
    limit: 0.8,
    unit: '×' as const,
  }));
  return { rows, aims };
};
