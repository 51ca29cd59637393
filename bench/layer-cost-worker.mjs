// Runs in plain Node on the built packages, as programs do: what loads TypeScript makes every closure dearer.
import { PostgreSqlConfiguration } from '@extconn/providers/postgre-sql/configuration';
import { PostgreSqlConnection } from '@extconn/providers/postgre-sql/connection';
import { SqliteConfiguration } from '@extconn/providers/sqlite/configuration';
import { SqliteConnection } from '@extconn/providers/sqlite/connection';
import Database from 'libsql';
import pg from 'pg';

/** Cycles before it is the other's turn: the machine's moods are to meet both. */
const TURN = 5;

/** The same cycle through the layer and without it: open, execute one statement, close. */
const pairs = {
  Sqlite({ path, uri }) {
    const seed = new Database(path);
    seed.exec(
      "CREATE TABLE items (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO items VALUES (7, 'seven')",
    );
    seed.close();
    const configuration = valid(SqliteConfiguration.create({ path }));
    const read = (database) => database.prepare('SELECT name FROM items WHERE id = ?').all(7);
    return {
      layer: () => cycle(new SqliteConnection(configuration), read),
      async bare() {
        // The same calls of the driver: the same way to open the file, the same settings, the same look at it.
        const database = new Database(uri, { timeout: configuration.busyTimeout });
        database.exec('PRAGMA foreign_keys = ON; PRAGMA schema_version');
        read(database);
        database.close();
      },
    };
  },
  PostgreSql(target) {
    const configuration = valid(PostgreSqlConfiguration.create({ ...target, sslMode: 'disable' }));
    const read = (client) => client.query('SELECT 1 AS one');
    return {
      layer: () => cycle(new PostgreSqlConnection(configuration), read),
      async bare() {
        const client = new pg.Client({ ...target, statement_timeout: 30_500 });
        await client.connect();
        await read(client);
        await client.end();
      },
    };
  },
};

function valid(result) {
  if (result.isSuccess) return result.value;
  throw new Error(result.errorMessage);
}

async function cycle(connection, read) {
  valid(await connection.open());
  valid(await connection.execute(read));
  valid(await connection.close());
}

async function timeOf(run) {
  const started = performance.now();
  for (let done = 0; done < TURN; done += 1) await run();
  // libsql gives files and memory back then; whose they are shall pay for it.
  await new Promise(setImmediate);
  return performance.now() - started;
}

/** Microseconds a cycle of each: the middle of many turns, as one in which the machine did something else says nothing. */
async function round({ layer, bare }, span) {
  const took = { layer: [], bare: [] };
  const started = performance.now();
  for (let turn = 0; performance.now() - started < 2 * span; turn += 1) {
    // Who goes first has the colder caches.
    for (const who of turn % 2 === 0 ? ['layer', 'bare'] : ['bare', 'layer'])
      took[who].push((await timeOf(who === 'layer' ? layer : bare)) / TURN);
  }
  return { layer: median(took.layer) * 1000, bare: median(took.bare) * 1000 };
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}

const [name, target, rounds, span] = process.argv.slice(2);
const pair = pairs[name](JSON.parse(target));
await round(pair, Number(span));
const measured = [];
for (let done = 0; done < Number(rounds); done += 1) measured.push(await round(pair, Number(span)));
process.send(measured);
process.disconnect();
