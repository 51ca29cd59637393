import { Socket } from 'node:net';
import {
  ConnectionBase,
  type ConnectionMetadata,
  type DriverContext,
  type ErrorClass,
  type ExecuteOptions,
  Result,
  SettingError,
  type WaitOptions,
} from '@extconn/runtime';
import pg from 'pg';
import { UrlTimeout } from '../shared/url-timeout.ts';
import { bulkStatement } from './bulk-insert.ts';
import { requestCancel } from './cancel-request.ts';
import { clientSettings } from './client-config.ts';
import type { PostgreSqlConfiguration } from './configuration.gen.ts';
import { classifyPostgreSqlError } from './errors.ts';
import { PostgreSqlSession } from './session.ts';

/** Milliseconds that the server has to hear goodbye. */
const PATIENCE = 500;
/** Milliseconds that the server has to take a cancellation. */
const CANCEL_PATIENCE = 2000;

const DESCRIBE = `SELECT current_setting('server_version') AS version, current_database() AS name,
  current_setting('default_transaction_read_only') = 'on' OR pg_is_in_recovery() AS "isReadOnly"`;

interface Description {
  readonly version: string;
  readonly name: string;
  readonly isReadOnly: boolean;
}

/**
 * A connection to PostgreSQL or a compatible database. `execute` hands out pg's `Client`: one session, on which
 * statements run one after the other. What an operation has running is cancelled when the operation ends early, by
 * a cancel request on a socket of its own, and its transaction rolled back, unless other operations are at work on
 * the session. The same does not hold for cursors, streams and callbacks: those go straight to the driver.
 *
 * Every field beats the same setting in the connection string, whose parameters are `sslmode`, `application_name`,
 * `options`, `connect_timeout`, `host`, `port`, `user`, `password` and `dbname`; any other is `unsupported-setting`.
 * `connect_timeout` can shorten each attempt at opening, which all together have `connectTimeoutSeconds`. PGHOST,
 * PGPASSWORD and `.pgpass` play no part. Unless said otherwise the connection is encrypted and certificate and name are
 * checked; a server that does not encrypt is refused before the password is sent: `unsupported-setting`.
 *
 * - `ReadOnly` is `default_transaction_read_only`: changes fail with 25006, `driver-error`. A statement can ask for
 *   `READ WRITE` in spite of it; rights of a user are the stronger fence.
 * - `Bulk` offers `bulkInsert`, and all else.
 *
 * @example
 * ```ts
 * const names = await connection.execute(
 *   async (client) => (await client.query('SELECT name FROM users WHERE id = $1', [7])).rows,
 * );
 * ```
 */
export class PostgreSqlConnection extends ConnectionBase<PostgreSqlConfiguration, pg.Client> {
  readonly #sessions = new WeakMap<pg.Client, PostgreSqlSession>();

  override execute<T>(
    operation: (client: pg.Client, context: DriverContext) => T | Promise<T>,
    options?: ExecuteOptions,
  ): Promise<Result<T>> {
    return super.execute(
      (client, context) => this.#lend(client, context, (borrowed) => operation(borrowed, context)),
      options,
    );
  }

  /**
   * Inserts rows by one statement in one round trip, and says how many. All or none of them are stored. All rows
   * have the same columns; values are strings, numbers, bigints, dates, bytes (`Uint8Array`), null, and arrays or
   * objects for columns of JSON. Rows travel as one document of at most 1 GB. COPY would need another package.
   * Fails with `unsupported-connection-type` outside of the mode `Bulk`, else as `execute` does.
   *
   * @param table - a name, also with its schema: `public.readings`. It is quoted, so upper and lower case matter.
   * @example
   * ```ts
   * const loaded = await connection.bulkInsert('readings', [{ id: 1, at: new Date() }, { id: 2, at: null }]);
   * ```
   */
  async bulkInsert<TRow extends object>(
    table: string,
    rows: readonly TRow[],
    options?: WaitOptions,
  ): Promise<Result<number>> {
    if (this.connectionMode !== 'Bulk') {
      return Result.failure('unsupported-connection-type', "bulkInsert needs the connection mode 'Bulk'");
    }
    return this.execute(async (client) => {
      if (rows.length === 0) return 0;
      const { text, values } = bulkStatement(table, rows);
      return (await client.query(text, [...values])).rowCount ?? 0;
    }, options);
  }

  protected override async openDriver({ signal }: DriverContext): Promise<pg.Client> {
    const settings = clientSettings(this.configuration, this.connectionMode === 'ReadOnly');
    const socket = new Socket();
    const client = new pg.Client({ ...settings, stream: () => socket });
    // Without a listener it would end the process.
    client.on('error', (error) => this.reportLost(client, error));
    const giveUp = (): void => void socket.destroy(new Error('The opening was given up'));
    signal.addEventListener('abort', giveUp, { once: true });
    const limit = new UrlTimeout(settings.connectTimeout, (reason) => socket.destroy(reason));
    try {
      await client.connect();
      const cancel = (): Promise<void> => requestCancel(client, settings, CANCEL_PATIENCE);
      this.#sessions.set(client, new PostgreSqlSession(client, socket, cancel));
      return client;
    } catch (error) {
      socket.destroy();
      throw limit.reason ?? whyNotOpened(error);
    } finally {
      limit.clear();
      signal.removeEventListener('abort', giveUp);
    }
  }

  protected override async closeDriver(client: pg.Client): Promise<void> {
    const timer = setTimeout(() => this.#sessions.get(client)?.socket.destroy(), PATIENCE);
    await client.end().finally(() => clearTimeout(timer));
  }

  protected override async pingDriver(client: pg.Client, context: DriverContext): Promise<void> {
    await this.#lend(client, context, (borrowed) => borrowed.query('SELECT 1'));
  }

  protected override async readMetadata(
    client: pg.Client,
    context: DriverContext,
  ): Promise<ConnectionMetadata> {
    const { rows } = await this.#lend(client, context, (borrowed) => borrowed.query<Description>(DESCRIBE));
    const [description] = rows;
    return {
      systemName: 'PostgreSQL',
      version: description?.version ?? 'unknown',
      ...(description && { databaseName: description.name }),
      properties: { isReadOnly: description?.isReadOnly ?? false },
    };
  }

  protected override classifyError(error: unknown): ErrorClass {
    return classifyPostgreSqlError(error);
  }

  #lend<T>(
    client: pg.Client,
    { signal }: DriverContext,
    operation: (client: pg.Client) => T | Promise<T>,
  ): Promise<T> {
    const session = this.#sessions.get(client);
    if (session === undefined) throw new Error('The connection is closed');
    return session.lend(signal, operation);
  }
}

function whyNotOpened(error: unknown): unknown {
  const isClear = error instanceof Error && error.message === 'The server does not support SSL connections';
  if (!isClear) return error;
  return new SettingError('unsupported-setting', `${error.message}, and sslMode demands them`);
}
