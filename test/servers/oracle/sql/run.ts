import { setTimeout as delay } from 'node:timers/promises';
import { OraError } from '../ora-error.ts';
import { runChange } from './change.ts';
import type { Database } from './database.ts';
import { evaluate } from './evaluate.ts';
import { type QueryResult, runQuery } from './query.ts';
import type { SqlSession } from './session.ts';
import type { Statement } from './syntax.ts';
import { type SqlValue, toNumber } from './value.ts';

/** What a statement did. */
export interface RunResult {
  readonly query?: QueryResult;
  readonly rowCount: number;
}

/** Runs a statement with one row of bind values; only a sleeping block takes time, until `signal` wakes it. */
export async function run(
  statement: Statement,
  session: SqlSession,
  binds: readonly SqlValue[],
  signal: AbortSignal,
): Promise<RunResult> {
  switch (statement.kind) {
    case 'select':
      return { query: runQuery(statement, session, binds), rowCount: 0 };
    case 'insert':
    case 'update':
    case 'delete':
      return { rowCount: runChange(statement, session, binds) };
    case 'sleep':
      await sleep(toNumber(evaluate(statement.seconds, { session, binds, row: new Map() })), signal);
      return { rowCount: 0 };
    default:
      control(statement, session);
      return { rowCount: 0 };
  }
}

type Definition = Extract<Statement, { kind: 'createTable' | 'dropTable' }>;
type Control = Exclude<Statement, { kind: 'select' | 'insert' | 'update' | 'delete' | 'sleep' }>;

/** Transactions, and definitions, which commit the one that is under way. */
function control(statement: Control, { transaction, database }: SqlSession): void {
  switch (statement.kind) {
    case 'alterSession':
      return;
    case 'rollback':
      transaction.rollback();
      return;
    case 'setTransaction':
      if (transaction.active) throw new OraError(1453);
      if (statement.readOnly) transaction.beginReadOnly();
      return;
    default:
      transaction.commit();
      if (statement.kind !== 'commit') define(statement, database);
  }
}

function define(statement: Definition, database: Database): void {
  const { text: name, position } = statement.table;
  if (statement.kind === 'dropTable') {
    if (!database.delete(name)) throw new OraError(942, { position });
  } else if (database.has(name)) {
    throw new OraError(955, { position });
  } else database.set(name, { name, columns: statement.columns, rows: [] });
}

/** @throws OraError 1013 when woken */
async function sleep(seconds: number | null, signal: AbortSignal): Promise<void> {
  try {
    await delay((seconds ?? 0) * 1000, undefined, { signal });
  } catch {
    throw new OraError(1013);
  }
}
