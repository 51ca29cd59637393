import {
  ConnectionBase,
  type ConnectionMetadata,
  type DriverContext,
  type ErrorClass,
  type ExecuteOptions,
  Result,
  WaitEnded,
  type WaitOptions,
} from '@extconn/runtime';
import oracledb from 'oracledb';
import { CapturedSockets } from '../shared/captured-sockets.ts';
import type { OracleConfiguration } from './configuration.gen.ts';
import { connectionAttributes } from './connection-attributes.ts';
import { classifyOracleError } from './errors.ts';
import { OracleSession } from './oracle-session.ts';

/** Milliseconds that the server has to say goodbye. */
const PATIENCE = 500;
/** Node sets a longer timer to 1 ms. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * A connection to Oracle Database 12.1 and newer, in the driver's thin mode. `execute` hands out oracledb's
 * `Connection`: one session, on which calls run one after the other. What an operation has running is interrupted
 * when it ends early, and what it has not committed rolled back, unless other operations are at work on the session.
 *
 * The connection string is read as ODP.NET reads it, or is a bare easy-connect string, descriptor or net service
 * name. External authentication is `unsupported-setting`. The pooling keywords have no effect: a connection is one
 * session, and pools are made of connections. `Connection Timeout` (15 s) can shorten the opening, which the
 * connection layer limits by `commandTimeout`.
 *
 * - `ReadOnly` runs statements in transactions that are `READ ONLY`, each operation in one of its own: changes fail
 *   with ORA-01456, `driver-error`. Oracle ends a transaction by itself before DDL and where a block commits; that is
 *   refused only to users without the right.
 * - `Bulk` offers `bulkInsert`, and all else.
 *
 * @example
 * ```ts
 * const names = await connection.execute(
 *   async (session) => (await session.execute('SELECT name FROM users WHERE id = :id', [7])).rows,
 * );
 * ```
 */
export class OracleConnection extends ConnectionBase<OracleConfiguration, oracledb.Connection> {
  readonly #sessions = new WeakMap<oracledb.Connection, OracleSession>();

  override execute<T>(
    operation: (connection: oracledb.Connection, context: DriverContext) => T | Promise<T>,
    options?: ExecuteOptions,
  ): Promise<Result<T>> {
    return super.execute(
      (connection, context) => this.#lend(connection, context, (borrowed) => operation(borrowed, context)),
      options,
    );
  }

  /**
   * Runs a statement once for each row, in one round trip, and commits; says how many rows it has affected. All or
   * none of them are stored, together with what the session had not committed before. Fails with `unsupported-connection-type` outside of the mode `Bulk`, else as `execute`
   * does.
   *
   * @example
   * ```ts
   * const loaded = await connection.bulkInsert('INSERT INTO readings VALUES (:1, :2)', [[1, 'a'], [2, 'b']]);
   * ```
   */
  async bulkInsert(
    sql: string,
    rows: readonly oracledb.BindParameters[],
    options?: WaitOptions,
  ): Promise<Result<number>> {
    if (this.connectionMode !== 'Bulk') {
      return Result.failure('unsupported-connection-type', "bulkInsert needs the connection mode 'Bulk'");
    }
    return this.execute(async (connection) => {
      try {
        const { rowsAffected } = await connection.executeMany(sql, [...rows]);
        await connection.commit();
        return rowsAffected ?? 0;
      } catch (error) {
        await connection.rollback().catch(() => undefined);
        throw error;
      }
    }, options);
  }

  protected override async openDriver({ signal }: DriverContext): Promise<oracledb.Connection> {
    const { connectionString, commandTimeout } = this.configuration;
    const { attributes, connectTimeout } = connectionAttributes(connectionString.reveal());
    const sockets = new CapturedSockets();
    const tooLate = new WaitEnded('timeout', `No connection within ${connectTimeout} ms`);
    const timer = setTimeout(() => sockets.destroy(tooLate), connectTimeout);
    const giveUp = (): void => sockets.destroy(new Error('The opening was given up'));
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      const connection = await sockets.during(() => oracledb.getConnection(attributes));
      connection.callTimeout = Math.min(commandTimeout * 1000, LONGEST_TIMER);
      this.#sessions.set(
        connection,
        new OracleSession(connection, sockets, this.connectionMode === 'ReadOnly'),
      );
      return connection;
    } catch (error) {
      throw sockets.reason instanceof WaitEnded ? sockets.reason : error;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', giveUp);
    }
  }

  protected override async closeDriver(connection: oracledb.Connection): Promise<void> {
    const session = this.#sessions.get(connection);
    const isIdle = session?.calls.isEmpty ?? true;
    // A server that is busy or silent would hold up the goodbye, and the driver the socket.
    const hangUp = (): void => session?.sockets.destroy(new Error('The connection is closed'));
    const timer = setTimeout(hangUp, isIdle ? PATIENCE : 0);
    try {
      await connection.close();
    } catch (error) {
      // The caller has closed it already.
      if (classifyOracleError(error) !== 'connectionLost') throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  protected override pingDriver(connection: oracledb.Connection, context: DriverContext): Promise<void> {
    return this.#lend(connection, context, (borrowed) => borrowed.ping());
  }

  protected override async readMetadata(
    connection: oracledb.Connection,
    context: DriverContext,
  ): Promise<ConnectionMetadata> {
    // The driver answers from what the login told it; the ping makes sure that the server is there.
    await this.pingDriver(connection, context);
    const { oracleServerVersionString: version, serviceName = '', instanceName = '' } = connection;
    return {
      systemName: 'Oracle Database',
      version,
      databaseName: serviceName,
      properties: { instanceName, isReadOnly: this.connectionMode === 'ReadOnly' },
    };
  }

  protected override classifyError(error: unknown): ErrorClass {
    return classifyOracleError(error);
  }

  #lend<T>(
    connection: oracledb.Connection,
    { signal }: DriverContext,
    operation: (connection: oracledb.Connection) => T | Promise<T>,
  ): Promise<T> {
    const session = this.#sessions.get(connection);
    if (session === undefined) throw new Error('The connection is closed');
    return session.lend(signal, operation);
  }
}
