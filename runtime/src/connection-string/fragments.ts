import { roleOfKey } from './known-keys.ts';
import { isSecretKey, isSecretWord } from './secret-keys.ts';
import { decodePercent } from './url.ts';

/** Shorter parts turn up in messages by chance. */
const SHORTEST = 4;

/** A longer name is none. */
const LONGEST_NAME = 64;

const NAME_LIMITS: ReadonlySet<string> = new Set(';&?,=:(){}[]\n');

/**
 * Everything in an unreadable text that may be its secret: the whole, what follows a name such as `password`, what
 * stands between `://` and the last `@`, and every word that is not a usual part of a connection string.
 */
export function fragmentsOf(text: string): readonly string[] {
  const found = [text, ...assigned(text), ...userInfo(text), ...words(text)];
  return found.flatMap((part) => [part, decodePercent(part)]).filter((part) => part.length >= SHORTEST);
}

/**
 * What follows `password=` or `password:` up to the next semicolon, with and without quotes; of the first, all that
 * follows, for its quotes may be what makes the text unreadable.
 */
function assigned(text: string): readonly string[] {
  const found: string[] = [];
  const separator = /[=:]/g;
  for (let match = separator.exec(text); match !== null; match = separator.exec(text)) {
    const name = nameBefore(text, match.index);
    if (name === '' || !isSecretKey(name)) continue;
    const semicolon = text.indexOf(';', match.index);
    const end = semicolon < 0 ? text.length : semicolon;
    const value = text.slice(match.index + 1, end).trim();
    const whole = found.length === 0 ? [text.slice(match.index + 1).trim()] : [];
    for (const part of [value, ...whole]) found.push(part, part.replace(/^["'{]+/, '').replace(/["'}]$/, ''));
    separator.lastIndex = end;
  }
  return found;
}

function nameBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && end - start < LONGEST_NAME && !NAME_LIMITS.has(text.charAt(start - 1))) start--;
  return text.slice(start, end);
}

/** User and password together, and the password alone. */
function userInfo(text: string): readonly string[] {
  const scheme = text.indexOf('://');
  const start = scheme < 0 ? 0 : scheme + 3;
  const info = text.slice(start, Math.max(start, text.lastIndexOf('@')));
  return [info, info.slice(info.indexOf(':') + 1), info.slice(info.indexOf('/') + 1)];
}

function words(text: string): readonly string[] {
  const parts = new Set(text.split(/[\s;=@/?&"':,(){}[\]<>|`\\]+/));
  return [...parts].filter((word) => word.length >= SHORTEST && !isUsual(word));
}

function isUsual(word: string): boolean {
  const role = roleOfKey(word);
  return role === 'harmless' || role === 'address' || isSecretWord(word);
}
