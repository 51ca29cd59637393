import type { Login7 } from '../login7.ts';
import { SqlError } from '../sql-error.ts';
import { convert, type SqlValue, toScalar } from '../values.ts';
import type { ColumnDefinition, ObjectName } from './ast.ts';

type Row = readonly SqlValue[];

export interface Table {
  readonly id: number;
  readonly name: string;
  readonly columns: readonly ColumnDefinition[];
  readonly rows: Row[];
}

/** Tables by name, in lower case: the default collation takes no notice of case. */
export type Tables = Map<string, Table>;

/** What lasts from statement to statement on one connection. */
export interface SessionState {
  readonly id: number;
  readonly login: Login7;
  readonly database: string;
  readonly temporary: Tables;
  /** A readable secondary serves this session: nothing but temporary tables can be written. */
  readonly readOnly: boolean;
  rowCount: number;
  /** Where the rows of the bulk load that `INSERT BULK` announced will go. */
  bulk: { readonly table: Table; readonly columns: readonly string[] } | undefined;
}

/** The databases of the server, in memory; all sessions share them. */
export class Catalogue {
  readonly #databases = new Map<string, { readonly name: string; readonly tables: Tables }>();
  #tables = 0;

  constructor(databases: readonly string[]) {
    for (const name of databases) this.#databases.set(name.toLowerCase(), { name, tables: new Map() });
  }

  /** The name of a database as it was given at the start. */
  databaseName(name: string): string | undefined {
    return this.#databases.get(name.toLowerCase())?.name;
  }

  /** The tables among which an object would be found. */
  scope(name: ObjectName, session: SessionState): Tables {
    if (name.name.startsWith('#')) return session.temporary;
    const database = this.#databases.get((name.database || session.database).toLowerCase());
    if (database === undefined) throw new SqlError(208, [name.text]);
    return database.tables;
  }

  find(name: ObjectName, session: SessionState): Table {
    const table = this.scope(name, session).get(name.name.toLowerCase());
    if (table === undefined) throw new SqlError(208, [name.text]);
    return table;
  }

  create(name: ObjectName, columns: readonly ColumnDefinition[], session: SessionState): void {
    const tables = this.scope(name, session);
    if (tables.has(name.name.toLowerCase())) throw new SqlError(2714, [name.name]);
    this.#tables += 1;
    tables.set(name.name.toLowerCase(), { id: this.#tables, name: name.name, columns, rows: [] });
  }
}

/** Adds rows to a table, all or none; `names` says which columns the values are for, by default all in order. */
export function insertRows(table: Table, names: readonly string[] | undefined, rows: readonly Row[]): void {
  const positions = (names ?? table.columns.map(({ name }) => name)).map((name) =>
    columnPosition(table, name),
  );
  const added = rows.map((values) => {
    if (values.length !== positions.length) throw new SqlError(213);
    return table.columns.map((column, index) => storedValue(table, column, values[positions.indexOf(index)]));
  });
  refuseDuplicates(table, added);
  for (const row of added) table.rows.push(row);
}

export function columnPosition({ columns }: Pick<Table, 'columns'>, name: string): number {
  const position = columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
  if (position < 0) throw new SqlError(207, [name]);
  return position;
}

function storedValue(table: Table, column: ColumnDefinition, value: SqlValue | undefined): SqlValue {
  const stored = value === undefined ? { type: column.type, data: null } : convert(value, column.type);
  if (stored.data === null && !column.nullable) throw new SqlError(515, [column.name, table.name]);
  if (stored.data !== null && stored.data.length > column.type.size) {
    throw new SqlError(2628, [table.name, column.name, String(toScalar(stored))]);
  }
  return stored;
}

function refuseDuplicates(table: Table, added: readonly Row[]): void {
  const key = table.columns.findIndex(({ primaryKey }) => primaryKey);
  if (key < 0) return;
  const taken = new Set<string>();
  for (const row of [...table.rows, ...added]) {
    const value = row[key];
    const text = String(value && toScalar(value));
    if (taken.has(text.toLowerCase())) throw new SqlError(2627, [table.name, text]);
    taken.add(text.toLowerCase());
  }
}
