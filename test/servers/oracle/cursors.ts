import { OraError } from './ora-error.ts';
import { parse } from './sql/parse.ts';
import type { QueryResult } from './sql/query.ts';
import type { Statement } from './sql/syntax.ts';
import type { SqlValue } from './sql/value.ts';
import type { BindType } from './ttc/bind.ts';
import type { ExecuteRequest } from './ttc/execute-message.ts';

/** A statement with the types of its bind values. */
export interface Prepared {
  readonly sql: string;
  readonly bindTypes: readonly BindType[];
}

/** A parsed statement that a client can run again by number, and what is left to fetch of its last run. */
export interface Cursor extends Prepared {
  readonly id: number;
  readonly statement: Statement;
  query?: QueryResult;
  sent: number;
}

/** One session's cursors. */
export class Cursors {
  readonly #open = new Map<number, Cursor>();
  #last = 0;

  /** What a request runs: its own statement and bind types, or those of the cursor. @throws OraError 1001 */
  resolve({ cursorId, sql, bindTypes }: ExecuteRequest): Prepared {
    const known = this.#open.get(cursorId);
    const text = sql ?? known?.sql;
    if (text === undefined) throw new OraError(1001);
    return { sql: text, bindTypes: bindTypes ?? known?.bindTypes ?? [] };
  }

  /** Parses a statement into a new cursor, or into the one that had another. */
  open(cursorId: number, { sql, bindTypes }: Prepared): Cursor {
    const known = this.#open.get(cursorId);
    const statement = known?.sql === sql ? known.statement : parse(sql);
    const cursor: Cursor = { id: known?.id ?? this.#nextId(), sql, statement, bindTypes, sent: 0 };
    this.#open.set(cursor.id, cursor);
    return cursor;
  }

  /** @throws OraError 1001 */
  get(id: number): Cursor {
    const cursor = this.#open.get(id);
    if (cursor === undefined) throw new OraError(1001);
    return cursor;
  }

  close(id: number): void {
    this.#open.delete(id);
  }

  #nextId(): number {
    this.#last += 1;
    return this.#last;
  }
}

/** Takes the next rows of a cursor's query. */
export function takeRows(cursor: Cursor, count: number): readonly (readonly SqlValue[])[] {
  const rows = cursor.query?.rows.slice(cursor.sent, cursor.sent + count) ?? [];
  cursor.sent += rows.length;
  return rows;
}
