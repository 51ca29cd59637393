import type { MongoClientOptions } from 'mongodb';

/** What the configuration's own fields and the connection mode say; they beat the URL. */
export interface ClientSettings {
  readonly useTls: boolean;
  readonly maxPoolSize: number;
  readonly isReadOnly: boolean;
  /** Milliseconds that opening may take; undefined when unlimited. */
  readonly timeout: number | undefined;
}

/** What the driver is given. */
export interface ClientArguments {
  readonly url: string;
  readonly options: MongoClientOptions;
}

/** The driver looks for a server somewhat less long than opening may take, so that its own reason is heard. */
const SHARE_FOR_SELECTION = 0.9;

/**
 * The URL with what beats it. `tls` and `ssl` are taken out of it, for the driver refuses a URL that contradicts
 * its options; the URL's own timeouts stand where they are shorter.
 */
export function clientArguments(url: string, settings: ClientSettings): ClientArguments {
  const { useTls, maxPoolSize, isReadOnly, timeout } = settings;
  const parameters = readParameters(url);
  const shorter = (name: string, limit: number): number => {
    const own = Number(parameters.get(name));
    return own > 0 ? Math.min(own, limit) : limit;
  };
  return {
    url: withoutTls(url),
    options: {
      tls: useTls,
      maxPoolSize,
      ...(timeout !== undefined && {
        serverSelectionTimeoutMS: shorter(
          'serverselectiontimeoutms',
          Math.ceil(timeout * SHARE_FOR_SELECTION),
        ),
        connectTimeoutMS: shorter('connecttimeoutms', Math.ceil(timeout)),
      }),
      // A preference in the URL for certain secondaries stands; one for the primary does not.
      ...(isReadOnly && { monitorCommands: true, ...preferSecondary(parameters.get('readpreference')) }),
    },
  };
}

function preferSecondary(preference = 'primary'): MongoClientOptions {
  return preference.startsWith('primary') ? { readPreference: 'secondaryPreferred' } : {};
}

/** Names in lower case: the driver does not care about theirs. */
function readParameters(url: string): ReadonlyMap<string, string> {
  const [, query = ''] = url.split(/\?(.*)/s);
  return new Map([...new URLSearchParams(query)].map(([name, value]) => [name.toLowerCase(), value]));
}

function withoutTls(url: string): string {
  const [address = '', query] = url.split(/\?(.*)/s);
  if (query === undefined) return url;
  const rest = query.split('&').filter((parameter) => !/^(?:tls|ssl)=/i.test(parameter));
  return rest.length === 0 ? address : `${address}?${rest.join('&')}`;
}
