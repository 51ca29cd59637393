import { OraError } from '../ora-error.ts';
import type { SqlValue } from '../sql/value.ts';
import { type BindType, readBindRow, readBindType } from './bind.ts';
import type { TtcReader } from './reader.ts';

/** A request to run the statement of a cursor, whichever of three messages carried it. */
export interface ExecuteRequest {
  /** 0 for a new cursor. */
  readonly cursorId: number;
  /** Undefined where the cursor has its statement already. */
  readonly sql: string | undefined;
  /** Undefined where the cursor's bind types still hold. */
  readonly bindTypes: readonly BindType[] | undefined;
  /** False where the statement is only to be parsed and described. */
  readonly execute: boolean;
  readonly commit: boolean;
  /** How many rows of a query to send at once. */
  readonly rows: number;
}

const Option = { execute: 0x20, fetch: 0x40, commit: 0x100 } as const;
const REEXECUTE_COMMIT = 1;
const ROW_DATA = 7;

/** Reads a full execute message, up to the rows of bind values. */
export function parseExecute(request: TtcReader): ExecuteRequest {
  const options = request.ub();
  const cursorId = request.ub();
  const hasSql = request.u8() === 1;
  request.skip('u1u111'); // lengths of statement and vector, pointers
  const rows = request.ub();
  request.skip('u1');
  const binds = request.ub();
  request.skip('111111');
  const defines = request.ub();
  request.skip('u111u1uu1u1'); // registration, object lists, row counts
  request.skip('1u1u11u'); // signature, statement id, chunk ids: the fields since 12.2
  const sql = hasSql ? (request.bytes()?.toString() ?? '') : undefined;
  request.skip('u'.repeat(13));
  if (defines > 0) throw new OraError(3115);
  const bindTypes = Array.from({ length: binds }, () => readBindType(request));
  return {
    cursorId,
    sql,
    bindTypes: sql === undefined && binds === 0 ? undefined : bindTypes,
    execute: (options & Option.execute) !== 0,
    commit: (options & Option.commit) !== 0,
    rows: (options & Option.fetch) === 0 ? 0 : rows,
  };
}

/** Reads the short messages that run a cursor again: `fetch` tells the one that also fetches. */
export function parseReexecute(request: TtcReader, fetch: boolean): ExecuteRequest {
  const cursorId = request.ub();
  const rows = request.ub();
  request.skip('u');
  const commit = (request.ub() & REEXECUTE_COMMIT) !== 0;
  return { cursorId, sql: undefined, bindTypes: undefined, execute: true, commit, rows: fetch ? rows : 0 };
}

/** Reads the rows of bind values at the end of either message; a statement without any has one empty row. */
export function parseBindRows(request: TtcReader, types: readonly BindType[]): SqlValue[][] {
  const rows: SqlValue[][] = [];
  while (request.remaining > 0) {
    if (request.u8() !== ROW_DATA) throw new OraError(3137, { detail: 'row data expected' });
    rows.push(readBindRow(request, types));
  }
  return rows.length === 0 ? [[]] : rows;
}
