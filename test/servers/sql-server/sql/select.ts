import { SqlError } from '../sql-error.ts';
import type { Column } from '../tokens.ts';
import { compare, convert, type SqlValue, toScalar } from '../values.ts';
import type { Expression, Select } from './ast.ts';
import type { Table } from './catalogue.ts';
import { evaluate, holds, NO_ROW, type RowScope } from './evaluator.ts';
import type { Surroundings } from './functions.ts';

/** What a `SELECT` returns. */
export interface ResultSet {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/** Runs a `SELECT`; one that assigns variables returns `undefined`. */
export function select(statement: Select, around: Surroundings): ResultSet | undefined {
  const table = statement.from && around.catalogue.find(statement.from, around.session);
  const scopes = matchingRows(statement, table, around);
  const assignments = statement.items.filter((item) => item.kind === 'assign');
  if (assignments.length === 0) return project(statement, table, scopes, around);
  for (const scope of scopes) {
    for (const { variable, expression } of assignments)
      assign(around, variable, evaluate(expression, around, scope));
  }
  return undefined;
}

/** Sets a variable that was declared, keeping its type. */
export function assign(around: Surroundings, name: string, value: SqlValue): void {
  const { type } = evaluate({ kind: 'variable', name }, around);
  around.variables.set(name.toLowerCase(), convert(value, type));
}

function matchingRows(
  statement: Select,
  table: Table | undefined,
  around: Surroundings,
): readonly RowScope[] {
  const { where, orderBy, top } = statement;
  const all = table?.rows.map((values) => ({ columns: table.columns, values, count: 0 })) ?? [NO_ROW];
  const found = where === undefined ? all : all.filter((row) => holds(where, around, row));
  const sorted = [...found].sort((left, right) => {
    for (const { expression, descending } of orderBy) {
      const order = sortOrder(evaluate(expression, around, left), evaluate(expression, around, right));
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
  return top === undefined ? sorted : sorted.slice(0, Number(toScalar(evaluate(top, around))));
}

/** NULL sorts first. */
function sortOrder(left: SqlValue, right: SqlValue): number {
  return compare(left, right) ?? Number(left.data !== null) - Number(right.data !== null);
}

function project(
  { items }: Select,
  table: Table | undefined,
  scopes: readonly RowScope[],
  around: Surroundings,
): ResultSet {
  const outputs = items.flatMap<Output>((item) => (item.kind === 'value' ? [item] : allColumns(table)));
  const columns = outputs.map(({ name, expression }) => ({ name, type: typeOf(expression, table, around) }));
  const counted = outputs.some(({ expression }) => expression.kind === 'count');
  const sources = counted ? [{ ...nullRow(table), count: scopes.length }] : scopes;
  const rows = sources.map((scope) =>
    outputs.map(({ expression }, index) => {
      const value = evaluate(expression, around, scope);
      return convert(value, columns[index]?.type ?? value.type);
    }),
  );
  return { columns, rows };
}

interface Output {
  readonly name: string;
  readonly expression: Expression;
}

function allColumns(table: Table | undefined): readonly Output[] {
  if (table === undefined) throw new SqlError(263);
  return table.columns.map(({ name }) => ({ name, expression: { kind: 'column', name } }));
}

/** The type of a column is known without any row: NULLs have types too. */
function typeOf(expression: Expression, table: Table | undefined, around: Surroundings): Column['type'] {
  return evaluate(expression, around, nullRow(table)).type;
}

function nullRow(table: Table | undefined): RowScope {
  const columns = table?.columns ?? [];
  return { columns, values: columns.map(({ type }) => ({ type, data: null })), count: 0 };
}
