import type { ConnectionOptions } from 'node:tls';
import { SettingError } from '@extconn/runtime';
import type { ClientConfig } from 'pg';
import type { PostgreSqlConfiguration } from './configuration.gen.ts';
import { parseConnectionUrl, type SslMode, type UrlSettings } from './connection-url.ts';
import { PasswordMissing } from './errors.ts';

/** The server's own limit comes somewhat later than the connection's, so that one and the same is heard. */
const STATEMENT_GRACE = 500;
/** The longest that PostgreSQL takes. */
const LONGEST_TIMEOUT = 2 ** 31 - 1;
const READ_ONLY = '-c default_transaction_read_only=on';

/** What is needed to connect: all of it is said, so that PGHOST, PGPASSWORD and their like play no part. */
export interface ClientSettings extends ClientConfig {
  /** What the connection string says of it; milliseconds. */
  readonly connectTimeout: number | undefined;
  readonly host: string;
  readonly port: number;
  readonly ssl: false | ConnectionOptions;
}

/** The driver's settings: a field of its own beats the connection string. */
export function clientSettings(configuration: PostgreSqlConfiguration, isReadOnly: boolean): ClientSettings {
  const url = parseConnectionUrlOf(configuration);
  const host = configuration.host ?? url.host;
  const user = configuration.user ?? url.user;
  const password = configuration.password?.reveal() ?? url.password;
  if (host === undefined)
    throw new SettingError('invalid-configuration', 'The connection string names no host');
  if (user === undefined) throw new SettingError('invalid-configuration', 'No user is configured');
  const options = [url.options, isReadOnly ? READ_ONLY : undefined].filter((part) => part !== undefined);
  return {
    connectTimeout: url.connectTimeout,
    host,
    port: configuration.port ?? url.port ?? 5432,
    user,
    database: configuration.database ?? url.database ?? user,
    password: () => {
      if (password === undefined) throw new PasswordMissing();
      return password;
    },
    ssl: tlsOptions(configuration.sslMode ?? url.sslMode ?? defaultMode(host), configuration.caCertificate),
    statement_timeout: Math.min(configuration.commandTimeout * 1000 + STATEMENT_GRACE, LONGEST_TIMEOUT),
    ...(url.applicationName !== undefined && { application_name: url.applicationName }),
    ...(options.length > 0 && { options: options.join(' ') }),
  };
}

function parseConnectionUrlOf({ connectionString }: PostgreSqlConfiguration): UrlSettings {
  return connectionString === undefined ? {} : parseConnectionUrl(connectionString.reveal());
}

function defaultMode(host: string): SslMode {
  return host.startsWith('/') ? 'disable' : 'verify-full';
}

function tlsOptions(mode: SslMode, ca: string | undefined): false | ConnectionOptions {
  if (mode === 'disable') return false;
  return {
    rejectUnauthorized: mode !== 'require',
    ...(ca !== undefined && { ca }),
    ...(mode === 'verify-ca' && { checkServerIdentity: () => undefined }),
  };
}
