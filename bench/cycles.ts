import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Address, subjects } from './cycles-subjects.ts';
import type { CyclesMeasured } from './cycles-worker.ts';
import type { Aim, Row, Run } from './measure.ts';

/** Over real sockets to a server in the same machine; half an hour or so in all. */
const COUNT = 10_000;
const WORKER = fileURLToPath(new URL('cycles-worker.ts', import.meta.url));

/** One line of the result. */
export interface CycleRow extends CyclesMeasured {
  readonly provider: string;
  readonly on: string;
  readonly cycles: number;
}

/** Opens and closes a connection so many times, in a process of its own; the server lives in this one. */
export async function measureCycles(provider: string, count: number, folder: string): Promise<CycleRow> {
  const subject = subjects[provider];
  if (subject === undefined) throw new RangeError(`No provider is called ${provider}`);
  mkdirSync(folder, { recursive: true });
  const target = await subject.start(folder);
  try {
    return { provider, on: subject.on, cycles: count, ...(await runWorker(provider, target.address, count)) };
  } finally {
    await target.stop();
  }
}

async function runWorker(provider: string, address: Address, count: number): Promise<CyclesMeasured> {
  const worker = fork(WORKER, [provider, JSON.stringify(address), String(count)], {
    execArgv: ['--expose-gc', '--import', 'tsx', '--conditions', '@extconn/source'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let measured: CyclesMeasured | undefined;
  let said = '';
  worker.stderr?.on('data', (text: Buffer) => {
    said += text.toString();
  });
  worker.on('message', (message) => {
    measured = message as CyclesMeasured;
  });
  const [code] = await once(worker, 'exit');
  if (measured === undefined) throw new Error(`${provider}: exit ${code}: ${said.trim()}`);
  return measured;
}

/** The part of `npm run bench`. */
export const run: Run = async ({ quick, folder, log }) => {
  const rows: Row[] = [];
  const aims: Aim[] = [];
  for (const provider of Object.keys(subjects)) {
    const measured = await measureCycles(provider, quick ? 100 : COUNT, join(folder, provider)).catch(
      (error: Error) => error,
    );
    if (measured instanceof Error) log(measured.message);
    rows.push(rowOf(provider, measured));
    aims.push({
      text: `${provider}: sockets and files more after ${quick ? 100 : COUNT} cycles`,
      figure: measured instanceof Error ? undefined : measured.after.resources - measured.before.resources,
      bound: 'most',
      limit: 0,
      unit: '×',
    });
  }
  return { rows, aims };
};

function rowOf(provider: string, measured: CycleRow | Error): Row {
  const job = 'open and close';
  if (measured instanceof Error) {
    return { job, subject: provider, role: 'ours', unit: 'ms', figure: undefined, note: measured.message };
  }
  const each = measured.took / measured.cycles;
  return {
    job,
    subject: provider,
    role: 'ours',
    unit: 'ms',
    figure: { median: each, min: each, max: each, runs: measured.cycles },
    memory: measured.after.rss,
    note: `on ${measured.on}; ${changeOf(measured)}`,
  };
}

function changeOf({ before, after }: CycleRow): string {
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  return [
    `handles ${before.resources} → ${after.resources}`,
    `heap ${megabytes(before.heap)} → ${megabytes(after.heap)}`,
    `RSS ${megabytes(before.rss)} → ${megabytes(after.rss)}`,
  ].join(', ');
}

/** `tsx bench/cycles.ts [cycles] [providers…]`: the table, and `bench/results/cycles.json`. */
async function main([count = String(COUNT), ...names]: readonly string[]): Promise<void> {
  const { mkdtemp, rm } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const folder = await mkdtemp(join(tmpdir(), 'extconn-cycles-'));
  const rows: CycleRow[] = [];
  try {
    for (const provider of names.length === 0 ? Object.keys(subjects) : names) {
      const row = await measureCycles(provider, Number(count), join(folder, provider));
      rows.push(row);
      console.log(
        `${provider.padEnd(11)} ${row.cycles} cycles, ${changeOf(row)}, ${(row.took / 1000).toFixed(1)} s`,
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const out = fileURLToPath(new URL('results/cycles.json', import.meta.url));
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, `${JSON.stringify(rows, undefined, 2)}\n`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
