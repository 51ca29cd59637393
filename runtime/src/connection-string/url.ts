import { type CannotParse, cannotParse, type Setting, type Span, textOf } from './token.ts';

/** A part of a URL, without its percent signs. */
export interface UrlPart {
  readonly value: string;
  readonly span: Span;
}

export interface HostAndPort {
  /** An IPv6 address stands without its brackets. */
  readonly host: string;
  readonly port?: number;
}

export interface UrlText {
  readonly ok: true;
  /** In lower case, without `://`. */
  readonly scheme: string;
  readonly user?: UrlPart;
  readonly password?: UrlPart;
  /** Empty where the URL names none (`sqlite:///x.db`). */
  readonly hosts: readonly HostAndPort[];
  /** Everything between `://` and the path. */
  readonly authority: Span;
  /** With its leading slash; empty where there is none. */
  readonly path: UrlPart;
  readonly parameters: readonly Setting[];
  /** Without `#`. */
  readonly fragment?: Span;
}

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i;
const HOST = /^(?:\[[0-9a-f:.]+(?:%25[\w.-]+)?\]|[\p{L}\p{N}._~%-]+)$/iu;

/**
 * Reads `scheme://user:password@host1:port,host2:port/path?query#fragment`, with any number of hosts. Everything
 * up to the last `@` before the path is user and password, so an `@` that should have been written `%40` still
 * counts as part of the password.
 *
 * @example
 * ```ts
 * const url = tokenizeUrl('mongodb://app:p%40ss@a:27017,b/orders?replicaSet=rs0');
 * url.ok && url.password?.value; // 'p@ss'
 * ```
 */
export function tokenizeUrl(text: string): UrlText | CannotParse {
  const scheme = SCHEME.exec(text)?.[1];
  if (scheme === undefined) return cannotParse("there is no scheme followed by '://'", 0);
  const stray = text.search(/[\s\p{Cc}"<>\\^`{|}]/u);
  if (stray >= 0) return cannotParse('a character must be percent-encoded', stray);
  const start = scheme.length + 3;
  const authority = { start, end: endOf(text, start, /[/?#]/) };
  const path = { start: authority.end, end: endOf(text, authority.end, /[?#]/) };
  const query = { start: path.end, end: endOf(text, path.end, /#/) };
  const badPercent = text.slice(0, path.end).search(/%(?![0-9a-f]{2})/i);
  if (badPercent >= 0) return cannotParse("'%' must be followed by two hexadecimal digits", badPercent);
  const hosts = readHosts(text, authority);
  if ('ok' in hosts) return hosts;
  return {
    ok: true,
    scheme: scheme.toLowerCase(),
    ...readUserInfo(text, authority),
    hosts,
    authority,
    path: partOf(text, path.start, path.end),
    parameters: readParameters(text, { start: query.start + 1, end: query.end }),
    ...(query.end < text.length && { fragment: { start: query.end + 1, end: text.length } }),
  };
}

/** Reads `name=value&name=value`. A word without `=` is a value without a name. */
export function readParameters(text: string, span: Span): readonly Setting[] {
  const parameters: Setting[] = [];
  let start = span.start;
  for (const written of text.slice(span.start, Math.max(span.start, span.end)).split('&')) {
    if (written !== '') parameters.push(parameterOf(text, start, written));
    start += written.length + 1;
  }
  return parameters;
}

function parameterOf(text: string, start: number, written: string): Setting {
  const equals = written.indexOf('=');
  const name = partOf(text, start, start + Math.max(0, equals));
  const value = partOf(text, start + equals + 1, start + written.length);
  return { name: name.value, value: value.value, nameSpan: name.span, valueSpan: value.span };
}

function readUserInfo(text: string, authority: Span): { user?: UrlPart; password?: UrlPart } {
  const at = textOf(text, authority).lastIndexOf('@');
  if (at < 0) return {};
  const end = authority.start + at;
  const colon = text.slice(authority.start, end).indexOf(':');
  if (colon < 0) return { user: partOf(text, authority.start, end) };
  const middle = authority.start + colon;
  return { user: partOf(text, authority.start, middle), password: partOf(text, middle + 1, end) };
}

function readHosts(text: string, authority: Span): readonly HostAndPort[] | CannotParse {
  const at = textOf(text, authority).lastIndexOf('@');
  const start = authority.start + at + 1;
  const written = text.slice(start, authority.end);
  if (written === '') return [];
  const hosts = written.split(',').map(hostAndPort);
  const good = hosts.filter((host) => host !== undefined);
  if (good.length < hosts.length)
    return cannotParse('a host must be a name or address, a port a number', start);
  return good;
}

/** `host`, `host:port`, `[v6]` or `[v6]:port`. */
export function hostAndPort(written: string): HostAndPort | undefined {
  const colon = written.endsWith(']') ? -1 : written.lastIndexOf(':');
  const host = colon < 0 ? written : written.slice(0, colon);
  if (!HOST.test(host)) return undefined;
  const name = host.startsWith('[') ? host.slice(1, -1) : decodePercent(host);
  if (colon < 0) return { host: name };
  const digits = written.slice(colon + 1);
  const port = /^\d{1,5}$/.test(digits) ? Number(digits) : 0;
  return port >= 1 && port <= 65_535 ? { host: name, port } : undefined;
}

/** Decodes percent signs; a text that is not properly encoded stays as it is. */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function partOf(text: string, start: number, end: number): UrlPart {
  return { value: decodePercent(text.slice(start, end)), span: { start, end } };
}

function endOf(text: string, from: number, stop: RegExp): number {
  const at = text.slice(from).search(stop);
  return at < 0 ? text.length : from + at;
}
