import type { SqlType, SqlValue } from '../sql/value.ts';
import { encodeDate } from './date.ts';
import { encodeNumber } from './number.ts';
import { WireType } from './wire-type.ts';
import type { TtcWriter } from './writer.ts';

/** A column of a result as the client is told of it. */
export interface Column {
  readonly name: string;
  readonly type: SqlType;
  /** In bytes; only text and RAW have one of their own. */
  readonly size: number;
  readonly nullable: boolean;
}

const MULTI_BYTE = 873;
const FLOATING_SCALE = -127 & 0xff;

const WIRE: Readonly<Record<SqlType, { type: number; size?: number }>> = {
  VARCHAR2: { type: WireType.varchar },
  NUMBER: { type: WireType.number, size: 22 },
  DATE: { type: WireType.date, size: 7 },
  TIMESTAMP: { type: WireType.timestamp, size: 11 },
  'TIMESTAMP WITH TIME ZONE': { type: WireType.timestampTz, size: 13 },
  RAW: { type: WireType.raw },
};

/** Writes what the describe message says of one column. */
export function writeColumn(reply: TtcWriter, column: Column, position: number): void {
  const { type, size = column.size } = WIRE[column.type];
  const isText = column.type === 'VARCHAR2';
  reply.u8(type, 0, 0, column.type === 'NUMBER' ? FLOATING_SCALE : 0).ub(size);
  reply.ub(0, 0); // array elements, flags
  reply.ub(0, 0); // object id and version
  reply
    .ub(isText ? MULTI_BYTE : 0)
    .u8(isText ? 1 : 0)
    .ub(size, 0);
  reply.u8(column.nullable ? 1 : 0, column.name.length & 0xff);
  reply.countedText(column.name).ub(0, 0); // schema and type name
  reply.ub(position, 0);
}

/** Writes one value of a row. */
export function writeValue(reply: TtcWriter, value: SqlValue, type: SqlType): void {
  reply.bytes(encode(value, type));
}

function encode(value: SqlValue, type: SqlType): Buffer | null {
  if (value instanceof Date) {
    if (type === 'DATE') return encodeDate(value, 'local', 7);
    return type === 'TIMESTAMP' ? encodeDate(value, 'local', 11) : encodeDate(value, 'utc', 13);
  }
  if (typeof value === 'number') return type === 'NUMBER' ? encodeNumber(value) : Buffer.from(String(value));
  return typeof value === 'string' ? Buffer.from(value) : value;
}
