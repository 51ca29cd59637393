import type { Format } from './model.ts';

const DAY_28 = '(?:0[1-9]|1\\d|2[0-8])';
const LEAP_YEAR = '(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const DATE = [
  `${LEAP_YEAR}-02-29`,
  `\\d{4}-02-${DAY_28}`,
  '\\d{4}-(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)',
  '\\d{4}-(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])',
].join('|');
const HOUR_MINUTE = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = `(?:${OCTET}\\.){3}${OCTET}`;
const GROUP = '[0-9A-Fa-f]{1,4}';
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ATOM = "[\\w!#$%&'*+\\/=?^`{|}~\\-]+";
const URI_CHARACTER = "(?:[\\w\\-.~:/?@!$&'()*+,;=[\\]]|%[0-9A-Fa-f]{2})";

/** An IPv6 address: eight groups, one run of zeros shortened to `::`, the last two perhaps written as IPv4. */
function ipv6(): string {
  const tail = `(?:${GROUP}:${GROUP}|${IPV4})`;
  const before = (most: number): string => (most === 0 ? '' : `(?:(?:${GROUP}:){0,${most - 1}}${GROUP})?`);
  return [
    `(?:${GROUP}:){6}${tail}`,
    ...[5, 4, 3, 2, 1, 0].map((after) => `${before(5 - after)}::(?:${GROUP}:){${after}}${tail}`),
    `${before(6)}::${GROUP}`,
    `${before(7)}::`,
  ].join('|');
}

/**
 * What each format means, as a regular expression for the flag `u`: the one definition for the checks of manifests,
 * for the validation of configuration files and, copied into it, for the generated code. Without the flag `i`, under
 * which `k` would also be the sign for kelvin.
 */
export const FORMAT_PATTERNS: Readonly<Record<Format, string>> = {
  date: `^(?:${DATE})$`,
  'date-time': `^(?:${DATE})[Tt]${HOUR_MINUTE}:(?:[0-5]\\d|60)(?:\\.\\d+)?(?:[Zz]|[+-]${HOUR_MINUTE})$`,
  duration: '^P(?!$)(?:\\d+W|(?:\\d+Y)?(?:\\d+M)?(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+S)?)?)$',
  email: `^${ATOM}(?:\\.${ATOM})*@${LABEL}(?:\\.${LABEL})*$`,
  hostname: `^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`,
  ipv4: `^${IPV4}$`,
  ipv6: `^(?:${ipv6()})$`,
  // An authority must not be empty, unless a path follows it (file:///…).
  uri: `^[A-Za-z][A-Za-z0-9+.\\-]*:(?!\\/\\/(?:[?#]|$))${URI_CHARACTER}+(?:#${URI_CHARACTER}*)?$`,
  uuid: '^[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}$',
};

/** Whether a text has a format. */
export function hasFormat(format: Format, text: string): boolean {
  return new RegExp(FORMAT_PATTERNS[format], 'u').test(text);
}
