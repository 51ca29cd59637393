import pg from 'pg';

/** A statement and the one parameter that holds all rows. */
export interface BulkStatement {
  readonly text: string;
  readonly values: readonly [string];
}

/** One statement for all rows; the server reads each value as the type of its column. */
export function bulkStatement(table: string, rows: readonly object[]): BulkStatement {
  const columns = Object.keys(rows[0] ?? {});
  const odd = rows.findIndex((row) => !hasColumns(row, columns));
  if (columns.length === 0) throw new TypeError('The first row has no columns');
  if (odd !== -1) throw new TypeError(`Row ${odd} does not have the columns of the first row`);
  const into = table.split('.').map(pg.escapeIdentifier).join('.');
  const names = columns.map(pg.escapeIdentifier).join(', ');
  return {
    text: `INSERT INTO ${into} (${names}) SELECT ${names} FROM json_populate_recordset(NULL::${into}, $1)`,
    values: [`[${rows.map(rowText).join(',')}]`],
  };
}

function hasColumns(row: object, columns: readonly string[]): boolean {
  return Object.keys(row).length === columns.length && columns.every((column) => Object.hasOwn(row, column));
}

function rowText(row: object): string {
  const members = Object.entries(row).map(([name, value]) => [name, columnValue(value)]);
  return JSON.stringify(Object.fromEntries(members));
}

/** What JSON has no form for, in the form that the server reads. */
function columnValue(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return value ?? null;
}
