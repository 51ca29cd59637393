import { type CannotParse, CONTROL, cannotParse, type Setting, textOf, trimmedSpan } from './token.ts';

export type AdoNetQuote = '"' | "'";

/** One `key=value` pair. */
export interface AdoNetToken extends Setting {
  /** The name in lower case with inner white space folded: what two spellings of one key share. */
  readonly key: string;
  readonly quote: AdoNetQuote | undefined;
}

export interface AdoNetText {
  readonly ok: true;
  readonly tokens: readonly AdoNetToken[];
  /** The values by `key`; of a key given twice, the last. */
  readonly values: ReadonlyMap<string, string>;
}

interface ValuePart {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly quote: AdoNetQuote | undefined;
  /** Where the next pair may begin: at a semicolon or at the end. */
  readonly next: number;
}

// A brace at the start would be a quote for ODBC.
const NEEDS_QUOTES = /^$|^\{|[\s;"'=\p{Cc}]/u;

/**
 * Reads an ADO.NET connection string by the grammar of `DbConnectionStringBuilder`: `key=value` pairs between
 * semicolons, `==` for `=` in a key, values in single or double quotes with the quote doubled inside.
 * Stricter in one point: a key may not contain a semicolon, for that is a value somebody forgot to quote.
 *
 * @example
 * ```ts
 * const text = tokenizeAdoNet('Server=db;Password="a;b"');
 * text.ok && text.values.get('password'); // 'a;b'
 * ```
 */
export function tokenizeAdoNet(text: string): AdoNetText | CannotParse {
  const tokens: AdoNetToken[] = [];
  for (let at = skipSeparators(text, 0); at < text.length; ) {
    const equals = endOfKey(text, at);
    if (typeof equals !== 'number') return equals;
    const value = readValue(text, equals + 1);
    if ('ok' in value) return value;
    tokens.push(tokenOf(text, at, equals, value));
    at = skipSeparators(text, value.next);
  }
  return { ok: true, tokens, values: new Map(tokens.map((token) => [token.key, token.value])) };
}

/** Whether a text begins like an ADO.NET connection string: with a name of usual characters and `=`. */
export function looksLikeAdoNet(text: string): boolean {
  return /^[\s;]*(?:[\p{L}\p{N}_][\p{L}\p{N}\s_.-]*|\*{3}\s*)=/u.test(text);
}

/** A value as an ADO.NET connection string must spell it: quoted where it has to be. */
export function quoteAdoNet(value: string): string {
  if (!NEEDS_QUOTES.test(value)) return value;
  const quote = value.includes('"') && !value.includes("'") ? "'" : '"';
  return quote + value.replaceAll(quote, quote + quote) + quote;
}

function tokenOf(text: string, start: number, equals: number, part: ValuePart): AdoNetToken {
  const nameSpan = trimmedSpan(text, start, equals);
  const name = textOf(text, nameSpan).replaceAll('==', '=');
  const valueSpan = { start: part.start, end: part.end };
  return { name, key: foldKey(name), value: part.value, nameSpan, valueSpan, quote: part.quote };
}

/** Lower case, trimmed, inner white space folded to one blank. */
export function foldKey(name: string): string {
  return name.trim().toLowerCase().replaceAll(/\s+/g, ' ');
}

function skipSeparators(text: string, from: number): number {
  let at = from;
  while (at < text.length && (text[at] === ';' || isWhite(text, at))) at++;
  return at;
}

/** The offset of the `=` that ends the key. */
function endOfKey(text: string, start: number): number | CannotParse {
  for (let at = start; at < text.length && text[at] !== ';'; at++) {
    if (text[at] !== '=') continue;
    if (text[at + 1] === '=') at++;
    else return checkKey(text, start, at);
  }
  return cannotParse("a setting has no '='", start);
}

function checkKey(text: string, start: number, equals: number): number | CannotParse {
  const key = text.slice(start, equals);
  if (key.trim() === '') return cannotParse("a setting has no name before '='", start);
  return CONTROL.test(key) ? cannotParse('a name contains a control character', start) : equals;
}

function readValue(text: string, from: number): ValuePart | CannotParse {
  let at = from;
  while (at < text.length && isWhite(text, at)) at++;
  const quote = text[at];
  return quote === '"' || quote === "'" ? readQuoted(text, at, quote) : readPlain(text, at);
}

function readQuoted(text: string, start: number, quote: AdoNetQuote): ValuePart | CannotParse {
  let close = text.indexOf(quote, start + 1);
  while (close >= 0 && text[close + 1] === quote) close = text.indexOf(quote, close + 2);
  if (close < 0) return cannotParse('a quoted value is not closed', start);
  const value = text.slice(start + 1, close).replaceAll(quote + quote, quote);
  if (value.includes('\0')) return cannotParse('a value contains the character NUL', start);
  let next = close + 1;
  while (next < text.length && isWhite(text, next)) next++;
  if (next < text.length && text[next] !== ';') return cannotParse('text follows a closing quote', next);
  return { value, start, end: close + 1, quote, next };
}

function readPlain(text: string, start: number): ValuePart | CannotParse {
  const semicolon = text.indexOf(';', start);
  const next = semicolon < 0 ? text.length : semicolon;
  const value = text.slice(start, next).trimEnd();
  if (CONTROL.test(value)) return cannotParse('a value contains a control character', start);
  if (/["']$/.test(value)) return cannotParse('an unquoted value ends with a quote', start);
  return { value, start, end: start + value.length, quote: undefined, next };
}

function isWhite(text: string, at: number): boolean {
  return text.charAt(at).trim() === '';
}
