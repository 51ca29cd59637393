import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  SqliteConfiguration,
  type SqliteConfigurationInput,
} from '../../../providers/src/sqlite/configuration.gen.ts';
import { SqliteConnection } from '../../../providers/src/sqlite/connection.ts';
import { failureOf, unwrap } from '../support/outcome.ts';
import { recordStates } from '../support/traces.ts';

describe('SqliteConnection, on real files', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sqlite-connection-'));
    path = join(folder, 'app.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const connect = (input: Partial<SqliteConfigurationInput> = {}, mode = 'ReadWrite') =>
    new SqliteConnection(unwrap(SqliteConfiguration.create({ path, ...input })), { mode });

  async function opened(input: Partial<SqliteConfigurationInput> = {}, mode = 'ReadWrite') {
    const connection = connect(input, mode);
    unwrap(await connection.open());
    return connection;
  }

  async function createItems(): Promise<void> {
    await using connection = await opened();
    unwrap(
      await connection.execute((database) => database.exec('CREATE TABLE items (id INTEGER PRIMARY KEY)')),
    );
  }

  it('opens, executes, tests, describes itself and closes', async () => {
    const connection = connect();
    const states = recordStates(connection);
    unwrap(await connection.open());
    unwrap(await connection.testConnection());
    const rows = await connection.execute((database) => {
      database.exec('CREATE TABLE items (id INTEGER, name TEXT)');
      database.prepare('INSERT INTO items VALUES (?, ?)').run(1, 'one');
      return database.prepare('SELECT * FROM items').all();
    });
    expect(unwrap(rows)).toEqual([{ id: 1, name: 'one' }]);
    expect(unwrap(await connection.getMetadata())).toEqual({
      systemName: 'SQLite',
      version: expect.stringMatching(/^3\.\d+/),
      databaseName: 'app.db',
      properties: {
        isReadOnly: false,
        enforcesForeignKeys: true,
        busyTimeout: 5000,
        journalMode: 'delete',
        encoding: 'UTF-8',
      },
    });
    unwrap(await connection.close());
    expect(states.at(-1)).toBe('Closed');
    const reread = new Database(path);
    expect(reread.prepare('SELECT name FROM items').pluck().all()).toEqual(['one']);
    reread.close();
  });

  it('tests a closed connection on a driver of its own', async () => {
    const connection = connect();
    unwrap(await connection.testConnection());
    expect(connection.state).toBe('Created');
  });

  it.each(['a b.db', 'a%20b.db', 'a?mode=ro.db', 'a#b.db', 'ünï ✓.db'])(
    'takes the path %j literally',
    async (name) => {
      const odd = join(folder, name);
      await using connection = await opened({ path: odd });
      unwrap(await connection.execute((database) => database.exec('CREATE TABLE t (a)')));
      const bare = new Database(odd);
      expect(bare.prepare('SELECT name FROM sqlite_master').pluck().all()).toEqual(['t']);
      bare.close();
    },
  );

  it('keeps a database in memory until it is closed', async () => {
    const connection = await opened({ path: ':memory:' });
    unwrap(await connection.execute((database) => database.exec('CREATE TABLE t (a)')));
    expect(unwrap(await connection.execute((database) => database.memory))).toBe(true);
    unwrap(await connection.close());
    unwrap(await connection.open());
    const gone = await connection.execute((database) => database.prepare('SELECT * FROM t').all());
    expect(failureOf(gone).errorMessage).toContain('no such table');
    await connection.dispose();
  });

  it.each([true, false])('enforces foreign keys as configured (%s)', async (enableForeignKeys) => {
    await using connection = await opened({ enableForeignKeys });
    const orphan = await connection.execute((database) =>
      database.exec(
        'CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a REFERENCES a (id)); INSERT INTO b VALUES (7)',
      ),
    );
    expect(orphan.isFailure).toBe(enableForeignKeys);
    expect(unwrap(await connection.getMetadata()).properties['enforcesForeignKeys']).toBe(enableForeignKeys);
  });

  it('waits for another lock as long as configured, then fails as transient', async () => {
    await createItems();
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    await using connection = await opened({ busyTimeout: 150 });
    const started = performance.now();
    const refused = failureOf(
      await connection.execute((database) => database.exec('INSERT INTO items VALUES (1)')),
    );
    expect(performance.now() - started).toBeGreaterThan(140);
    expect([refused.code, refused.exception]).toEqual([
      'transient',
      expect.objectContaining({ code: 'SQLITE_BUSY' }),
    ]);
    other.exec('COMMIT');
    other.close();
    expect(connection.state).toBe('Open');
    unwrap(await connection.execute((database) => database.exec('INSERT INTO items VALUES (1)')));
  });

  it('is Broken once the caller has closed the driver, and opens again', async () => {
    await using connection = await opened();
    unwrap(await connection.execute((database) => database.close()));
    const lost = failureOf(await connection.execute((database) => database.prepare('SELECT 1').all()));
    expect([lost.code, connection.state]).toEqual(['connection-lost', 'Broken']);
    unwrap(await connection.open());
    unwrap(await connection.testConnection());
  });

  it('honours a signal between the synchronous calls', async () => {
    await using connection = await opened();
    const controller = new AbortController();
    const endless = connection.execute(
      async (database, { signal }) => {
        for (let turns = 0; !signal.aborted; turns += 1) {
          database.prepare('SELECT 1').all();
          await new Promise((resolve) => setImmediate(resolve));
          if (turns === 3) controller.abort();
        }
      },
      { signal: controller.signal },
    );
    expect(failureOf(await endless).code).toBe('aborted');
  });

  describe('what cannot be opened', () => {
    it('says which folder is missing', async () => {
      const nowhere = join(folder, 'nowhere');
      const connection = connect({ path: join(nowhere, 'app.db') });
      const failure = failureOf(await connection.open());
      expect([failure.code, connection.state]).toEqual(['driver-error', 'Broken']);
      expect(failure.errorMessage).toBe(`Failed to open connection: The folder '${nowhere}' does not exist`);
      expect(failureOf(await connection.testConnection()).errorMessage).toContain(`The folder '${nowhere}'`);
    });

    it('says that a folder is no file', async () => {
      expect(failureOf(await connect({ path: folder }).open()).errorMessage).toContain('cannot be opened');
    });

    it('says that a file is no database, at open and at test', async () => {
      writeFileSync(path, 'This is not a database. '.repeat(100));
      const connection = connect();
      for (const result of [await connection.open(), await connection.testConnection()]) {
        expect(failureOf(result)).toMatchObject({
          code: 'driver-error',
          exception: { code: 'SQLITE_NOTADB' },
          errorMessage: expect.stringContaining('file is not a database'),
        });
      }
    });

    it.each(['libsql://db.example', 'http://127.0.0.1:1', 'wss://127.0.0.1:1'])(
      'refuses the remote %s',
      async (remote) => {
        expect(failureOf(await connect({ path: remote }).open())).toMatchObject({
          code: 'unsupported-setting',
          errorMessage: expect.stringContaining('must be a file'),
        });
      },
    );

    it('refuses NUL, behind which SQLite would stop reading', async () => {
      expect(failureOf(await connect({ path: `${path}\0.txt` }).open()).code).toBe('invalid-configuration');
    });
  });

  describe('ReadOnly', () => {
    beforeEach(createItems);

    it('reads and refuses every change', async () => {
      await using connection = await opened({}, 'ReadOnly');
      expect(
        unwrap(await connection.execute((database) => database.prepare('SELECT * FROM items').all())),
      ).toEqual([]);
      for (const sql of ['INSERT INTO items VALUES (1)', 'DROP TABLE items', 'CREATE TEMP TABLE t (a)']) {
        const refused = failureOf(await connection.execute((database) => database.exec(sql)));
        expect(refused).toMatchObject({ code: 'driver-error', exception: { code: 'SQLITE_READONLY' } });
      }
      expect(unwrap(await connection.getMetadata()).properties['isReadOnly']).toBe(true);
    });

    it('does so on the file itself, not by query_only alone', async () => {
      await using connection = await opened({}, 'ReadOnly');
      unwrap(await connection.execute((database) => database.exec('PRAGMA query_only = OFF')));
      expect(
        failureOf(await connection.execute((database) => database.exec('INSERT INTO items VALUES (1)')))
          .exception,
      ).toMatchObject({ code: 'SQLITE_READONLY' });
    });

    it('refuses changes to attached databases, too', async () => {
      await using connection = await opened({}, 'ReadOnly');
      const other = join(folder, 'other.db');
      const bare = new Database(other);
      bare.exec('CREATE TABLE t (a)');
      bare.close();
      unwrap(await connection.execute((database) => database.exec(`ATTACH '${other}' AS other`)));
      const refused = await connection.execute((database) => database.exec('INSERT INTO other.t VALUES (1)'));
      expect(failureOf(refused).exception).toMatchObject({ code: 'SQLITE_READONLY' });
    });

    it.each(['', '?mode=rw', '?cache=private&mode=rwc'])(
      'beats a mode in the URI (file:…%s)',
      async (query) => {
        await using connection = await opened({ path: `file:${path}${query}` }, 'ReadOnly');
        const refused = await connection.execute((database) => {
          database.exec('PRAGMA query_only = OFF');
          database.exec('INSERT INTO items VALUES (1)');
        });
        expect(failureOf(refused).exception).toMatchObject({ code: 'SQLITE_READONLY' });
      },
    );

    it('does not create a file', async () => {
      const absent = join(folder, 'absent.db');
      const failure = failureOf(await connect({ path: absent }, 'ReadOnly').open());
      expect(failure.errorMessage).toContain(`The database file '${absent}' does not exist`);
      expect(() => writeFileSync(absent, '', { flag: 'wx' })).not.toThrow();
    });
  });
});
