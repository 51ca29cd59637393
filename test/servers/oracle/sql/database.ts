import type { ColumnDefinition } from './syntax.ts';
import type { SqlValue } from './value.ts';

/** One row by column name; never changed, only replaced, so that its identity names it. */
export type Row = ReadonlyMap<string, SqlValue>;

export interface Table {
  readonly name: string;
  readonly columns: readonly ColumnDefinition[];
  /** The committed rows. */
  rows: readonly Row[];
}

/** The tables all sessions share, by name. */
export type Database = Map<string, Table>;

/** What one statement does to the rows of a table. */
export interface Change {
  readonly table: Table;
  readonly added: Row[];
  /** Rows with what takes their place; undefined for rows that are deleted. Applied before rows are added. */
  readonly replaced?: ReadonlyMap<Row, Row | undefined>;
}

/** One session's transactions, one after the other: its changes are its own until it commits. */
export class Transaction {
  readonly #database: Database;
  #changes: Change[] = [];
  #snapshot: ReadonlyMap<Table, readonly Row[]> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Whether there is one to commit or roll back. */
  get active(): boolean {
    return this.#changes.length > 0 || this.readOnly;
  }

  get readOnly(): boolean {
    return this.#snapshot !== undefined;
  }

  /** From now to the end of the transaction, nothing changes and nobody's changes are seen. */
  beginReadOnly(): void {
    this.#snapshot = new Map([...this.#database.values()].map((table) => [table, table.rows]));
  }

  rowsOf(table: Table): readonly Row[] {
    const rows = this.#snapshot?.get(table) ?? table.rows;
    return this.#changes.filter((change) => change.table === table).reduce(apply, rows);
  }

  add(change: Change): void {
    const last = this.#changes.at(-1);
    // One change for a run of inserts keeps thousands of them cheap to read through.
    if (last?.table === change.table && change.replaced === undefined) last.added.push(...change.added);
    else this.#changes.push(change);
  }

  commit(): void {
    for (const change of this.#changes) change.table.rows = apply(change.table.rows, change);
    this.rollback();
  }

  rollback(): void {
    this.#changes = [];
    this.#snapshot = undefined;
  }
}

function apply(rows: readonly Row[], { added, replaced }: Change): readonly Row[] {
  const kept = replaced === undefined ? rows : rows.flatMap((row) => replacement(row, replaced));
  return [...kept, ...added];
}

function replacement(row: Row, replaced: ReadonlyMap<Row, Row | undefined>): Row[] {
  const next = replaced.has(row) ? replaced.get(row) : row;
  return next === undefined ? [] : [next];
}
