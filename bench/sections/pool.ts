import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ratio, rowOf } from '../compare.ts';
import { inTurns } from '../in-turns.ts';
import type { Row, Run } from '../measure.ts';
import { spread } from '../statistics.ts';

const SCRIPT = fileURLToPath(new URL('../processes/pool.mjs', import.meta.url));
const SUBJECTS = ['extconn', 'extconn, with faults', 'tarn, same connections', 'tarn, bare driver'];
const NOTES: Readonly<Record<string, string>> = {
  'extconn, with faults': 'every borrow answered, none leaked, none handed to two',
};

/** Cycles a second of one subject, in a process of its own: what one leaves behind is not to meet the next. */
async function rateOf(subject: string, path: string, cycles: number): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, subject, path, String(cycles)]);
  return Number(stdout);
}

/** Borrow, use and return at concurrency 64 with eight connections, beside the pool library under it. Needs the built packages. */
export const run: Run = async ({ quick, runs, folder }) => {
  const cycles = quick ? 1000 : 10_000;
  const job = `${cycles.toLocaleString('en-US')} borrow, use, return on Sqlite`;
  const path = join(folder, 'pool.db');
  const turns = SUBJECTS.map((name) => ({ name, run: () => rateOf(name, path, cycles) }));
  const rows = [...(await inTurns(turns, runs * 2))].map(([subject, values]): Row => {
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
