import { SqlError } from './sql-error.ts';
import { byteType, lengthType, type SqlType, TypeId } from './types.ts';

/** A value with its type; `data` is as on the wire without the length, `null` for NULL. */
export interface SqlValue {
  readonly type: SqlType;
  readonly data: Buffer | null;
}

/** What the evaluator computes with; types it does not interpret stay bytes. */
export type Scalar = number | bigint | string | Buffer | null;

export const INT = byteType(TypeId.int, 4);
export const BIGINT = byteType(TypeId.int, 8);
export const FLOAT = byteType(TypeId.float, 8);
const INT_NAMES: Readonly<Record<number, string>> = { 1: 'tinyint', 2: 'smallint', 4: 'int', 8: 'bigint' };
const NAMES: Readonly<Record<number, string>> = {
  [TypeId.guid]: 'uniqueidentifier',
  [TypeId.bit]: 'bit',
  [TypeId.float]: 'float',
  [TypeId.dateTime]: 'datetime',
  [TypeId.varBinary]: 'varbinary',
  [TypeId.varChar]: 'varchar',
  [TypeId.char]: 'char',
  [TypeId.nVarChar]: 'nvarchar',
  [TypeId.nChar]: 'nchar',
};

export function typeName({ id, size }: SqlType): string {
  return (id === TypeId.int ? INT_NAMES[size] : NAMES[id]) ?? `type ${id}`;
}

function isUnicode(type: SqlType): boolean {
  return type.id === TypeId.nVarChar || type.id === TypeId.nChar;
}

export function isText(type: SqlType): boolean {
  return isUnicode(type) || type.id === TypeId.varChar || type.id === TypeId.char;
}

export function toScalar({ type, data }: SqlValue): Scalar {
  if (data === null) return null;
  if (isText(type)) return data.toString(isUnicode(type) ? 'utf16le' : 'latin1');
  if (type.id === TypeId.float) return data.length === 4 ? data.readFloatLE() : data.readDoubleLE();
  if (type.id === TypeId.bit || (type.id === TypeId.int && data.length === 1)) return data.readUInt8();
  if (type.id !== TypeId.int) return data;
  if (data.length < 8) return data.readIntLE(0, data.length);
  const wide = data.readBigInt64LE();
  return Number.isSafeInteger(Number(wide)) ? Number(wide) : wide;
}

/** A number as the type a literal of that size has. */
export function numberValue(value: number | bigint): SqlValue {
  if (!Number.isInteger(Number(value))) return { type: FLOAT, data: floatBytes(Number(value), 8) };
  const type = Number(value) === (Number(value) | 0) ? INT : BIGINT;
  return { type, data: intBytes(value, type) };
}

export function textValue(text: string): SqlValue {
  const data = Buffer.from(text, 'utf16le');
  return { type: lengthType(TypeId.nVarChar, data.length > 8000 ? 'max' : Math.max(2, data.length)), data };
}

export function binaryValue(data: Buffer): SqlValue {
  return { type: lengthType(TypeId.varBinary, Math.max(1, data.length)), data };
}

/** The value as another type, as an implicit conversion does it; text may come out longer than the type allows. */
export function convert(value: SqlValue, type: SqlType): SqlValue {
  const scalar = toScalar(value);
  if (scalar === null) return { type, data: null };
  const sizes = type.id === TypeId.int || type.id === TypeId.float;
  if (type.id === value.type.id && !sizes) return { type, data: value.data };
  if (Buffer.isBuffer(scalar)) throw new SqlError(206, [typeName(value.type), typeName(type)]);
  if (isText(type)) return { type, data: textBytes(String(scalar), type) };
  const number = toNumber(scalar, value.type, type);
  if (type.id === TypeId.bit) return { type, data: Buffer.of(Number(number) === 0 ? 0 : 1) };
  if (type.id === TypeId.float) return { type, data: floatBytes(Number(number), type.size) };
  if (type.id !== TypeId.int) throw new SqlError(206, [typeName(value.type), typeName(type)]);
  return { type, data: intBytes(number, type) };
}

function textBytes(text: string, type: SqlType): Buffer {
  return Buffer.from(text, isUnicode(type) ? 'utf16le' : 'latin1');
}

function toNumber(scalar: number | bigint | string, from: SqlType, to: SqlType): number | bigint {
  if (typeof scalar !== 'string') return scalar;
  const valid = to.id === TypeId.float ? /^\s*[-+]?\d+(\.\d+)?\s*$/ : /^\s*[-+]?\d+\s*$/;
  if (!valid.test(scalar)) throw new SqlError(245, [typeName(from), scalar, typeName(to)]);
  return to.id === TypeId.float ? Number(scalar) : BigInt(scalar.trim());
}

function intBytes(value: number | bigint, type: SqlType): Buffer {
  const whole = typeof value === 'number' ? BigInt(Math.trunc(value)) : value;
  const bits = type.size * 8;
  const fits = type.size === 1 ? BigInt.asUintN(8, whole) === whole : BigInt.asIntN(bits, whole) === whole;
  if (!fits) throw new SqlError(220, [typeName(type), String(whole)]);
  const data = Buffer.alloc(8);
  data.writeBigUInt64LE(BigInt.asUintN(64, whole));
  return data.subarray(0, type.size);
}

function floatBytes(value: number, size: number): Buffer {
  const data = Buffer.alloc(size);
  if (size === 4) data.writeFloatLE(value);
  else data.writeDoubleLE(value);
  return data;
}

/** Negative, zero or positive as `left` sorts before, with or after `right`; `undefined` where either is NULL. */
export function compare(left: SqlValue, right: SqlValue): number | undefined {
  if (left.data === null || right.data === null) return undefined;
  if (isText(left.type) !== isText(right.type)) {
    return isText(left.type)
      ? compare(convert(left, right.type), right)
      : compare(left, convert(right, left.type));
  }
  const [a, b] = [toScalar(left), toScalar(right)];
  // The default collation takes no notice of case.
  if (typeof a === 'string' && typeof b === 'string') return order(a.toLowerCase(), b.toLowerCase());
  if (Buffer.isBuffer(a) || Buffer.isBuffer(b)) return Buffer.compare(left.data, right.data);
  return a === null || b === null ? undefined : order(a, b);
}

function order<T extends string | number | bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
