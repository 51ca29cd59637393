import { SettingError } from '@extconn/runtime';
import type { RedisConfiguration } from './configuration.gen.ts';

/** Where to connect to, and as whom. */
export interface RedisSettings {
  readonly host: string;
  readonly port: number;
  readonly username: string | undefined;
  readonly password: string | undefined;
  readonly database: number;
  readonly useTls: boolean;
}

type UrlSettings = Partial<RedisSettings>;

/** A field of its own beats the URL. */
export function redisSettings(configuration: RedisConfiguration): RedisSettings {
  const { url, host, port, user, password, database, useTls } = configuration;
  const said: UrlSettings = url === undefined ? {} : parseUrl(url.reveal());
  return {
    host: host ?? said.host ?? '',
    port: port ?? said.port ?? 6379,
    username: user ?? said.username,
    password: password?.reveal() ?? said.password,
    database: database ?? said.database ?? 0,
    useTls: useTls ?? said.useTls ?? true,
  };
}

function parseUrl(text: string): UrlSettings {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isKnown = url?.protocol === 'redis:' || url?.protocol === 'rediss:';
  if (url === undefined || !isKnown || url.hostname === '' || !/^\/?\d*$/.test(url.pathname)) {
    throw new SettingError('invalid-configuration', 'The URL is no redis:// or rediss:// URL');
  }
  if (url.search !== '') {
    throw new SettingError('unsupported-setting', 'Parameters in the URL have no meaning here');
  }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? undefined : Number(url.port),
    username: decoded(url.username),
    password: decoded(url.password),
    database: url.pathname.length > 1 ? Number(url.pathname.slice(1)) : undefined,
    useTls: url.protocol === 'rediss:',
  } as UrlSettings;
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part) || undefined;
  } catch {
    throw new SettingError('invalid-configuration', 'The URL has an encoding that cannot be read');
  }
}
