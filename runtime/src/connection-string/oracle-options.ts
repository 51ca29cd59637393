import { looksLikeAdoNet, tokenizeAdoNet } from './ado-net.ts';
import { keywordTable, type Parsed, readKeywords } from './keywords.ts';
import { ORACLE_KEYWORDS } from './oracle-keywords.ts';
import { tokenizeOracle } from './oracle-text.ts';
import { type CannotParse, unreadable } from './token.ts';

/**
 * What a connection string for Oracle says, for any driver. A setting the text does not make, or makes empty, is
 * absent; ODP.NET's default is named where it has one.
 */
export interface OracleOptions {
  /** Easy connect, a descriptor or a net service name, free of user and password. */
  readonly connectString?: string;
  readonly user?: string;
  readonly password?: string;
  /** The operating system or a wallet knows the user (`User Id=/`). */
  readonly externalAuthentication: boolean;
  readonly proxyUser?: string;
  readonly proxyPassword?: string;
  readonly privilege?: 'SYSDBA' | 'SYSOPER' | 'SYSASM' | 'SYSBACKUP' | 'SYSDG' | 'SYSKM' | 'SYSRAC';
  /** Seconds; default 15. */
  readonly connectTimeoutSeconds?: number;
  /** Default true. */
  readonly pooling?: boolean;
  /** Connections; default 100. */
  readonly maxPoolSize?: number;
  /** Connections; default 1. */
  readonly minPoolSize?: number;
  /** Connections the pool adds at a time; default 5. */
  readonly poolIncrement?: number;
  /** Seconds; default 0: without limit. */
  readonly connectionLifetimeSeconds?: number;
  /** Statements. */
  readonly statementCacheSize?: number;
  /** The folder of tnsnames.ora and sqlnet.ora. */
  readonly configDirectory?: string;
  readonly walletLocation?: string;
  readonly walletPassword?: string;
  /** Keywords that are understood and have no effect here, as the documentation spells them. */
  readonly ignored: readonly string[];
}

// ODP.NET ignores blanks in names altogether: `UserId` is `User Id`.
const TABLE = keywordTable(ORACLE_KEYWORDS, (key) => key.replaceAll(' ', ''));

/**
 * Reads an ODP.NET connection string, or a bare easy-connect string, descriptor or net service name with or
 * without `user/password@` in front. User and password may also stand inside `Data Source`; keywords of their
 * own beat those.
 *
 * @example
 * ```ts
 * const parsed = parseOracleConnectionString('Data Source=db:1521/XE;User Id=reports;Password=x');
 * parsed.ok && parsed.options.connectString; // 'db:1521/XE'
 * ```
 */
export function parseOracleConnectionString(text: string): Parsed<OracleOptions> {
  const options: OracleOptions = { externalAuthentication: false, ignored: [] };
  if (text.trim() !== '' && !looksLikeAdoNet(text)) return withDataSource(text, options, unreadable);
  const parsed = tokenizeAdoNet(text);
  if (!parsed.ok) return { ok: false, message: unreadable(parsed) };
  const { ignored, problems } = readKeywords(parsed.tokens, TABLE, options);
  if (problems.length > 0) return { ok: false, message: problems.join(' ') };
  const read = withExternalUser({ ...options, ignored });
  if (read.connectString === undefined) return { ok: true, options: read };
  return withDataSource(read.connectString, read, ({ reason }) => `'Data Source' cannot be read: ${reason}.`);
}

function withExternalUser({ user, ...options }: OracleOptions): OracleOptions {
  if (user === undefined) return options;
  return user.trim() === '/' ? { ...options, externalAuthentication: true } : { ...options, user };
}

/** Takes user and password out of the data source, where they stand in front of it. */
function withDataSource(
  text: string,
  options: OracleOptions,
  explain: (why: CannotParse) => string,
): Parsed<OracleOptions> {
  const source = tokenizeOracle(text.trim());
  if (!source.ok) {
    const indent = text.length - text.trimStart().length;
    return { ok: false, message: explain({ ...source, offset: source.offset + indent }) };
  }
  const connectString = source.connectString.value;
  const inside = {
    ...(source.user?.value && { user: source.user.value }),
    ...(source.password?.value && { password: source.password.value }),
  };
  const named = options.user !== undefined || options.externalAuthentication;
  const external = options.externalAuthentication || (!named && source.user?.value === '');
  return {
    ok: true,
    options: { ...(!named && inside), ...options, connectString, externalAuthentication: external },
  };
}
