import { SqlError } from '../sql-error.ts';
import { byteType, lengthType, type SqlType, TypeId } from '../types.ts';
import type { Cursor } from './cursor.ts';

const PLAIN: Readonly<Record<string, SqlType>> = {
  tinyint: byteType(TypeId.int, 1),
  smallint: byteType(TypeId.int, 2),
  int: byteType(TypeId.int, 4),
  bigint: byteType(TypeId.int, 8),
  bit: byteType(TypeId.bit, 1),
  real: byteType(TypeId.float, 4),
  float: byteType(TypeId.float, 8),
  datetime: byteType(TypeId.dateTime, 8),
  uniqueidentifier: byteType(TypeId.guid, 16),
};
/** Type and bytes a character. */
const SIZED: Readonly<Record<string, readonly [id: number, unit: number]>> = {
  varchar: [TypeId.varChar, 1],
  nvarchar: [TypeId.nVarChar, 2],
  varbinary: [TypeId.varBinary, 1],
};

/** Reads a data type such as `int` or `nvarchar(max)`; one this server does not have is error 2715. */
export function parseType(cursor: Cursor): SqlType {
  const { line } = cursor.peek();
  const name = cursor.name();
  const plain = PLAIN[name.toLowerCase()];
  if (plain !== undefined) return plain;
  const sized = SIZED[name.toLowerCase()];
  if (sized === undefined) throw new SqlError(2715, [name], line);
  const [id, unit] = sized;
  if (!cursor.accept('(')) return lengthType(id, unit);
  const length = cursor.accept('max') ? 'max' : parseLength(cursor) * unit;
  cursor.expect(')');
  return lengthType(id, length);
}

function parseLength(cursor: Cursor): number {
  const { kind, text } = cursor.peek();
  if (kind !== 'number') throw cursor.unexpected();
  cursor.next();
  return Number(text);
}
