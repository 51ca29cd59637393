import { type OracleOptions, parseOracleConnectionString, SettingError } from '@extconn/runtime';
import oracledb from 'oracledb';

/** What a connection string says, in the driver's terms. */
export interface ConnectionAttributes {
  readonly attributes: oracledb.ConnectionAttributes;
  /** Milliseconds. */
  readonly connectTimeout: number;
}

/** ODP.NET's default. */
const DEFAULT_CONNECT_SECONDS = 15;
/** Node sets a longer timer to 1 ms. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** What the connection string says, once it is sure that the thin driver can do it; nothing has been sent by then. */
export function connectionAttributes(connectionString: string): ConnectionAttributes {
  const parsed = parseOracleConnectionString(connectionString);
  if (!parsed.ok) throw new SettingError('invalid-configuration', parsed.message);
  const { options } = parsed;
  if (options.externalAuthentication) {
    throw new SettingError(
      'unsupported-setting',
      "External authentication ('User Id=/') needs Oracle's client libraries, which the driver's thin mode does without; use User Id and Password",
    );
  }
  const missing = whatIsMissing(options);
  if (missing !== undefined) throw new SettingError('invalid-configuration', missing);
  const seconds = options.connectTimeoutSeconds ?? DEFAULT_CONNECT_SECONDS;
  return {
    attributes: attributesOf(options),
    connectTimeout: seconds === 0 ? LONGEST_TIMER : Math.min(seconds * 1000, LONGEST_TIMER),
  };
}

function whatIsMissing(options: OracleOptions): string | undefined {
  if (options.connectString === undefined) return 'The connection string names no Data Source';
  if (options.user === undefined && options.proxyUser === undefined) {
    return 'The connection string names no User Id';
  }
  return undefined;
}

function attributesOf(options: OracleOptions): oracledb.ConnectionAttributes {
  return {
    ...credentials(options),
    connectString: options.connectString,
    ...(options.privilege && { privilege: oracledb[options.privilege] }),
    ...(options.statementCacheSize !== undefined && { stmtCacheSize: options.statementCacheSize }),
    ...(options.configDirectory && { configDir: options.configDirectory }),
    ...(options.walletLocation && { walletLocation: options.walletLocation }),
    ...(options.walletPassword && { walletPassword: options.walletPassword }),
  };
}

/** A proxy logs in with its own password and works as the user. */
function credentials({ user, password, proxyUser, proxyPassword }: OracleOptions) {
  if (proxyUser === undefined) return { user, password };
  return { user: user === undefined ? proxyUser : `${proxyUser}[${user}]`, password: proxyPassword };
}
