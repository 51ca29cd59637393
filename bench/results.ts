import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { chart, chartGroups } from './chart.ts';
import { isReached } from './format.ts';
import { fromNothingJob } from './from-nothing-aims.ts';
import type { Measured } from './measure.ts';

/** What one part of the benchmark measured, and on what: parts are compared only within themselves. */
interface PartResult extends Measured {
  readonly machine: ReturnType<typeof machine>;
}

/** The figures by part. */
type Results = Readonly<Record<string, PartResult>>;

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

/** Puts the figures of one part in place of its earlier ones, as JSON, and draws the chart again. */
export async function writeResults(folder: string, part: string, { rows, aims }: Measured): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'latest.json');
  const judged = aims.map((aim) => ({ ...aim, isReached: isReached(aim) ?? 'not measured' }));
  const results: Results = {
    ...(await readResults(file)),
    [part]: { machine: machine(), rows, aims: judged },
  };
  await writeFile(file, `${JSON.stringify(results, undefined, 2)}\n`);
  const groups = chartGroups(
    Object.values(results).flatMap((result) => result.rows),
    CHARTED,
  );
  if (groups.length > 0) await writeFile(join(folder, 'chart.svg'), chart(groups));
}

async function readResults(file: string): Promise<Results> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Results;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
