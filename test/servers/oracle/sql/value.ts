import { OraError } from '../ora-error.ts';

/** A value in a table, a bind or a result. The empty string is NULL, as everywhere in Oracle. */
export type SqlValue = string | number | Date | Buffer | null;

/** The data types of columns. */
export type SqlType = 'VARCHAR2' | 'NUMBER' | 'DATE' | 'TIMESTAMP' | 'TIMESTAMP WITH TIME ZONE' | 'RAW';

export function typeOfValue(value: SqlValue): SqlType {
  if (typeof value === 'number') return 'NUMBER';
  if (value instanceof Date) return 'TIMESTAMP WITH TIME ZONE';
  return Buffer.isBuffer(value) ? 'RAW' : 'VARCHAR2';
}

export function toText(value: SqlValue): string | null {
  if (value === null || value === '') return null;
  if (value instanceof Date) return value.toISOString();
  return Buffer.isBuffer(value) ? value.toString('hex').toUpperCase() : String(value);
}

/** @throws OraError 1722 */
export function toNumber(value: SqlValue): number | null {
  const text = toText(value)?.trim();
  if (text === undefined) return null;
  const number = Number(text);
  if (text === '' || Number.isNaN(number)) throw new OraError(1722);
  return number;
}

/** Converts to the type of a column. @throws OraError 932, 1722 */
export function convert(value: SqlValue, type: SqlType): SqlValue {
  if (value === null || value === '') return null;
  if (type === 'NUMBER') return toNumber(value);
  if (type === 'VARCHAR2') return toText(value);
  if (type === 'RAW' && typeof value === 'string') return Buffer.from(value, 'hex');
  if (type === 'RAW' ? !Buffer.isBuffer(value) : !(value instanceof Date)) throw new OraError(932);
  return value;
}

/** Negative, zero or positive like the order of the values; null where either is NULL. */
export function compare(left: SqlValue, right: SqlValue): number | null {
  if (left === null || right === null || left === '' || right === '') return null;
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime();
  if (Buffer.isBuffer(left) && Buffer.isBuffer(right)) return Buffer.compare(left, right);
  if (typeof left === 'number' || typeof right === 'number')
    return Number(toNumber(left)) - Number(toNumber(right));
  const [a, b] = [String(left), String(right)];
  return a < b ? -1 : Number(a > b);
}
