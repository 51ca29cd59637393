import {
  ConnectionBase,
  type ConnectionMetadata,
  type DriverContext,
  type ErrorClass,
  type ExecuteOptions,
  Result,
  type WaitOptions,
} from '@extconn/runtime';
import type sql from 'mssql';
import { borrowedPool } from './borrowed-pool.ts';
import type { SqlServerConfiguration } from './configuration.gen.ts';
import { connectionOptions } from './connection-options.ts';
import { classifySqlServerError } from './errors.ts';
import { closePool, openPool } from './pool.ts';
import { poolConfig } from './pool-config.ts';

const DESCRIBE = `SELECT
  CAST(SERVERPROPERTY('ProductVersion') AS nvarchar(128)) AS version,
  CAST(SERVERPROPERTY('Edition') AS nvarchar(128)) AS edition,
  CAST(DATABASEPROPERTYEX(DB_NAME(), 'Updateability') AS nvarchar(128)) AS updateability,
  DB_NAME() AS name`;

interface Description {
  readonly version: string;
  readonly edition: string;
  readonly updateability: string;
  readonly name: string;
}

/**
 * A connection to SQL Server or Azure SQL. `execute` hands out mssql's `ConnectionPool`; what an operation has
 * running on it is cancelled when the operation ends early, at the latest after `commandTimeout`.
 *
 * The connection string is read as Microsoft.Data.SqlClient reads it:
 *
 * - Without `Encrypt`, and with `Encrypt=true`, the connection is encrypted and the certificate checked;
 *   `TrustServerCertificate=true` ends the check, `Encrypt=false` the encryption, the login's included. A server
 *   that does not encrypt although it must is refused before the password is sent: `unsupported-setting`.
 * - `Trusted_Connection`, Active Directory, `Failover Partner` and `AttachDbFilename` are `unsupported-setting`.
 *   `Server Certificate` trusts that one certificate; unlike in SqlClient, the host's name is checked as well.
 * - `commandTimeout`, `enableConnectionPooling` and the retries are fields of their own, whose values, defaults
 *   included, beat `Command Timeout`, `Pooling` and `ConnectRetryCount`. `Connect Timeout` (15 s) can shorten the
 *   opening, which the connection layer limits by `commandTimeout`.
 *
 * Without pooling one session serves all; when it is lost, so is the connection. An answer that is none of TDS ends
 * its session: `connection-lost`.
 *
 * - `ReadOnly` sends `ApplicationIntent=ReadOnly`. A readable secondary refuses changes (3906, `driver-error`); any
 *   other server does not: there the login's rights decide.
 * - `Bulk` offers `bulkInsert`, and all else.
 *
 * @example
 * ```ts
 * const users = await connection.execute(
 *   async (pool) => (await pool.request().input('id', 7).query('SELECT name FROM users WHERE id = @id')).recordset,
 * );
 * ```
 */
export class SqlServerConnection extends ConnectionBase<SqlServerConfiguration, sql.ConnectionPool> {
  override execute<T>(
    operation: (pool: sql.ConnectionPool, context: DriverContext) => T | Promise<T>,
    options?: ExecuteOptions,
  ): Promise<Result<T>> {
    return super.execute((pool, context) => operation(borrowedPool(pool, context.signal), context), options);
  }

  /**
   * Loads rows by the bulk protocol and says how many. All or none of them are stored. Fails with
   * `unsupported-connection-type` outside of the mode `Bulk`, else as `execute` does.
   *
   * @example
   * ```ts
   * const table = new sql.Table('readings');
   * table.columns.add('id', sql.Int, { nullable: false });
   * for (const id of ids) table.rows.add(id);
   * const loaded = await connection.bulkInsert(table);
   * ```
   */
  async bulkInsert(table: sql.Table, options?: WaitOptions): Promise<Result<number>> {
    if (this.connectionMode !== 'Bulk') {
      return Result.failure('unsupported-connection-type', "bulkInsert needs the connection mode 'Bulk'");
    }
    return this.execute(async (pool) => (await pool.request().bulk(table)).rowsAffected, options);
  }

  protected override async openDriver(context: DriverContext): Promise<sql.ConnectionPool> {
    const { connectionString, commandTimeout, enableConnectionPooling } = this.configuration;
    const config = await poolConfig(connectionOptions(connectionString.reveal()), {
      commandTimeout: commandTimeout * 1000,
      isPooled: enableConnectionPooling,
      isReadOnly: this.connectionMode === 'ReadOnly',
    });
    return openPool(config, { isPooled: enableConnectionPooling, signal: context.signal });
  }

  protected override closeDriver(pool: sql.ConnectionPool): Promise<void> {
    return closePool(pool);
  }

  protected override async pingDriver(pool: sql.ConnectionPool, { signal }: DriverContext): Promise<void> {
    await borrowedPool(pool, signal).query('SELECT 1');
  }

  protected override async readMetadata(
    pool: sql.ConnectionPool,
    { signal }: DriverContext,
  ): Promise<ConnectionMetadata> {
    const { recordset } = await borrowedPool(pool, signal).query<Description>(DESCRIBE);
    const [description] = recordset;
    return {
      systemName: 'Microsoft SQL Server',
      version: description?.version ?? 'unknown',
      ...(description && { databaseName: description.name }),
      properties: {
        edition: description?.edition ?? 'unknown',
        isReadOnly: description?.updateability === 'READ_ONLY',
      },
    };
  }

  protected override classifyError(error: unknown): ErrorClass {
    return classifySqlServerError(error);
  }
}
