import type { ColumnDefinition } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';
import type { SqlType } from './value.ts';

const TYPES: Readonly<Record<string, SqlType>> = {
  VARCHAR2: 'VARCHAR2',
  VARCHAR: 'VARCHAR2',
  NUMBER: 'NUMBER',
  INTEGER: 'NUMBER',
  INT: 'NUMBER',
  DATE: 'DATE',
  TIMESTAMP: 'TIMESTAMP',
  RAW: 'RAW',
};
const DEFAULT_SIZE = 4000;

/** Reads the columns of CREATE TABLE with their brackets. @throws OraError 902 for an unknown type */
export function parseColumns(tokens: TokenCursor): ColumnDefinition[] {
  tokens.expect(906, '(');
  const columns = tokens.list(() => parseColumn(tokens));
  tokens.expect(907, ')');
  return columns;
}

function parseColumn(tokens: TokenCursor): ColumnDefinition {
  const name = tokens.name(904);
  const type = TYPES[tokens.current.text];
  if (type === undefined) tokens.fail(902);
  tokens.next();
  const size = parseSize(tokens);
  const withZone = type === 'TIMESTAMP' && tokens.accept('WITH', 'TIME', 'ZONE');
  const primaryKey = tokens.accept('PRIMARY', 'KEY');
  const nullable = !tokens.accept('NOT', 'NULL') && !primaryKey;
  return { name, type: withZone ? 'TIMESTAMP WITH TIME ZONE' : type, size, nullable, primaryKey };
}

/** `(n)`, `(n CHAR)` or `(n, scale)`; only the first number has an effect, and only for text and RAW. */
function parseSize(tokens: TokenCursor): number {
  if (!tokens.accept('(')) return DEFAULT_SIZE;
  const size = Number(tokens.next().text);
  if (!tokens.accept('CHAR')) tokens.accept('BYTE');
  if (tokens.accept(',')) tokens.next();
  tokens.expect(907, ')');
  return size;
}
