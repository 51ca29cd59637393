import { OraError } from '../ora-error.ts';
import type { Row, Table } from './database.ts';
import type { SqlSession } from './session.ts';
import type { ColumnDefinition, TableName } from './syntax.ts';
import { type SqlValue, typeOfValue } from './value.ts';

/** What a query reads from: columns in order, and rows. */
export interface Relation {
  readonly columns: readonly ColumnDefinition[];
  readonly rows: readonly Row[];
}

const VERSION = '19.0.0.0.0';
const PRODUCT = 'Oracle Database 19c Enterprise Edition';
const BANNER = `${PRODUCT} Release ${VERSION} - Production`;

/** Finds a table or one of the system's views. @throws OraError 942 */
export function relationOf({ text, position }: TableName, session: SqlSession): Relation {
  const table = session.database.get(text);
  if (table !== undefined) return { columns: table.columns, rows: session.transaction.rowsOf(table) };
  const records = systemView(text, session);
  if (records === undefined) throw new OraError(942, { position });
  return view(records);
}

/** Finds a table that can be changed. @throws OraError 942 */
export function tableOf({ text, position }: TableName, session: SqlSession): Table {
  const table = session.database.get(text);
  if (table === undefined) throw new OraError(942, { position });
  return table;
}

type SystemRecord = Readonly<Record<string, SqlValue>>;

function systemView(name: string, session: SqlSession): SystemRecord[] | undefined {
  switch (name) {
    case 'DUAL':
      return [{ DUMMY: 'X' }];
    case 'V$VERSION':
      return [{ BANNER, BANNER_FULL: `${BANNER}\nVersion 19.3.0.0.0`, CON_ID: 0 }];
    case 'PRODUCT_COMPONENT_VERSION':
      return [{ PRODUCT, VERSION, VERSION_FULL: '19.3.0.0.0', STATUS: 'Production' }];
    case 'V$INSTANCE':
      return [{ INSTANCE_NAME: session.sid, HOST_NAME: 'localhost', VERSION, STATUS: 'OPEN' }];
    default:
      return undefined;
  }
}

function view(records: readonly SystemRecord[]): Relation {
  const columns = Object.entries(records[0] ?? {}).map(([name, value]) => ({
    name,
    type: typeOfValue(value),
    size: 4000,
    nullable: true,
    primaryKey: false,
  }));
  return { columns, rows: records.map((record) => new Map(Object.entries(record))) };
}
