import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import pg from 'pg';
import { PostgreSqlConfiguration } from '../providers/src/postgre-sql/configuration.gen.ts';
import { PostgreSqlConnection } from '../providers/src/postgre-sql/connection.ts';
import { SqliteConfiguration } from '../providers/src/sqlite/configuration.gen.ts';
import { SqliteConnection } from '../providers/src/sqlite/connection.ts';
import { PostgresServer, postgresBinaries } from '../test/providers/postgre-sql/postgres-server.ts';
import type { Measured, Row, Run } from './measure.ts';
import { spread } from './statistics.ts';

/** How long each of the two is measured in one round. Milliseconds. */
const SPAN = 400;
/** Cycles before it is the other's turn: the machine's moods are to meet both. */
const TURN = 5;
const LIMIT = 1.1;
/** With fewer, one busy moment decides. */
const FEWEST_RUNS = 11;

type Cycle = () => Promise<void>;

/** The same cycle through the layer and without it: open, execute one statement, close. */
interface Pair {
  readonly name: string;
  readonly layer: Cycle;
  readonly bare: Cycle;
}

/** Microseconds a cycle of each, in turns of a few cycles until each has had so many milliseconds. */
async function costs({ layer, bare }: Pair, span: number): Promise<readonly [layer: number, bare: number]> {
  const took = { layer: 0, bare: 0 };
  let cycles = 0;
  while (Math.min(took.layer, took.bare) < span) {
    // Who goes first has the colder caches.
    const order = cycles % 2 === 0 ? (['layer', 'bare'] as const) : (['bare', 'layer'] as const);
    for (const who of order) took[who] += await timeOf(who === 'layer' ? layer : bare);
    cycles += 1;
  }
  const each = 1000 / (cycles * TURN);
  return [took.layer * each, took.bare * each];
}

async function timeOf(cycle: Cycle): Promise<number> {
  const started = performance.now();
  for (let done = 0; done < TURN; done += 1) await cycle();
  return performance.now() - started;
}

function sqlite(folder: string): Pair {
  const path = join(folder, 'layer.db');
  const created = SqliteConfiguration.create({ path });
  if (created.isFailure) throw new Error(created.errorMessage);
  const configuration = created.value;
  const seed = new Database(path);
  seed.exec("CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO items VALUES (7, 'seven')");
  seed.close();
  const read = (database: Database.Database): unknown =>
    database.prepare('SELECT name FROM items WHERE id = ?').all(7);
  return {
    name: 'Sqlite',
    async layer() {
      const connection = new SqliteConnection(configuration);
      await connection.open();
      const rows = await connection.execute(read);
      if (rows.isFailure) throw new Error(rows.errorMessage);
      await connection.close();
    },
    async bare() {
      // What the provider sets, as whoever uses the driver alone has to.
      const database = new Database(path, { timeout: configuration.busyTimeout });
      database.exec('PRAGMA foreign_keys = ON');
      read(database);
      database.close();
    },
  };
}

function postgreSql({ host, port, user, password, database }: PostgresServer): Pair {
  const created = PostgreSqlConfiguration.create({
    host,
    port,
    user,
    password,
    database,
    sslMode: 'disable',
  });
  if (created.isFailure) throw new Error(created.errorMessage);
  const configuration = created.value;
  const settings = { host, port, user, password, database, statement_timeout: 30_500 };
  return {
    name: 'PostgreSql',
    async layer() {
      const connection = new PostgreSqlConnection(configuration);
      await connection.open();
      const rows = await connection.execute((client) => client.query('SELECT 1 AS one'));
      if (rows.isFailure) throw new Error(rows.errorMessage);
      await connection.close();
    },
    async bare() {
      const client = new pg.Client(settings);
      await client.connect();
      await client.query('SELECT 1 AS one');
      await client.end();
    },
  };
}

/** What of the layer's cycle is more than the driver's, each round beside the other's of the same moment. */
export async function measureLayer(pair: Pair, runs: number, span = SPAN): Promise<Measured> {
  const rounds: (readonly [number, number])[] = [];
  await costs(pair, span);
  for (let round = 0; round < runs; round += 1) rounds.push(await costs(pair, span));
  const ours = rounds.map(([layer]) => layer);
  const theirs = rounds.map(([, bare]) => bare);
  const ratios = spread(rounds.map(([layer, bare]) => layer / bare));
  const { name } = pair;
  const job = `${name}: open, execute, close`;
  const note = `${ratios.median.toFixed(3)} × the driver, ${ratios.min.toFixed(3)} to ${ratios.max.toFixed(3)}`;
  const rows: readonly Row[] = [
    { job, subject: 'through the layer', role: 'ours', unit: 'us', figure: spread(ours), note },
    { job, subject: 'bare driver', role: 'floor', unit: 'us', figure: spread(theirs) },
  ];
  const text = `${name}: open, execute and close through the layer ÷ bare driver`;
  return { rows, aims: [{ text, figure: ratios.median, bound: 'most', limit: LIMIT, unit: '×' }] };
}

/** The part of `npm run bench`. */
export const run: Run = async ({ quick, runs, folder, log }) => {
  mkdirSync(folder, { recursive: true });
  const rounds = quick ? runs : Math.max(runs, FEWEST_RUNS);
  const span = quick ? SPAN / 10 : SPAN;
  const parts = [await measureLayer(sqlite(folder), rounds, span)];
  if (postgresBinaries === undefined) log('PostgreSql: not installed here');
  else {
    const server = await PostgresServer.start();
    try {
      parts.push(await measureLayer(postgreSql(server), rounds, span));
    } finally {
      await server.stop();
    }
  }
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
