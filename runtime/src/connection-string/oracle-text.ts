import { type ConnectIdentifier, readConnectIdentifier } from './easy-connect.ts';
import { type CannotParse, cannotParse } from './token.ts';
import type { UrlPart } from './url.ts';

/** `[user[/password]@]connect-identifier` */
export interface OracleText {
  readonly ok: true;
  /** As written: Oracle gives quotes around a name and `user[proxy]` a meaning. Empty for external authentication. */
  readonly user?: UrlPart;
  /** Without its quotes. */
  readonly password?: UrlPart;
  readonly connectString: UrlPart;
  readonly target: ConnectIdentifier;
}

const USER = /^(?:"[^"]+"|[\p{L}\p{N}_$#.-]*)(?:\[[\p{L}\p{N}_$#.-]+\])?$/u;
const QUOTED_PASSWORD = /^(?:"[^"]*"|[^"/@]*)\/"/;

/**
 * Reads a connect identifier with or without `user/password@` in front. An unquoted password extends to the last
 * `@`, so one that should have been quoted is still not taken for a host.
 *
 * @example
 * ```ts
 * const text = tokenizeOracle('scott/"ti;g@er"@//host/svc');
 * text.ok && [text.password?.value, text.connectString.value]; // ['ti;g@er', '//host/svc']
 * ```
 */
export function tokenizeOracle(text: string): OracleText | CannotParse {
  const separator = endOfCredentials(text);
  if (typeof separator !== 'number') return separator;
  const start = separator + 1;
  const connectString = { value: text.slice(start), span: { start, end: text.length } };
  const target = readConnectIdentifier(connectString.value);
  if (!target.ok) return { ...target, offset: target.offset + start };
  if (separator < 0) return { ok: true, connectString, target };
  const credentials = readCredentials(text.slice(0, separator));
  return 'ok' in credentials ? credentials : { ok: true, ...credentials, connectString, target };
}

/** The offset of the `@` behind user and password; -1 where there are none. */
function endOfCredentials(text: string): number | CannotParse {
  if (text.startsWith('(') || isAddress(text)) return -1;
  const quoted = QUOTED_PASSWORD.exec(text)?.[0].length;
  if (quoted !== undefined) {
    const close = text.indexOf('"', quoted);
    if (close >= 0 && text[close + 1] === '@') return close + 1;
    return cannotParse("a quoted password must be closed and followed by '@'", quoted - 1);
  }
  // A descriptor may contain '@' itself, in the name of a certificate.
  return text.endsWith(')') ? text.indexOf('@(') : text.lastIndexOf('@');
}

/** An address with `//` in which `@` occurs, if at all, in quotes, as in the name of a certificate. */
function isAddress(text: string): boolean {
  return /^(?:[a-z]{1,10}:)?\/\//i.test(text) && !text.replaceAll(/="[^"]*"/g, '').includes('@');
}

function readCredentials(text: string): { user: UrlPart; password?: UrlPart } | CannotParse {
  const slash = text.indexOf('/', text.startsWith('"') ? text.indexOf('"', 1) : 0);
  const userEnd = slash < 0 ? text.length : slash;
  const user = { value: text.slice(0, userEnd), span: { start: 0, end: userEnd } };
  if (!USER.test(user.value)) return cannotParse('this is not the name of a user', 0);
  if (slash < 0) return { user };
  const span = { start: slash + 1, end: text.length };
  const written = text.slice(span.start);
  return { user, password: { value: written.startsWith('"') ? written.slice(1, -1) : written, span } };
}
