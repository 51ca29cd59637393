import type { OraError } from '../ora-error.ts';
import type { SqlValue } from '../sql/value.ts';
import { type Column, writeColumn, writeValue } from './column.ts';
import { TtcWriter } from './writer.ts';

/** How a call ended, as every reply says. */
export interface Outcome {
  readonly inTransaction: boolean;
  readonly cursorId?: number;
  readonly rowCount?: number;
  readonly error?: OraError | undefined;
}

const MessageType = { error: 4, rowHeader: 6, rowData: 7, status: 9, describe: 16 } as const;
const IN_TRANSACTION = 0x02;

/** The short end of a reply: all is well. */
export function statusReply(inTransaction: boolean): Buffer {
  return new TtcWriter()
    .u8(MessageType.status)
    .ub(inTransaction ? IN_TRANSACTION : 0, 0)
    .finish();
}

/** The long end of a reply: error, row count and cursor. */
export function outcomeReply({ inTransaction, cursorId = 0, rowCount = 0, error }: Outcome): Buffer {
  const code = error?.code ?? 0;
  const reply = new TtcWriter().u8(MessageType.error);
  reply.ub(inTransaction ? IN_TRANSACTION : 0, 0, rowCount, code, 0, 0, cursorId, error?.position ?? 0);
  reply.u8(0, 0, 0, 0, 0, 0); // statement type, fatal, flags, cursor options, parameter, warnings
  reply.ub(0, 0).u8(0).ub(0, 0); // rowid
  reply.ub(0).u8(0, 0).ub(0, 0); // operating system error, statement, call, padding, iterations
  reply.ub(0, 0, 0, 0); // logical rowid; codes, offsets and messages of a batch
  reply.ub(code, rowCount);
  if (error !== undefined) reply.text(`${error.message}\n`);
  return reply.finish();
}

/** Tells the columns of a query. */
export function describeReply(columns: readonly Column[]): Buffer {
  const reply = new TtcWriter().u8(MessageType.describe, 0);
  reply.ub(0, columns.length).u8(0);
  for (const [at, column] of columns.entries()) writeColumn(reply, column, at + 1);
  return reply.ub(0).ub(0, 0, 0, 0).ub(0).finish();
}

/** The rows of one fetch. */
export function rowsReply(columns: readonly Column[], rows: readonly (readonly SqlValue[])[]): Buffer {
  const reply = new TtcWriter();
  if (rows.length > 0) reply.u8(MessageType.rowHeader, 0).ub(0, 0, 0, 0, 0, 0);
  for (const row of rows) {
    reply.u8(MessageType.rowData);
    for (const [at, column] of columns.entries()) writeValue(reply, row[at] ?? null, column.type);
  }
  return reply.finish();
}
