import { tokenizeAdoNet } from './ado-net.ts';
import { keywordTable, type Parsed, readKeywords } from './keywords.ts';
import { SQL_SERVER_KEYWORDS } from './sql-server-keywords.ts';
import { unreadable } from './token.ts';

/**
 * What an ADO.NET connection string for SQL Server says, for any driver. A setting the text does not make, or
 * makes empty, is absent; SqlClient's default is named where it has one.
 */
export interface SqlServerOptions {
  /** `.` and `(local)` are `localhost`. */
  readonly server?: string;
  /** Default 1433, or what the browser service says for `instanceName`. */
  readonly port?: number;
  /** Absent beside a port, and for the instance without a name. */
  readonly instanceName?: string;
  readonly database?: string;
  readonly user?: string;
  readonly password?: string;
  /** Default false. */
  readonly integratedSecurity?: boolean;
  readonly authentication?: SqlServerAuthentication;
  /** Default `mandatory`. `strict` is TDS 8: TLS before anything else. */
  readonly encrypt?: 'mandatory' | 'optional' | 'strict';
  /** Default false. */
  readonly trustServerCertificate?: boolean;
  readonly hostNameInCertificate?: string;
  /** Path of the certificate the server must present. */
  readonly serverCertificate?: string;
  /** Seconds; default 15; 0 is without limit. */
  readonly connectTimeoutSeconds?: number;
  /** Seconds; default 30; 0 is without limit. */
  readonly commandTimeoutSeconds?: number;
  readonly applicationName?: string;
  /** Default `ReadWrite`. */
  readonly applicationIntent?: 'ReadOnly' | 'ReadWrite';
  readonly workstationId?: string;
  /** Bytes; default 8000. */
  readonly packetSize?: number;
  readonly multiSubnetFailover?: boolean;
  /** Default true. */
  readonly pooling?: boolean;
  /** Connections; default 100. */
  readonly maxPoolSize?: number;
  /** Connections; default 0. */
  readonly minPoolSize?: number;
  readonly failoverPartner?: string;
  /** Attempts to restore an idle connection; default 1. */
  readonly connectRetryCount?: number;
  /** Seconds between those attempts; default 10. */
  readonly connectRetryIntervalSeconds?: number;
  readonly language?: string;
  readonly attachDbFilename?: string;
  /** Keywords that are understood and have no effect here, as the documentation spells them. */
  readonly ignored: readonly string[];
}

export type SqlServerAuthentication =
  | 'SqlPassword'
  | 'ActiveDirectoryPassword'
  | 'ActiveDirectoryIntegrated'
  | 'ActiveDirectoryInteractive'
  | 'ActiveDirectoryServicePrincipal'
  | 'ActiveDirectoryDeviceCodeFlow'
  | 'ActiveDirectoryManagedIdentity'
  | 'ActiveDirectoryDefault'
  | 'ActiveDirectoryWorkloadIdentity';

const TABLE = keywordTable(SQL_SERVER_KEYWORDS, (key) => key);

/**
 * Reads a SqlClient connection string. All documented keywords and synonyms are known; an unknown one and a
 * value its keyword does not allow are errors.
 *
 * @example
 * ```ts
 * const parsed = parseSqlServerConnectionString('Server=db,1433;Database=App;Encrypt=strict');
 * parsed.ok && parsed.options.port; // 1433
 * ```
 */
export function parseSqlServerConnectionString(text: string): Parsed<SqlServerOptions> {
  const parsed = tokenizeAdoNet(text);
  if (!parsed.ok) return { ok: false, message: unreadable(parsed) };
  const options: SqlServerOptions = { ignored: [] };
  const { ignored, problems } = readKeywords(parsed.tokens, TABLE, options);
  if (problems.length > 0) return { ok: false, message: problems.join(' ') };
  return { ok: true, options: { ...options, ignored } };
}
