import { SettingError } from '@extconn/runtime';
import type { Options, SocketOptions } from 'amqplib';
import type { RabbitMqConfiguration } from './configuration.gen.ts';

/** What the driver is told. */
export interface ConnectSettings {
  readonly connect: Options.Connect & { readonly hostname: string; readonly port: number };
  readonly socket: SocketOptions;
  readonly useTls: boolean;
  /** As the broker calls it. */
  readonly virtualHost: string;
  /** What the URL says of it; milliseconds, without limit where it is 0. */
  readonly connectTimeout: number | undefined;
}

interface UrlSettings {
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly virtualHost?: string;
  readonly useTls?: boolean;
  readonly heartbeat?: number;
  readonly connectTimeout?: number;
}

const GUEST = 'guest';
/** The longest that the protocol can say. */
const LONGEST_HEARTBEAT = 65_535;

/** A field beats the same setting in the URL. */
export function connectSettings(configuration: RabbitMqConfiguration): ConnectSettings {
  const said: UrlSettings = configuration.url === undefined ? {} : parseUrl(configuration.url.reveal());
  const user = configuration.user ?? said.user;
  const password = configuration.password?.reveal() ?? said.password;
  const isGuest = user === undefined && password === undefined;
  const useTls = configuration.useTls ?? said.useTls ?? true;
  const port = configuration.port ?? said.port ?? (useTls ? 5671 : 5672);
  const virtualHost = configuration.virtualHost ?? said.virtualHost ?? '/';
  const heartbeat = configuration.heartbeatSeconds ?? said.heartbeat;
  return {
    connect: {
      protocol: useTls ? 'amqps' : 'amqp',
      hostname: configuration.host ?? said.host ?? '',
      port,
      username: user ?? (isGuest ? GUEST : ''),
      password: password ?? (isGuest ? GUEST : ''),
      // The driver decodes it, of an object as of a URL.
      vhost: encodeURIComponent(virtualHost),
      ...(heartbeat !== undefined && { heartbeat }),
    },
    socket: { noDelay: true, ...(useTls && tlsOptions(configuration)) },
    useTls,
    virtualHost,
    connectTimeout: said.connectTimeout,
  };
}

function tlsOptions(configuration: RabbitMqConfiguration): SocketOptions {
  const { caCertificate, clientCertificate, clientKey, clientKeyPassphrase } = configuration;
  if ((clientCertificate === undefined) !== (clientKey === undefined)) {
    throw new SettingError('invalid-configuration', 'A client certificate and its key go together');
  }
  return {
    ...(caCertificate !== undefined && { ca: [Buffer.from(caCertificate)] }),
    ...(clientCertificate !== undefined && { cert: Buffer.from(clientCertificate) }),
    ...(clientKey !== undefined && { key: Buffer.from(clientKey.reveal()) }),
    ...(clientKeyPassphrase !== undefined && { passphrase: clientKeyPassphrase.reveal() }),
  };
}

function parseUrl(text: string): UrlSettings {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isKnown = url?.protocol === 'amqp:' || url?.protocol === 'amqps:';
  if (url === undefined || !isKnown || url.hostname === '') {
    throw new SettingError('invalid-configuration', 'The URL is no amqp:// or amqps:// URL');
  }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    useTls: url.protocol === 'amqps:',
    ...(url.port !== '' && { port: Number(url.port) }),
    ...part('user', url.username),
    ...part('password', url.password),
    ...part('virtualHost', url.pathname.slice(1)),
    ...parameters(url.searchParams),
  };
}

function part(name: 'user' | 'password' | 'virtualHost', encoded: string): UrlSettings {
  if (encoded === '') return {};
  try {
    return { [name]: decodeURIComponent(encoded) };
  } catch {
    throw new SettingError('invalid-configuration', 'The URL has an encoding that cannot be read');
  }
}

function parameters(given: URLSearchParams): UrlSettings {
  const names = [...given.keys()];
  if (names.some((name) => name !== 'heartbeat' && name !== 'connection_timeout')) {
    throw new SettingError(
      'unsupported-setting',
      'Of the parameters in the URL only heartbeat and connection_timeout have a meaning here',
    );
  }
  const heartbeat = wholeNumber(given.get('heartbeat'), LONGEST_HEARTBEAT);
  const connectTimeout = wholeNumber(given.get('connection_timeout'), Number.MAX_SAFE_INTEGER);
  return {
    ...(heartbeat !== undefined && { heartbeat }),
    ...(connectTimeout !== undefined && { connectTimeout }),
  };
}

function wholeNumber(text: string | null, most: number): number | undefined {
  if (text === null) return undefined;
  if (/^\d+$/.test(text) && Number(text) <= most) return Number(text);
  throw new SettingError(
    'invalid-configuration',
    'The heartbeat in the URL is no number of seconds, or its connection_timeout none of milliseconds',
  );
}
