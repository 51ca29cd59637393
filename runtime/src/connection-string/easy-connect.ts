import { type DescriptorText, tokenizeDescriptor } from './descriptor.ts';
import { type CannotParse, cannotParse, type Setting } from './token.ts';
import { type HostAndPort, hostAndPort } from './url.ts';

/** `[[protocol:]//]host[,host…][:port][/[service][:server][/instance]][?key=value&…]` */
export interface EasyConnectText {
  readonly ok: true;
  readonly kind: 'easyConnect';
  /** In lower case. */
  readonly protocol?: string;
  readonly hosts: readonly HostAndPort[];
  readonly service?: string;
  /** `dedicated`, `shared` or `pooled`, in lower case. */
  readonly server?: string;
  readonly instance?: string;
  readonly parameters: readonly Setting[];
}

/** A single word: a name in tnsnames.ora or a host; the driver finds out. */
export interface NetServiceName {
  readonly ok: true;
  readonly kind: 'name';
  readonly name: string;
}

export interface ConnectDescriptor extends DescriptorText {
  readonly kind: 'descriptor';
}

export type ConnectIdentifier = EasyConnectText | NetServiceName | ConnectDescriptor;

const WORD = /^[\p{L}\p{N}_$#.-]+$/u;
// A redacted text can be read again.
const NAME = /^(?:[\p{L}\p{N}_$#.-]+|\*{3})$/u;
const SERVERS: ReadonlySet<string> = new Set(['dedicated', 'shared', 'pooled', 'emon']);

/**
 * Reads what Oracle connects to: easy connect, Easy Connect Plus, a connect descriptor or a net service name.
 * User and password in front of it are for `tokenizeOracle`.
 *
 * @example
 * ```ts
 * const target = readConnectIdentifier('oracle-server:1521/XE');
 * target.ok && target.kind === 'easyConnect' && target.service; // 'XE'
 * ```
 */
export function readConnectIdentifier(text: string): ConnectIdentifier | CannotParse {
  if (text.startsWith('(')) {
    const descriptor = tokenizeDescriptor(text);
    return descriptor.ok ? { ...descriptor, kind: 'descriptor' } : descriptor;
  }
  if (WORD.test(text)) return { ok: true, kind: 'name', name: text };
  const query = text.indexOf('?');
  const place = readPlace(query < 0 ? text : text.slice(0, query));
  if ('ok' in place) return place;
  const parameters = query < 0 ? [] : readExtendedSettings(text, query + 1);
  return 'ok' in parameters ? parameters : { ok: true, kind: 'easyConnect', ...place, parameters };
}

type Place = Omit<EasyConnectText, 'ok' | 'kind' | 'parameters'>;

function readPlace(text: string): Place | CannotParse {
  const lead = /^(?:([a-z]{1,10}):)?\/\//i.exec(text);
  const start = lead?.[0].length ?? 0;
  const [hostList = '', names = '', instance = '', ...more] = text.slice(start).split('/');
  const hosts = hostList.split(/[,;]/).map(hostAndPort);
  const good = hosts.filter((host) => host !== undefined);
  if (good.length < hosts.length)
    return cannotParse('a host must be a name or address, a port a number', start);
  const [service = '', server = '', ...rest] = names.split(':');
  const wrong = more.length + rest.length > 0 || [service, instance].some((name) => name && !NAME.test(name));
  if (wrong || (server !== '' && !SERVERS.has(server.toLowerCase()))) {
    return cannotParse("'/service:server/instance' is expected after the host", start + hostList.length);
  }
  return {
    hosts: good,
    ...(lead?.[1] && { protocol: lead[1].toLowerCase() }),
    ...(service && { service }),
    ...(server && { server: server.toLowerCase() }),
    ...(instance && { instance }),
  };
}

/** `key=value&…`, where a value in double quotes may contain anything but a double quote. */
function readExtendedSettings(text: string, from: number): readonly Setting[] | CannotParse {
  const settings: Setting[] = [];
  for (let at = from; at < text.length; ) {
    const equals = text.indexOf('=', at);
    const end = equals < 0 ? -1 : endOfValue(text, equals + 1);
    if (end < 0) return cannotParse("'key=value' is expected", at);
    const written = text.slice(equals + 1, end);
    settings.push({
      name: text.slice(at, equals),
      value: written.startsWith('"') ? written.slice(1, -1) : written,
      nameSpan: { start: at, end: equals },
      valueSpan: { start: equals + 1, end },
    });
    at = end + 1;
  }
  return settings;
}

/** The offset of the `&` or the end behind a value; -1 where its quotes do not match. */
function endOfValue(text: string, start: number): number {
  if (text[start] !== '"') {
    const ampersand = text.indexOf('&', start);
    const end = ampersand < 0 ? text.length : ampersand;
    return /["\s]/.test(text.slice(start, end)) ? -1 : end;
  }
  const close = text.indexOf('"', start + 1);
  return close >= 0 && (close + 1 === text.length || text[close + 1] === '&') ? close + 1 : -1;
}
