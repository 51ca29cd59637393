import { OraError } from '../ora-error.ts';

export interface Token {
  readonly kind: 'word' | 'quoted' | 'number' | 'string' | 'bind' | 'symbol' | 'end';
  /** Words in capitals, quoted names and strings without their quotes, binds without the colon. */
  readonly text: string;
  readonly position: number;
}

const SPACE = /(?:\s+|--[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['word', /[A-Za-z][\w$#]*/y],
  ['quoted', /"[^"]*"/y],
  ['number', /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['string', /'(?:[^']|'')*'/y],
  ['bind', /:\s*(?:"[^"]+"|\w[\w$#]*)/y],
  ['symbol', /<>|!=|\^=|<=|>=|\|\||[-+*/=<>(),.;]/y],
];

/** Cuts a statement into tokens, ending with one of kind `end`. @throws OraError 911, 1756 */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  for (let at = skip(sql, 0); at < sql.length; ) {
    const token = tokenAt(sql, at);
    tokens.push({ ...token, text: unquote(token) });
    at = skip(sql, at + token.text.length);
  }
  return [...tokens, { kind: 'end', text: '', position: sql.length }];
}

function skip(sql: string, at: number): number {
  SPACE.lastIndex = at;
  return at + (SPACE.exec(sql)?.[0].length ?? 0);
}

function tokenAt(sql: string, position: number): Token {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = position;
    const text = pattern.exec(sql)?.[0];
    if (text !== undefined) return { kind, text, position };
  }
  throw new OraError(sql[position] === "'" ? 1756 : 911, { position });
}

function unquote({ kind, text }: Token): string {
  if (kind === 'word') return text.toUpperCase();
  if (kind === 'string') return text.slice(1, -1).replaceAll("''", "'");
  if (kind === 'bind') return text.slice(1).trim();
  return kind === 'quoted' ? text.slice(1, -1) : text;
}
