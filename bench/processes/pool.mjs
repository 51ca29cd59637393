// Runs in plain Node on the built packages, as programs do: what loads TypeScript makes every closure dearer.
import { setImmediate } from 'node:timers/promises';
import { SqliteConnectionProvider } from '@extconn/providers/sqlite';
import { SqliteConfiguration } from '@extconn/providers/sqlite/configuration';
import { ConnectionPoolManager } from '@extconn/runtime';
import Database from 'libsql';
import { Pool } from 'tarn';

/** Borrow, use and return on Sqlite, by one of the subjects, which has the process to itself. */

const [subject, path, times] = process.argv.slice(2);
const CYCLES = Number(times);
const CONCURRENCY = 64;
const MAX = 8;
/** The first warms up. */
const BATCHES = 4;
/** Turns of the event loop in which the collected statements are given back. */
const TURNS = 4;
const provider = SqliteConnectionProvider.instance;
const configuration = valid(SqliteConfiguration.create({ path }));
const factory = valid(await provider.createConnectionFactory());

/** Each has `cycle` and `end`. */
const subjects = {
  extconn() {
    const pools = new ConnectionPoolManager({ max: MAX });
    const use = (connection) => connection.execute(read);
    const cycle = async () => valid(await pools.withConnection(provider, configuration, use));
    return { cycle, end: () => pools.drain() };
  },
  'extconn, with faults': withFaults,
  'tarn, same connections'() {
    const hooks = { create: openConnection, destroy: (connection) => connection.dispose() };
    const pool = new Pool({ ...hooks, min: 0, max: MAX });
    const cycle = async () => {
      const connection = await pool.acquire().promise;
      try {
        valid(await connection.execute(read));
      } finally {
        pool.release(connection);
      }
    };
    return { cycle, end: () => pool.destroy() };
  },
  'tarn, bare driver'() {
    const hooks = { create: async () => new Database(path), destroy: async (database) => database.close() };
    const pool = new Pool({ ...hooks, min: 0, max: MAX });
    const cycle = async () => {
      const database = await pool.acquire().promise;
      try {
        read(database);
      } finally {
        pool.release(database);
      }
    };
    return { cycle, end: () => pool.destroy() };
  },
};

/** With connections that break while they are used; throws at the end where one borrow went wrong. */
function withFaults() {
  const random = createRandom(2);
  const held = new Set();
  const pools = new ConnectionPoolManager({ max: MAX });
  let [answers, clashes] = [0, 0];
  const breakAndRead = async (database) => {
    if (random() < 0.01) await setImmediate();
    if (random() < 0.01) throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
    if (random() < 0.01) database.close();
    return read(database);
  };
  const use = async (connection) => {
    if (held.has(connection)) clashes += 1;
    held.add(connection);
    const outcome = await connection.execute(breakAndRead);
    held.delete(connection);
    return outcome;
  };
  const cycle = async () => {
    await pools.withConnection(provider, configuration, use);
    answers += 1;
  };
  const end = async () => {
    const [{ opened, closed, idle, inUse }] = pools.figures();
    const leaked = opened - closed - idle;
    const asked = CYCLES * BATCHES;
    if (answers !== asked || clashes > 0 || leaked !== 0 || inUse !== 0)
      throw new Error(`Of ${asked} borrows ${answers} answered, ${clashes} shared, ${leaked} leaked`);
    await pools.drain();
  };
  return { cycle, end };
}

function read(database) {
  return database.prepare('select 1 as one').all();
}

function valid(result) {
  if (result.isSuccess) return result.value;
  throw new Error(result.errorMessage);
}

async function openConnection() {
  const connection = valid(await factory.createConnection(configuration));
  valid(await connection.open());
  return connection;
}

/** Numbers that look random and are the same in every run. */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Cycles a second. libsql gives statements back in turns of the event loop. A pool that takes such turns pays for it
 * as it goes, one that takes none would leave it to the time after: so the clock runs, for all, until it is done.
 */
async function rate(cycle) {
  const started = performance.now();
  let begun = 0;
  const worker = async () => {
    while (begun < CYCLES) {
      begun += 1;
      await cycle();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  for (let turn = 0; turn < TURNS; turn += 1) await setImmediate();
  return (CYCLES / (performance.now() - started)) * 1000;
}

const { cycle, end } = subjects[subject]();
const found = [];
for (let done = 0; done < BATCHES; done += 1) found.push(await rate(cycle));
await end();
const [, ...counted] = found;
const median = counted.sort((a, b) => a - b)[Math.floor(counted.length / 2)];
process.stdout.write(JSON.stringify(median));
