import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { databaseUri } from '../providers/src/sqlite/database-uri.ts';
import { PostgresServer, postgresBinaries } from '../test/providers/postgre-sql/postgres-server.ts';
import type { Measured, Row, Run } from './measure.ts';
import { spread } from './statistics.ts';

/** How long each of the two is measured in one round. Milliseconds. */
const SPAN = 400;
const LIMIT = 1.1;
/** With fewer, one busy moment decides. */
const FEWEST_RUNS = 11;
const WORKER = fileURLToPath(new URL('layer-cost-worker.mjs', import.meta.url));

/** Microseconds a cycle. */
interface Round {
  readonly layer: number;
  readonly bare: number;
}

/** What a whole cycle through the layer takes beside the same calls of the driver, in a process of its own. */
async function measureLayer(name: string, target: object, runs: number, span: number): Promise<Measured> {
  const rounds = await runWorker([name, JSON.stringify(target), String(runs), String(span)]);
  const ratios = spread(rounds.map(({ layer, bare }) => layer / bare));
  const job = `${name}: open, execute, close`;
  const note = `${ratios.median.toFixed(3)} × the driver, ${ratios.min.toFixed(3)} to ${ratios.max.toFixed(3)}`;
  const layer = spread(rounds.map((round) => round.layer));
  const bare = spread(rounds.map((round) => round.bare));
  const rows: readonly Row[] = [
    { job, subject: 'through the layer', role: 'ours', unit: 'us', figure: layer, note },
    { job, subject: 'bare driver', role: 'floor', unit: 'us', figure: bare },
  ];
  const text = `${name}: open, execute and close through the layer ÷ bare driver`;
  return { rows, aims: [{ text, figure: ratios.median, bound: 'most', limit: LIMIT, unit: '×' }] };
}

async function runWorker(parameters: readonly string[]): Promise<readonly Round[]> {
  const worker = fork(WORKER, [...parameters], { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let said = '';
  let rounds: readonly Round[] | undefined;
  worker.stderr?.on('data', (text: Buffer) => {
    said += text.toString();
  });
  worker.on('message', (message) => {
    rounds = message as readonly Round[];
  });
  const [code] = await once(worker, 'exit');
  if (rounds === undefined) throw new Error(`exit ${code}: ${said.trim()}`);
  return rounds;
}

async function onPostgreSql(runs: number, span: number): Promise<Measured> {
  const server = await PostgresServer.start();
  try {
    const { host, port, user, password, database } = server;
    return await measureLayer('PostgreSql', { host, port, user, password, database }, runs, span);
  } finally {
    await server.stop();
  }
}

/** The part of `npm run bench`. Needs the built packages. */
export const run: Run = async ({ quick, runs, folder, log }) => {
  mkdirSync(folder, { recursive: true });
  const rounds = quick ? runs : Math.max(runs, FEWEST_RUNS);
  const span = quick ? SPAN / 10 : SPAN;
  const path = join(folder, 'layer.db');
  const parts = [await measureLayer('Sqlite', { path, uri: databaseUri(path, 'rwc') }, rounds, span)];
  if (postgresBinaries === undefined) log('PostgreSql: not installed here');
  else parts.push(await onPostgreSql(rounds, span));
  return { rows: parts.flatMap(({ rows }) => rows), aims: parts.flatMap(({ aims }) => aims) };
};

/** `tsx bench/layer-cost.ts`: the figures as JSON. */
async function main(): Promise<void> {
  const { mkdtemp, rm } = await import('node:fs/promises');
  const { tmpdir } = await import('node:os');
  const folder = await mkdtemp(join(tmpdir(), 'extconn-layer-'));
  try {
    const measured = await run({ quick: false, runs: FEWEST_RUNS, folder, log: console.error });
    console.log(JSON.stringify(measured, undefined, 2));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
