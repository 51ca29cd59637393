import { type AdoNetToken, foldKey } from './ado-net.ts';
import { nearest } from './nearest.ts';
import { isSecretKey, isShowableName } from './secret-keys.ts';

/** Reads a value into the options; returns what values are allowed where this one is not. */
type Read<O> = (value: string, options: O) => string | undefined;

/** Options, or everything that is wrong with the text in one message free of its values. */
export type Parsed<O> =
  | { readonly ok: true; readonly options: O }
  | { readonly ok: false; readonly message: string };

/** A key of a connection string and what it sets. */
export interface Keyword<O> {
  /** As the documentation spells it. */
  readonly name: string;
  readonly synonyms: readonly string[];
  readonly read: Read<O>;
  /** The key is understood and has no effect here. */
  readonly ignored: boolean;
}

/** The keywords of one provider, by every name they go by, folded. */
export interface KeywordTable<O> {
  readonly byName: ReadonlyMap<string, { readonly keyword: Keyword<O>; readonly spelling: string }>;
  /** Brings the key of a token to the form in which the provider compares names. */
  readonly fold: (key: string) => string;
}

export interface KeywordsRead {
  readonly ignored: readonly string[];
  readonly problems: readonly string[];
}

/** A text with more unknown keywords than this is no connection string; the rest is not listed. */
const MOST_UNKNOWN = 20;

type Assign<O, V> = (options: O, value: V) => void;

/** Any text. */
export function text<O>(name: string, synonyms: readonly string[], assign: Assign<O, string>): Keyword<O> {
  const read: Read<O> = (value, options) => {
    assign(options, value);
    return undefined;
  };
  return { name, synonyms, read, ignored: false };
}

/** `true`, `false`, `yes` or `no`. */
export function flag<O>(name: string, synonyms: readonly string[], assign: Assign<O, boolean>): Keyword<O> {
  return choice(name, synonyms, { true: true, false: false, yes: true, no: false }, assign);
}

/** One of the given words, in any case, with or without blanks. */
export function choice<O, const V>(
  name: string,
  synonyms: readonly string[],
  words: Readonly<Record<string, V>>,
  assign: Assign<O, V>,
): Keyword<O> {
  const byWord = new Map(Object.entries(words).map(([word, value]) => [squash(word), [value]] as const));
  const allowed = `one of ${Object.keys(words).join(', ')}`;
  const read: Read<O> = (value, options) => {
    const chosen = byWord.get(squash(value));
    if (chosen === undefined) return allowed;
    assign(options, chosen[0]);
    return undefined;
  };
  return { name, synonyms, read, ignored: false };
}

/** A whole number within limits, both included. */
export function whole<O>(
  name: string,
  synonyms: readonly string[],
  limits: readonly [min: number, max: number],
  assign: Assign<O, number>,
): Keyword<O> {
  const [min, max] = limits;
  const read: Read<O> = (value, options) => {
    const number = /^\s*\d{1,10}\s*$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= min && number <= max)) return `a whole number from ${min} to ${max}`;
    assign(options, number);
    return undefined;
  };
  return { name, synonyms, read, ignored: false };
}

/** The same keyword, checked in the same way, without an effect. */
export function unused<O>(keyword: Keyword<O>): Keyword<O> {
  return { ...keyword, ignored: true };
}

/** Where the value of an unused keyword goes. */
export function nowhere(): void {}

/** Applies tokens to options: of a keyword given twice the last counts, an empty value means the default. */
export function readKeywords<O>(
  tokens: readonly AdoNetToken[],
  table: KeywordTable<O>,
  options: O,
): KeywordsRead {
  const problems = new Set<string>();
  const unknown = new Set<string>();
  const last = new Map<Keyword<O>, string>();
  let afterSecret = false;
  for (const token of tokens) {
    const found = table.byName.get(table.fold(token.key));
    if (found !== undefined) last.set(found.keyword, token.value);
    else if (!unknown.has(token.key) && unknown.size < MOST_UNKNOWN) {
      const meant = nearestKeyword(token, table);
      problems.add(unknownKeyword(token.name, meant, afterSecret));
      unknown.add(token.key);
      afterSecret ||= meant !== undefined && isSecretKey(meant);
    }
    afterSecret ||= isSecretKey(token.name);
  }
  for (const [keyword, value] of last) {
    const allowed = value === '' ? undefined : keyword.read(value, options);
    if (allowed !== undefined) problems.add(`'${keyword.name}' must be ${allowed}.`);
  }
  const ignored = [...last.keys()].filter((keyword) => keyword.ignored).map((keyword) => keyword.name);
  return { ignored, problems: [...problems] };
}

/** The keywords by all their names. */
export function keywordTable<O>(
  keywords: readonly Keyword<O>[],
  fold: (key: string) => string,
): KeywordTable<O> {
  const names = keywords.flatMap((keyword) =>
    [keyword.name, ...keyword.synonyms].map((spelling) => ({ keyword, spelling })),
  );
  return { byName: new Map(names.map((name) => [fold(foldKey(name.spelling)), name])), fold };
}

function nearestKeyword<O>({ key }: AdoNetToken, table: KeywordTable<O>): string | undefined {
  const near = nearest(table.fold(key), [...table.byName.keys()]);
  return near === undefined ? undefined : table.byName.get(near)?.spelling;
}

/** After a secret an unknown name may be the rest of a password that lacks its quotes: it is not repeated. */
function unknownKeyword(name: string, meant: string | undefined, afterSecret: boolean): string {
  if (meant !== undefined) return `Unknown keyword '${name}'. Did you mean '${meant}'?`;
  if (!afterSecret && isShowableName(name)) return `Unknown keyword '${name}'.`;
  return "Unknown keyword, not shown because it may be part of a secret: put values that contain ';' in quotes.";
}

function squash(word: string): string {
  return word.toLowerCase().replaceAll(/\s+/g, '');
}
