import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { SettingError, type SqlServerOptions } from '@extconn/runtime';
import type sql from 'mssql';

/** SqlClient's defaults, where mssql has others. */
const DEFAULT_CONNECT_SECONDS = 15;
const DEFAULT_POOL_SIZE = 100;
/** Node sets a longer timer to 1 ms. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** What the configuration's own fields and the connection mode say; they beat the connection string. */
export interface PoolSettings {
  /** Milliseconds. */
  readonly commandTimeout: number;
  readonly isPooled: boolean;
  readonly isReadOnly: boolean;
}

/** What the options of a connection string are to mssql. */
export async function poolConfig(
  options: SqlServerOptions,
  { commandTimeout, isPooled, isReadOnly }: PoolSettings,
): Promise<sql.config & { readonly options: sql.IOptions }> {
  const connectTimeout = milliseconds(options.connectTimeoutSeconds ?? DEFAULT_CONNECT_SECONDS);
  return {
    server: options.server ?? 'localhost',
    ...given('port', options.port),
    ...given('database', options.database),
    ...given('user', options.user),
    ...given('password', options.password),
    connectionTimeout: connectTimeout,
    requestTimeout: Math.min(commandTimeout, LONGEST_TIMER),
    // The driver's default sends a query before each request and, where that fails, logs in again without end.
    validateConnection: 'socket',
    pool: {
      // A pool of one that never shrinks is one session.
      min: isPooled ? (options.minPoolSize ?? 0) : 1,
      max: isPooled ? (options.maxPoolSize ?? DEFAULT_POOL_SIZE) : 1,
      acquireTimeoutMillis: connectTimeout,
      createTimeoutMillis: connectTimeout,
    },
    options: {
      encrypt: encryptionOf(options),
      trustServerCertificate: options.trustServerCertificate ?? false,
      readOnlyIntent: isReadOnly || options.applicationIntent === 'ReadOnly',
      multiSubnetFailover: options.multiSubnetFailover ?? false,
      // The connection layer tries again, as often as the configuration says.
      maxRetriesOnTransientErrors: 0,
      ...given('instanceName', options.instanceName),
      ...given('appName', options.applicationName),
      ...given('workstationId', options.workstationId),
      ...given('packetSize', options.packetSize),
      ...given('language', options.language),
      ...given('serverName', options.hostNameInCertificate),
      ...(await trustedCertificate(options.serverCertificate)),
    },
  };
}

/** SqlClient's default, too: encrypted or not at all. */
function encryptionOf({ encrypt = 'mandatory' }: SqlServerOptions): boolean | 'strict' {
  return encrypt === 'strict' ? encrypt : encrypt === 'mandatory';
}

/** Trusts the one certificate in the file, PEM or DER, and no authority. */
async function trustedCertificate(path: string | undefined): Promise<sql.IOptions> {
  if (path === undefined) return {};
  const bytes = await readFile(path);
  try {
    const ca = new X509Certificate(bytes).toString();
    return { cryptoCredentialsDetails: { ca, allowPartialTrustChain: true } };
  } catch {
    throw new SettingError('invalid-configuration', `'Server Certificate' (${path}) is no certificate`);
  }
}

/** 0 stands for no limit. */
function milliseconds(seconds: number): number {
  return seconds === 0 ? LONGEST_TIMER : Math.min(seconds * 1000, LONGEST_TIMER);
}

/** The member, where the string says something: mssql does not take `undefined` for its default everywhere. */
function given<K extends string, V>(name: K, value: V | undefined): { readonly [name in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [name in K]: V });
}
