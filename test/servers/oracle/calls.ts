import { type Cursor, Cursors, takeRows } from './cursors.ts';
import type { Journal } from './journal.ts';
import { OraError } from './ora-error.ts';
import { run } from './sql/run.ts';
import type { SqlSession } from './sql/session.ts';
import { type ExecuteRequest, parseBindRows } from './ttc/execute-message.ts';
import type { TtcReader } from './ttc/reader.ts';
import { describeReply, outcomeReply, rowsReply } from './ttc/replies.ts';

const NO_DATA_FOUND = 1403;

/** The calls of one logged-in session that concern statements; each returns the reply. */
export class Calls {
  readonly #session: SqlSession;
  readonly #journal: Journal;
  readonly #cursors = new Cursors();

  constructor(session: SqlSession, journal: Journal) {
    this.#session = session;
    this.#journal = journal;
  }

  /** Runs a statement, once for each row of bind values. */
  async execute(request: ExecuteRequest, message: TtcReader, signal: AbortSignal): Promise<Buffer> {
    const { transaction, user } = this.#session;
    const prepared = this.#cursors.resolve(request);
    const rows = request.execute ? parseBindRows(message, prepared.bindTypes) : [];
    for (const binds of rows) this.#journal.statements.push({ user, sql: prepared.sql, binds });
    const cursor = this.#cursors.open(request.cursorId, prepared);
    let rowCount = 0;
    for (const binds of rows) {
      const result = await run(cursor.statement, this.#session, binds, signal);
      if (result.query !== undefined) cursor.query = result.query;
      rowCount += result.rowCount;
    }
    if (request.commit) transaction.commit();
    if (cursor.query !== undefined) {
      return Buffer.concat([describeReply(cursor.query.columns), this.#rows(cursor, request.rows)]);
    }
    return outcomeReply({ inTransaction: transaction.active, cursorId: cursor.id, rowCount });
  }

  /** Sends more rows of a cursor. */
  fetch(message: TtcReader): Buffer {
    const cursor = this.#cursors.get(message.ub());
    return this.#rows(cursor, message.ub());
  }

  closeCursor(id: number): void {
    this.#cursors.close(id);
  }

  /** The end of the rows is told by an error code, but only to a client that asked for more than there were. */
  #rows(cursor: Cursor, count: number): Buffer {
    const rows = takeRows(cursor, count);
    const error = rows.length < count ? new OraError(NO_DATA_FOUND) : undefined;
    const outcome = { inTransaction: this.#session.transaction.active, cursorId: cursor.id };
    return Buffer.concat([
      rowsReply(cursor.query?.columns ?? [], rows),
      outcomeReply({ ...outcome, rowCount: cursor.sent, error }),
    ]);
  }
}
