import { SqlError } from '../sql-error.ts';

export type TokenKind = 'word' | 'name' | 'variable' | 'number' | 'binary' | 'string' | 'symbol' | 'end';

/** A piece of T-SQL; `text` is without quotes and brackets. */
export interface SqlToken {
  readonly kind: TokenKind;
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** The kinds of tokens, in order of precedence. */
const PATTERNS = {
  space: /\s+|--[^\n]*|\/\*[\s\S]*?\*\//,
  string: /N?'(?:[^']|'')*'/,
  name: /\[(?:[^\]]|\]\])*\]|"(?:[^"]|"")*"/,
  variable: /@@?[\p{L}_\d@#$]+/u,
  binary: /0x[\da-f]*/,
  number: /\d+(?:\.\d+)?(?:e[-+]?\d+)?/,
  word: /[\p{L}_#][\p{L}_\d@#$]*/u,
  symbol: /<>|<=|>=|!=|[-+*=<>(),.;]/,
};
/** One named group a kind; the group that matched says which it is. */
const TOKEN = new RegExp(
  Object.entries(PATTERNS)
    .map(([kind, { source }]) => `(?<${kind}>${source})`)
    .join('|'),
  'iuy',
);

const DECODERS: Readonly<Record<string, (text: string) => string>> = {
  string: (text) => text.slice(text.indexOf("'") + 1, -1).replaceAll("''", "'"),
  name: (text) =>
    text.startsWith('[') ? text.slice(1, -1).replaceAll(']]', ']') : text.slice(1, -1).replaceAll('""', '"'),
};

/** Cuts T-SQL into tokens, the last of which is `end`. */
export function tokenize(sql: string): readonly SqlToken[] {
  const tokens: SqlToken[] = [];
  let line = 1;
  for (let at = 0; at < sql.length; ) {
    TOKEN.lastIndex = at;
    const found = Object.entries(TOKEN.exec(sql)?.groups ?? {}).find(([, text]) => text !== undefined);
    if (found === undefined) throw unreadable(sql, at, line);
    const [kind, text] = found;
    if (kind !== 'space')
      tokens.push({ kind: kind as TokenKind, text: DECODERS[kind]?.(text) ?? text, line });
    line += text.split('\n').length - 1;
    at += text.length;
  }
  return [...tokens, { kind: 'end', text: '', line }];
}

function unreadable(sql: string, at: number, line: number): SqlError {
  return sql[at] === "'"
    ? new SqlError(105, [sql.slice(at + 1)], line)
    : new SqlError(102, [sql[at] ?? ''], line);
}
