import { MASK, type Mask, maskOf } from './mask.ts';
import { assignsSecret } from './secret-keys.ts';
import { guessMask, hidden, type KnownRole, type Shown, settingMasks, showPlain } from './setting-masks.ts';
import { type Setting, textOf } from './token.ts';
import { tokenizeUrl, type UrlPart, type UrlText } from './url.ts';

/** Schemes in which a user without a password is a name. Elsewhere it is as a rule a token (`https://<token>@host`). */
const SCHEMES_WITH_USERS: ReadonlySet<string> = new Set(
  'amqp amqps ftp ftps ldap ldaps mariadb mongodb mongodb+srv mssql mysql mysqlx oracle postgres postgresql sftp sqlserver ssh'.split(
    ' ',
  ),
);

/** The secrets of a URL; undefined for a text that is no URL, or one whose password may extend into the path. */
export function urlMasks(text: string): readonly Mask[] | undefined {
  const url = tokenizeUrl(text);
  if (!url.ok || hasStrayAt(text, url)) return undefined;
  return [
    ...userMasks(text, url),
    ...pathMasks(text, url.path),
    ...parameterMasks(text, url.parameters),
    ...(url.fragment === undefined ? [] : guessMask(text, url.fragment, '')),
  ];
}

/** The secrets of query parameters. */
export function parameterMasks(text: string, parameters: readonly Setting[]): readonly Mask[] {
  return settingMasks(text, parameters, showParameter, () => MASK);
}

function showParameter(value: string, role: KnownRole): Shown {
  const hasStrayAt = value.includes('@') && role !== 'user' && !/^@[\w.-]+@$/.test(value);
  return hasStrayAt ? hidden(value) : showPlain(value, role);
}

function userMasks(text: string, { scheme, user, password }: UrlText): readonly Mask[] {
  const secret = password === undefined ? [] : maskOf(text, password.span, formsOf(password));
  if (user === undefined) return secret;
  const isName = password !== undefined || SCHEMES_WITH_USERS.has(scheme);
  if (isName && !/[:/=;]/.test(user.value)) return secret;
  return [...maskOf(text, user.span, formsOf(user)), ...secret];
}

/** As a form would encode it, `+` is a blank. */
function formsOf({ value }: UrlPart): readonly string[] {
  return [value, value.replaceAll('+', ' ')];
}

function pathMasks(text: string, path: UrlPart): readonly Mask[] {
  if (!/[=;]/.test(path.value) && !assignsSecret(path.value)) return [];
  return guessMask(text, { start: path.span.start + 1, end: path.span.end }, path.value.slice(1));
}

/**
 * An `@` behind the host means, as a rule, that `/`, `?` or `#` in a password was not encoded, and that what looks
 * like the host is part of it. Web addresses without user and port may have one in the path, and Azure
 * writes `appName=@name@`.
 */
function hasStrayAt(text: string, url: UrlText): boolean {
  const rest = text.slice(url.authority.end).replaceAll(/=@[\w.-]+@(?=[&#]|$)/g, '');
  if (!rest.includes('@')) return false;
  const isWeb = url.scheme === 'http' || url.scheme === 'https';
  return !isWeb || /[@:]/.test(textOf(text, url.authority));
}
