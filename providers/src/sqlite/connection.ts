import { existsSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import {
  ConnectionBase,
  type ConnectionMetadata,
  type DriverContext,
  type ErrorClass,
  errorCode,
} from '@extconn/runtime';
import Database from 'libsql';
import type { SqliteConfiguration } from './configuration.gen.ts';
import { databaseUri } from './database-uri.ts';

/** SQLite opens a file without looking at it; this makes it look, and throw where it is no database. */
const READ_FILE = 'PRAGMA schema_version';

/**
 * A connection to a SQLite file or to a database in memory. `execute` hands out libsql's `Database`, whose calls
 * are those of better-sqlite3.
 *
 * Those calls are synchronous: while one runs, and while it waits up to `busyTimeout` for another process's lock,
 * nothing else in the process does; neither a timeout nor a signal can end it.
 *
 * - `ReadWrite` creates the file, not its folder. So does `testConnection`.
 * - `ReadOnly` opens the file read-only and sets `query_only`: SQLite refuses every change with the code
 *   `driver-error`, to attached databases and in memory, too.
 *
 * A lock that outlasts `busyTimeout` is the code `transient`; a driver that the caller has closed,
 * `connection-lost`.
 *
 * @example
 * ```ts
 * const users = await connection.execute((database) => database.prepare('select name from users').all());
 * ```
 */
export class SqliteConnection extends ConnectionBase<SqliteConfiguration, Database.Database> {
  protected override async openDriver(): Promise<Database.Database> {
    const database = this.#openFile();
    try {
      const foreignKeys = `PRAGMA foreign_keys = ${this.configuration.enableForeignKeys ? 'ON' : 'OFF'}`;
      const queryOnly = this.#isReadOnly ? 'PRAGMA query_only = ON' : '';
      database.exec(`${foreignKeys}; ${queryOnly}; ${READ_FILE}`);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  protected override async closeDriver(database: Database.Database): Promise<void> {
    database.close();
  }

  protected override async pingDriver(database: Database.Database, _context: DriverContext): Promise<void> {
    database.exec(READ_FILE);
  }

  protected override async readMetadata(database: Database.Database): Promise<ConnectionMetadata> {
    const pragma = (name: string): unknown => database.prepare(`PRAGMA ${name}`).pluck().all()[0];
    return {
      systemName: 'SQLite',
      version: String(database.prepare('SELECT sqlite_version()').pluck().all()[0]),
      databaseName: basename(this.configuration.path),
      properties: {
        isReadOnly: this.#isReadOnly,
        enforcesForeignKeys: pragma('foreign_keys') === 1,
        busyTimeout: Number(pragma('busy_timeout')),
        journalMode: String(pragma('journal_mode')),
        encoding: String(pragma('encoding')),
      },
    };
  }

  protected override classifyError(error: unknown): ErrorClass {
    const code = errorCode(error);
    if (typeof code === 'string' && /^SQLITE_(?:BUSY|LOCKED)/.test(code)) return 'transient';
    // libsql has no code for it.
    const isClosed = error instanceof TypeError && error.message === 'The database connection is not open';
    return isClosed ? 'connectionLost' : 'other';
  }

  get #isReadOnly(): boolean {
    return this.connectionMode === 'ReadOnly';
  }

  #openFile(): Database.Database {
    const { path, busyTimeout } = this.configuration;
    const uri = databaseUri(path, this.#isReadOnly ? 'ro' : 'rwc');
    try {
      return new Database(uri, { timeout: busyTimeout });
    } catch (error) {
      throw new Error(whyNotOpened(path, this.#isReadOnly), { cause: error });
    }
  }
}

/** libsql says no more than 'unable to open'. */
function whyNotOpened(path: string, isReadOnly: boolean): string {
  const folder = dirname(resolve(path));
  if (!/^file:/i.test(path)) {
    if (!existsSync(folder)) return `The folder '${folder}' does not exist`;
    if (isReadOnly && !existsSync(path)) return `The database file '${resolve(path)}' does not exist`;
  }
  return `The database file '${path}' cannot be opened`;
}
