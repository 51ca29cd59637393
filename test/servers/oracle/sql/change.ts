import { OraError } from '../ora-error.ts';
import type { Row, Table } from './database.ts';
import { evaluate, holds, type Scope } from './evaluate.ts';
import { tableOf } from './relation.ts';
import type { SqlSession } from './session.ts';
import type { ColumnDefinition, Delete, Insert, TableName, Update } from './syntax.ts';
import { convert, type SqlValue, toText } from './value.ts';

/** Runs an INSERT, UPDATE or DELETE with one row of bind values and says how many rows it changed. */
export function runChange(
  statement: Insert | Update | Delete,
  session: SqlSession,
  binds: readonly SqlValue[],
): number {
  if (session.transaction.readOnly) throw new OraError(1456);
  if (statement.kind === 'insert') return insert(statement, session, binds);
  const table = tableOf(statement.kind === 'update' ? statement.table : statement.from, session);
  const replaced = new Map<Row, Row | undefined>();
  for (const row of session.transaction.rowsOf(table)) {
    const scope = { session, binds, row };
    if (!holds(statement.where, scope)) continue;
    replaced.set(row, statement.kind === 'update' ? updated(statement, table, scope) : undefined);
  }
  if (replaced.size > 0) session.transaction.add({ table, added: [], replaced });
  return replaced.size;
}

function insert({ into, columns, values }: Insert, session: SqlSession, binds: readonly SqlValue[]): number {
  const table = tableOf(into, session);
  const names = columns ?? table.columns.map(({ name }) => ({ text: name, position: into.position }));
  if (values.length > names.length) throw new OraError(913);
  if (values.length < names.length) throw new OraError(947);
  const row = new Map<string, SqlValue>();
  for (const [at, name] of names.entries()) {
    const value = values[at];
    const given = value === undefined ? null : evaluate(value, { session, binds, row: new Map() });
    row.set(name.text, fitted(given, columnOf(table, name), table));
  }
  const added = completed(row, table);
  checkKey(added, table, session);
  session.transaction.add({ table, added: [added] });
  return 1;
}

function updated({ set }: Update, table: Table, scope: Scope): Row {
  const row = new Map(scope.row);
  for (const { column, value } of set) {
    row.set(column.text, fitted(evaluate(value, scope), columnOf(table, column), table));
  }
  return row;
}

function columnOf(table: Table, { text, position }: TableName): ColumnDefinition {
  const column = table.columns.find(({ name }) => name === text);
  if (column === undefined) throw new OraError(904, { detail: `"${text}"`, position });
  return column;
}

/** All columns in order; those not named are NULL where they may be. */
function completed(row: Row, table: Table): Row {
  return new Map(
    table.columns.map((column) => [column.name, row.get(column.name) ?? fitted(null, column, table)]),
  );
}

function fitted(given: SqlValue, column: ColumnDefinition, table: Table): SqlValue {
  const value = convert(given, column.type);
  const detail = `"${table.name}"."${column.name}"`;
  if (value === null && !column.nullable) throw new OraError(1400, { detail });
  const hasSize = column.type === 'VARCHAR2' || column.type === 'RAW';
  const length = Buffer.isBuffer(value) ? value.length : Buffer.byteLength(toText(value) ?? '');
  if (hasSize && length > column.size) {
    throw new OraError(12899, { detail: `${detail} (actual: ${length}, maximum: ${column.size})` });
  }
  return value;
}

function checkKey(row: Row, table: Table, session: SqlSession): void {
  const key = table.columns.find(({ primaryKey }) => primaryKey)?.name;
  if (key === undefined) return;
  const taken = session.transaction.rowsOf(table).some((other) => other.get(key) === row.get(key));
  if (taken) throw new OraError(1, { detail: `${session.user}.${table.name}_PK` });
}
