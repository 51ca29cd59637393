import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { SqlError } from '../sql-error.ts';
import type { Column } from '../tokens.ts';
import { convert, type SqlValue } from '../values.ts';
import type { ObjectName, Statement } from './ast.ts';
import { insertRows } from './catalogue.ts';
import { evaluate, holds } from './evaluator.ts';
import type { Surroundings } from './functions.ts';
import { assign, select } from './select.ts';

/** A piece of an answer, in the order in which the client hears of it. */
export type Step =
  | { readonly kind: 'columns'; readonly columns: readonly Column[] }
  | { readonly kind: 'row'; readonly values: readonly SqlValue[] }
  /** A statement ended; `rows` where it returned or changed rows. */
  | { readonly kind: 'done'; readonly rows: number | undefined };

/** Executes statements one after the other; an error ends them all. `signal` interrupts waits and loops. */
export async function* execute(
  statements: readonly Statement[],
  around: Surroundings,
  signal: AbortSignal,
): AsyncGenerator<Step> {
  for (const statement of statements) {
    if (statement.kind === 'select') yield* selectSteps(statement, around);
    else if (statement.kind === 'waitFor') {
      await delay(statement.delayMs, undefined, { signal });
      yield { kind: 'done', rows: undefined };
    } else if (statement.kind === 'if') {
      if (holds(statement.condition, around)) yield* execute([statement.body], around, signal);
    } else if (statement.kind === 'while') {
      for (; holds(statement.condition, around); await nextTurn(undefined, { signal })) {
        yield* execute([statement.body], around, signal);
      }
    } else yield* change(statement, around);
  }
}

function* selectSteps(
  statement: Extract<Statement, { kind: 'select' }>,
  around: Surroundings,
): Generator<Step> {
  const result = select(statement, around);
  if (result === undefined) return;
  yield { kind: 'columns', columns: result.columns };
  for (const values of result.rows) yield { kind: 'row', values };
  around.session.rowCount = result.rows.length;
  yield { kind: 'done', rows: result.rows.length };
}

type Change = Exclude<Statement, { kind: 'select' | 'waitFor' | 'if' | 'while' }>;

function* change(statement: Change, around: Surroundings): Generator<Step> {
  const { session, catalogue, variables } = around;
  switch (statement.kind) {
    case 'option':
      return;
    case 'declare': {
      const value = statement.value && evaluate(statement.value, around);
      const { type } = statement;
      variables.set(statement.name.toLowerCase(), value ? convert(value, type) : { type, data: null });
      return;
    }
    case 'assign':
      return assign(around, statement.name, evaluate(statement.value, around));
    case 'insert': {
      const table = writable(statement.table, around);
      const rows = statement.rows.map((row) => row.map((value) => evaluate(value, around)));
      insertRows(catalogue.find(table, session), statement.columns, rows);
      session.rowCount = rows.length;
      return yield { kind: 'done', rows: rows.length };
    }
    case 'insertBulk':
      session.bulk = {
        table: catalogue.find(writable(statement.table, around), session),
        columns: statement.columns,
      };
      break;
    case 'createTable':
      catalogue.create(writable(statement.table, around), statement.columns, session);
      break;
    case 'dropTable':
      dropTable(statement.table, statement.ifExists, around);
      break;
  }
  yield { kind: 'done', rows: undefined };
}

function dropTable(table: ObjectName, ifExists: boolean, around: Surroundings): void {
  const existed = around.catalogue
    .scope(writable(table, around), around.session)
    .delete(table.name.toLowerCase());
  if (!existed && !ifExists) throw new SqlError(3701, [table.text]);
}

/** The name given, if its database can be written to by this session. */
function writable(table: ObjectName, { session }: Surroundings): ObjectName {
  const refused = session.readOnly && !table.name.startsWith('#');
  if (refused) throw new SqlError(3906, [table.database || session.database]);
  return table;
}
