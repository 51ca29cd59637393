import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { chart, chartGroups } from './chart.ts';
import { isReached } from './format.ts';
import { fromNothingJob } from './from-nothing-aims.ts';
import type { Measured } from './measure.ts';

/** What the figures depend on. */
function machine() {
  const { length } = cpus();
  return {
    node: process.version,
    system: type(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
    date: new Date().toISOString().slice(0, 10),
  };
}

/** What the chart shows: jobs that others do too. */
const CHARTED = [fromNothingJob(1), fromNothingJob(1000), 'validate 1,000 configuration files'];

/** Writes the figures as JSON, and the chart. */
export async function writeResults(folder: string, { rows, aims }: Measured): Promise<void> {
  await mkdir(folder, { recursive: true });
  const judged = aims.map((aim) => ({ ...aim, isReached: isReached(aim) ?? 'not measured' }));
  const text = JSON.stringify({ machine: machine(), rows, aims: judged }, undefined, 2);
  await writeFile(join(folder, 'latest.json'), `${text}\n`);
  const groups = chartGroups(rows, CHARTED);
  if (groups.length > 0) await writeFile(join(folder, 'chart.svg'), chart(groups));
}
