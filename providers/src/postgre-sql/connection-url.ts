import { SettingError } from '@extconn/runtime';

/** How much of TLS is demanded. */
export type SslMode = 'disable' | 'require' | 'verify-ca' | 'verify-full';

/** What a connection string says. */
export interface UrlSettings {
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
  readonly user?: string;
  readonly password?: string;
  readonly sslMode?: SslMode;
  readonly applicationName?: string;
  /** Milliseconds that opening may take; as in libpq there is no limit where it is not above 0. */
  readonly connectTimeout?: number;
  /** Settings of the session, as `-c name=value`. */
  readonly options?: string;
}

const SSL_MODES: readonly string[] = ['disable', 'require', 'verify-ca', 'verify-full'];
const PARAMETERS = [
  'host',
  'port',
  'user',
  'password',
  'dbname',
  'sslmode',
  'application_name',
  'connect_timeout',
  'options',
];

/** Reads a connection URL as libpq does; what cannot be honoured is refused, never passed over. */
export function parseConnectionUrl(text: string): UrlSettings {
  const { url, socket } = readUrl(text);
  for (const name of url.searchParams.keys()) {
    // The name alone: the value may be a secret.
    if (!PARAMETERS.includes(name))
      throw new SettingError(
        'unsupported-setting',
        'The connection string has a parameter that is not known',
      );
  }
  const parameter = (name: string): string | undefined => url.searchParams.get(name) || undefined;
  const port = parameter('port') ?? url.port;
  return defined({
    host: parameter('host') ?? socket ?? decoded(url.hostname),
    port: port === '' ? undefined : portNumber(port),
    database: parameter('dbname') ?? decoded(url.pathname.slice(1)),
    user: parameter('user') ?? decoded(url.username),
    password: parameter('password') ?? decoded(url.password),
    sslMode: sslMode(parameter('sslmode')),
    applicationName: parameter('application_name'),
    connectTimeout: connectTimeout(parameter('connect_timeout')),
    options: parameter('options'),
  });
}

/** A URL whose host is missing stands for the local socket folder in libpq; here the host has to be said. */
function readUrl(text: string): { readonly url: URL; readonly socket: string | undefined } {
  if (!/^postgres(?:ql)?:\/\//i.test(text)) throw unreadable();
  // `URL` takes no percent-encoded path, such as %2Ftmp, for a host.
  const socket = /^[a-z]+:\/\/(?:[^/?#@]*@)?(%2f[^/?#:]*)/i.exec(text)?.[1];
  const readable = socket === undefined ? text : text.replace(socket, 'localhost');
  try {
    return { url: new URL(readable), socket: socket && decodeURIComponent(socket) };
  } catch {
    throw unreadable();
  }
}

function decoded(part: string): string | undefined {
  try {
    // An IPv6 address stands in brackets.
    return decodeURIComponent(part.replace(/^\[(.*)\]$/, '$1')) || undefined;
  } catch {
    throw unreadable();
  }
}

function portNumber(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new SettingError(
    'invalid-configuration',
    "The connection string's port is no number from 1 to 65535",
  );
}

function connectTimeout(seconds: string | undefined): number | undefined {
  if (seconds === undefined) return undefined;
  if (/^-?\d+$/.test(seconds)) return Number(seconds) * 1000;
  throw new SettingError(
    'invalid-configuration',
    "The connection string's connect_timeout is no number of seconds",
  );
}

function sslMode(text: string | undefined): SslMode | undefined {
  if (text === undefined || isSslMode(text)) return text;
  throw new SettingError(
    'unsupported-setting',
    `The connection string's sslmode must be one of ${SSL_MODES.join(', ')}`,
  );
}

function isSslMode(text: string): text is SslMode {
  return SSL_MODES.includes(text);
}

function unreadable(): SettingError {
  return new SettingError('invalid-configuration', 'The connection string is no postgres:// URL');
}

/** Only what is there. */
function defined(settings: { [K in keyof UrlSettings]-?: UrlSettings[K] | undefined }): UrlSettings {
  const entries = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as UrlSettings;
}
