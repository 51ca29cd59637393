import { setImmediate } from 'node:timers/promises';
import { SqliteConnectionProvider } from '@extconn/providers/sqlite';
import { SqliteConfiguration } from '@extconn/providers/sqlite/configuration';
import { ConnectionPoolManager, type Result } from '@extconn/runtime';
import Database from 'libsql';
import { Pool } from 'tarn';
import { createRandom, Holders, repeat } from '../../test/runtime/services/pool/load.ts';
import { inTurns } from '../in-turns.ts';

/** Borrow, use and return on Sqlite: ours, the pool library with the same connections, and with the bare driver. */

const [path = '', runs = '5', times = '10000'] = process.argv.slice(2);
const CYCLES = Number(times);
const CONCURRENCY = 64;
const MAX = 8;
const QUERY = 'select 1 as one';
const provider = SqliteConnectionProvider.instance;
const configuration = expectValue(SqliteConfiguration.create({ path }));
const factory = expectValue(await provider.createConnectionFactory());

function expectValue<T>(result: Result<T>): T {
  if (result.isFailure) throw new Error(result.errorMessage);
  return result.value;
}

/** Cycles a second. */
async function rate(cycle: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await repeat(CYCLES, CONCURRENCY, cycle);
  return (CYCLES / (performance.now() - start)) * 1000;
}

async function ours(): Promise<number> {
  await using pools = new ConnectionPoolManager({ max: MAX });
  return await rate(async () => {
    const used = await pools.withConnection(provider, configuration, (connection) =>
      connection.execute((database) => database.prepare(QUERY).all()),
    );
    expectValue(used);
  });
}

async function openConnection() {
  const connection = expectValue(await factory.createConnection(configuration));
  expectValue(await connection.open());
  return connection;
}

async function sameConnections(): Promise<number> {
  const pool = new Pool<Awaited<ReturnType<typeof openConnection>>>({
    create: openConnection,
    destroy: (used) => used.dispose(),
    min: 0,
    max: MAX,
  });
  const found = await rate(async () => {
    const connection = await pool.acquire().promise;
    try {
      expectValue(await connection.execute((database) => database.prepare(QUERY).all()));
    } finally {
      pool.release(connection);
    }
  });
  await pool.destroy();
  return found;
}

async function bareDriver(): Promise<number> {
  const pool = new Pool<Database.Database>({
    create: async () => new Database(path),
    destroy: async (database) => void database.close(),
    min: 0,
    max: MAX,
  });
  const found = await rate(async () => {
    const database = await pool.acquire().promise;
    try {
      database.prepare(QUERY).all();
    } finally {
      pool.release(database);
    }
  });
  await pool.destroy();
  return found;
}

/** With connections that break while they are used; throws where one borrow goes wrong. */
async function withFaults(): Promise<number> {
  const random = createRandom(2);
  const holders = new Holders();
  await using pools = new ConnectionPoolManager({ max: MAX });
  let answers = 0;
  const found = await rate(async () => {
    await pools.withConnection(provider, configuration, (connection) =>
      holders.hold(connection, () =>
        connection.execute(async (database) => {
          if (random() < 0.01) await setImmediate();
          if (random() < 0.01) throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
          if (random() < 0.01) database.close();
          return database.prepare(QUERY).all();
        }),
      ),
    );
    answers += 1;
  });
  const [figures] = pools.figures();
  const leaked = (figures?.opened ?? 0) - (figures?.closed ?? 0) - (figures?.idle ?? 0);
  if (answers !== CYCLES || holders.clashes > 0 || leaked !== 0 || figures?.inUse !== 0)
    throw new Error(`Of ${CYCLES} borrows ${answers} answered, ${holders.clashes} shared, ${leaked} leaked`);
  return found;
}

const found = await inTurns(
  [
    { name: 'extconn', run: ours },
    { name: 'extconn, with faults', run: withFaults },
    { name: 'tarn, same connections', run: sameConnections },
    { name: 'tarn, bare driver', run: bareDriver },
  ],
  Number(runs),
);
process.stdout.write(JSON.stringify(Object.fromEntries(found)));
