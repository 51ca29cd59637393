import { OraError } from '../ora-error.ts';
import type { Column } from '../ttc/column.ts';
import type { Row } from './database.ts';
import { evaluate, holds, type Scope } from './evaluate.ts';
import { type Relation, relationOf } from './relation.ts';
import type { SqlSession } from './session.ts';
import type { Expression, Select, SelectItem } from './syntax.ts';
import { compare, type SqlValue, toText, typeOfValue } from './value.ts';

export interface QueryResult {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly SqlValue[])[];
}

const MAX_LEVELS = 1_000_000;
/** Columns above it are sent in another form. */
const MAX_SIZE = 32_767;

/** Runs a query to its end. */
export function runQuery(select: Select, session: SqlSession, binds: readonly SqlValue[]): QueryResult {
  const relation = relationOf(select.from, session);
  const scopeOf = (row: Row): Scope => ({ session, binds, row });
  const items = select.items === '*' ? relation.columns.map(itemOf) : select.items;
  const found = relation.rows.map(scopeOf).filter((scope) => holds(select.where, scope));
  const scopes = sorted(levels(select.connectBy, found), select.orderBy);
  const rows = items.some(isCount) ? [counts(items, scopes)] : scopes.map((scope) => valuesOf(items, scope));
  // A query without rows still has to refer to what there is.
  if (rows.length === 0) checkNames(items, relation, scopeOf);
  return {
    columns: items.map((item, at) =>
      columnOf(
        item,
        relation,
        rows.map((row) => row[at] ?? null),
      ),
    ),
    rows,
  };
}

function itemOf({ name }: Column): SelectItem {
  return { name, value: { kind: 'name', name, position: 0 } };
}

function valuesOf(items: readonly SelectItem[], scope: Scope): SqlValue[] {
  return items.map(({ value }) => evaluate(value, scope));
}

function checkNames(items: readonly SelectItem[], { columns }: Relation, scopeOf: (row: Row) => Scope): void {
  valuesOf(items, scopeOf(new Map(columns.map(({ name }) => [name, null]))));
}

/** CONNECT BY without PRIOR repeats the rows for as long as the condition on LEVEL holds. */
function levels(condition: Expression | undefined, scopes: readonly Scope[]): readonly Scope[] {
  if (condition === undefined) return scopes;
  const result: Scope[] = [];
  for (let level = 1; level <= MAX_LEVELS; level += 1) {
    const next = scopes.map((scope) => ({ ...scope, row: new Map([...scope.row, ['LEVEL', level]]) }));
    if (!next.some((scope) => holds(condition, scope)) && level > 1) break;
    result.push(...next);
  }
  return result;
}

function sorted(scopes: readonly Scope[], orderBy: Select['orderBy']): readonly Scope[] {
  if (orderBy.length === 0) return scopes;
  return scopes.toSorted((left, right) => {
    for (const { value, descending } of orderBy) {
      const order = nullsLast(evaluate(value, left), evaluate(value, right));
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

function nullsLast(left: SqlValue, right: SqlValue): number {
  return compare(left, right) ?? Number(left === null) - Number(right === null);
}

function isCount({ value }: SelectItem): boolean {
  return value.kind === 'call' && value.name === 'COUNT';
}

function counts(items: readonly SelectItem[], scopes: readonly Scope[]): SqlValue[] {
  return items.map((item) => {
    if (item.value.kind !== 'call' || !isCount(item)) throw new OraError(937);
    const [counted] = item.value.values;
    return counted === undefined
      ? scopes.length
      : scopes.filter((scope) => evaluate(counted, scope) !== null).length;
  });
}

/** A column of a table keeps its type; any other has that of its values. */
function columnOf({ name, value }: SelectItem, relation: Relation, values: readonly SqlValue[]): Column {
  const source =
    value.kind === 'name' ? relation.columns.find((column) => column.name === value.name) : undefined;
  const sample = values.find((candidate) => candidate !== null) ?? null;
  const longest = values.reduce<number>(
    (size, each) => Math.max(size, Buffer.byteLength(toText(each) ?? '')),
    1,
  );
  return {
    name,
    type: source?.type ?? typeOfValue(sample),
    size: source?.size ?? Math.min(longest, MAX_SIZE),
    nullable: source?.nullable ?? true,
  };
}
