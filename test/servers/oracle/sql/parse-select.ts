import { parseExpression } from './parse-expression.ts';
import type { Expression, Select, SelectItem } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Reads what follows the word SELECT. */
export function parseSelect(tokens: TokenCursor): Select {
  const items = tokens.accept('*') ? '*' : tokens.list(() => parseItem(tokens));
  tokens.expect(923, 'FROM');
  const from = tokens.tableName();
  if (tokens.current.kind === 'word' && !CLAUSES.has(tokens.current.text)) tokens.next();
  return {
    kind: 'select',
    items,
    from,
    where: parseWhere(tokens),
    connectBy: tokens.accept('CONNECT', 'BY') ? parseExpression(tokens) : undefined,
    orderBy: tokens.accept('ORDER', 'BY') ? tokens.list(() => parseOrder(tokens)) : [],
  };
}

const CLAUSES = new Set(['WHERE', 'CONNECT', 'ORDER', 'GROUP', 'HAVING', 'FETCH', 'JOIN', 'UNION', 'FOR']);

export function parseWhere(tokens: TokenCursor): Expression | undefined {
  return tokens.accept('WHERE') ? parseExpression(tokens) : undefined;
}

/** A column without an alias is named by its text. */
function parseItem(tokens: TokenCursor): SelectItem {
  const { position } = tokens.current;
  const value = parseExpression(tokens);
  const text = value.kind === 'name' ? value.name : tokens.textSince(position);
  const { kind, text: next } = tokens.current;
  const hasAlias = tokens.accept('AS') || kind === 'quoted' || (kind === 'word' && next !== 'FROM');
  return { value, name: hasAlias ? tokens.name(923) : text };
}

function parseOrder(tokens: TokenCursor): Select['orderBy'][number] {
  const value = parseExpression(tokens);
  const descending = tokens.accept('DESC');
  if (!descending) tokens.accept('ASC');
  return { value, descending };
}
