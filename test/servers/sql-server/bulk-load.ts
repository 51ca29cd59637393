import { ByteReader, ProtocolError } from './bytes.ts';
import type { Column } from './tokens.ts';
import { readType, readValue } from './types.ts';
import type { SqlValue } from './values.ts';

/** The rows of a bulk load, which the client writes in the form in which a server writes results. */
export interface BulkRows {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly SqlValue[])[];
}

const COLUMNS = 0x81;
const ROW = 0xd1;
const DONE = 0xfd;

export function parseBulkLoad(payload: Buffer): BulkRows {
  const reader = new ByteReader(payload);
  // A load without rows consists of its end.
  let token = reader.u8();
  const columns = token === COLUMNS ? readColumns(reader) : [];
  if (token === COLUMNS) token = reader.u8();
  const rows: SqlValue[][] = [];
  for (; token === ROW; token = reader.u8()) {
    rows.push(columns.map(({ type }) => ({ type, data: readValue(reader, type) })));
  }
  if (token !== DONE) throw new ProtocolError(`Unexpected token ${token} in a bulk load.`);
  return { columns, rows };
}

function readColumns(reader: ByteReader): Column[] {
  return Array.from({ length: reader.u16() }, () => {
    // User type and flags say nothing the table does not know.
    reader.take(6);
    const type = readType(reader);
    return { type, name: reader.shortText() };
  });
}
