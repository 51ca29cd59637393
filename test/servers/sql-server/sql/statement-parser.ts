import type { ColumnDefinition, ObjectName, SelectItem, Statement } from './ast.ts';
import { Cursor } from './cursor.ts';
import { parseCondition, parseExpression } from './expression-parser.ts';
import { parseType } from './type-parser.ts';

/** Parses a whole batch, or throws the real syntax error before anything of it has run. */
export function parseBatch(sql: string): readonly Statement[] {
  const cursor = new Cursor(sql);
  const statements: Statement[] = [];
  while (cursor.peek().kind !== 'end') {
    if (!cursor.accept(';')) statements.push(...parseStatement(cursor));
  }
  return statements;
}

/** One statement; `DECLARE` makes one for each of its variables. */
function parseStatement(cursor: Cursor): readonly Statement[] {
  if (cursor.accept('select')) return [parseSelect(cursor)];
  if (cursor.accept('set')) return [parseSet(cursor)];
  if (cursor.accept('declare')) return cursor.series(() => parseDeclaration(cursor));
  if (cursor.accept('insert', 'bulk')) return [parseInsertBulk(cursor)];
  if (cursor.accept('insert')) return [parseInsert(cursor)];
  if (cursor.accept('create', 'table')) return [parseCreateTable(cursor)];
  if (cursor.accept('drop', 'table')) return [parseDropTable(cursor)];
  if (cursor.accept('waitfor', 'delay')) return [{ kind: 'waitFor', delayMs: parseDelay(cursor) }];
  if (cursor.accept('if')) return [parseConditional(cursor, 'if')];
  if (cursor.accept('while')) return [parseConditional(cursor, 'while')];
  throw cursor.unexpected();
}

function parseConditional(cursor: Cursor, kind: 'if' | 'while'): Statement {
  const condition = parseCondition(cursor);
  const [body] = parseStatement(cursor);
  if (body === undefined) throw cursor.unexpected();
  return { kind, condition, body };
}

function parseSelect(cursor: Cursor): Statement {
  const top = cursor.accept('top') ? parseExpression(cursor) : undefined;
  const items = cursor.series(() => parseItem(cursor));
  const from = cursor.accept('from') ? parseObjectName(cursor) : undefined;
  if (from !== undefined && (cursor.accept('as') || cursor.atName())) cursor.name();
  const where = cursor.accept('where') ? parseCondition(cursor) : undefined;
  const orderBy = cursor.accept('order', 'by') ? cursor.series(() => parseOrder(cursor)) : [];
  return { kind: 'select', top, items, from, where, orderBy };
}

function parseItem(cursor: Cursor): SelectItem {
  if (cursor.accept('*')) return { kind: 'all' };
  if (cursor.peek().kind === 'variable' && cursor.at('=', 1)) {
    const variable = cursor.next().text;
    cursor.next();
    return { kind: 'assign', variable, expression: parseExpression(cursor) };
  }
  const expression = parseExpression(cursor);
  if (cursor.accept('as') || cursor.atName()) return { kind: 'value', expression, name: cursor.name() };
  return { kind: 'value', expression, name: expression.kind === 'column' ? expression.name : '' };
}

function parseOrder(cursor: Cursor): { expression: ReturnType<typeof parseExpression>; descending: boolean } {
  const expression = parseExpression(cursor);
  const descending = cursor.accept('desc');
  if (!descending) cursor.accept('asc');
  return { expression, descending };
}

/** `SET @variable = value`, or an option of the session such as `SET NOCOUNT ON`. */
function parseSet(cursor: Cursor): Statement {
  const { kind, text } = cursor.peek();
  if (kind === 'variable') {
    cursor.next();
    cursor.expect('=');
    return { kind: 'assign', name: text, value: parseExpression(cursor) };
  }
  cursor.name();
  while (cursor.atName() || cursor.peek().kind === 'number') cursor.next();
  return { kind: 'option' };
}

function parseDeclaration(cursor: Cursor): Statement {
  if (cursor.peek().kind !== 'variable') throw cursor.unexpected();
  const name = cursor.next().text;
  cursor.accept('as');
  const type = parseType(cursor);
  const value = cursor.accept('=') ? parseExpression(cursor) : undefined;
  return { kind: 'declare', name, type, value };
}

function parseInsert(cursor: Cursor): Statement {
  cursor.accept('into');
  const table = parseObjectName(cursor);
  const columns = cursor.at('(') ? cursor.list(() => cursor.name()) : undefined;
  cursor.expect('values');
  const rows = cursor.series(() => cursor.list(() => parseExpression(cursor)));
  return { kind: 'insert', table, columns, rows };
}

function parseInsertBulk(cursor: Cursor): Statement {
  const table = parseObjectName(cursor);
  const columns = cursor.list(() => {
    const name = cursor.name();
    parseType(cursor);
    return name;
  });
  // Hints change speed and locking, which this server has neither of.
  if (cursor.accept('with')) while (!cursor.at(';') && cursor.peek().kind !== 'end') cursor.next();
  return { kind: 'insertBulk', table, columns };
}

function parseCreateTable(cursor: Cursor): Statement {
  const table = parseObjectName(cursor);
  return { kind: 'createTable', table, columns: cursor.list(() => parseColumn(cursor)) };
}

function parseColumn(cursor: Cursor): ColumnDefinition {
  const name = cursor.name();
  const type = parseType(cursor);
  let nullable = true;
  let primaryKey = false;
  for (;;) {
    if (cursor.accept('not', 'null')) nullable = false;
    else if (cursor.accept('primary', 'key')) primaryKey = true;
    else if (!cursor.accept('null')) return { name, type, nullable: nullable && !primaryKey, primaryKey };
  }
}

function parseDropTable(cursor: Cursor): Statement {
  const ifExists = cursor.accept('if', 'exists');
  return { kind: 'dropTable', table: parseObjectName(cursor), ifExists };
}

function parseDelay(cursor: Cursor): number {
  const { kind, text } = cursor.peek();
  const parts = kind === 'string' ? /^(\d\d?):(\d\d?)(?::(\d\d?(?:\.\d{1,3})?))?$/.exec(text) : null;
  if (parts === null) throw cursor.unexpected();
  cursor.next();
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
}

/** `table`, `schema.table`, `database.schema.table` or `database..table`. */
export function parseObjectName(cursor: Cursor): ObjectName {
  const parts = [cursor.name()];
  while (cursor.accept('.')) parts.push(cursor.at('.') ? '' : cursor.name());
  const name = parts.at(-1) ?? '';
  return { database: parts.length > 2 ? parts.at(-3) : undefined, name, text: parts.join('.') };
}
