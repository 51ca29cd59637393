import { type ByteReader, u8, u16, u32, u64 } from './bytes.ts';
import { SqlError } from './sql-error.ts';

/** How the length of a value is written in front of it. */
type Layout = 'byte' | 'short' | 'chunks';

/** A TDS data type: its id, its `TYPE_INFO` as on the wire, and the greatest length of a value in bytes. */
export interface SqlType {
  readonly id: number;
  readonly info: Buffer;
  readonly layout: Layout;
  readonly size: number;
}

export const TypeId = {
  guid: 0x24,
  int: 0x26,
  bit: 0x68,
  float: 0x6d,
  dateTime: 0x6f,
  varBinary: 0xa5,
  varChar: 0xa7,
  char: 0xaf,
  nVarChar: 0xe7,
  nChar: 0xef,
} as const;

/** `SQL_Latin1_General_CP1_CI_AS`, the default collation. */
export const COLLATION = Buffer.of(0x09, 0x04, 0xd0, 0x00, 0x34);
const UNLIMITED = 0xffff;
const NULL_CHUNKS = 0xffff_ffff_ffff_ffffn;

/** Bytes of `TYPE_INFO` behind the id, for types whose values follow a length of one byte. */
const BYTE: Readonly<Record<number, number>> = {
  36: 1,
  38: 1,
  40: 0,
  41: 1,
  42: 1,
  43: 1,
  104: 1,
  106: 3,
  108: 3,
  109: 1,
  110: 1,
  111: 1,
};
/** The same for types whose values follow a length of two bytes, or come in chunks where unlimited. */
const SHORT: Readonly<Record<number, number>> = { 165: 2, 167: 7, 173: 2, 175: 7, 231: 7, 239: 7 };

/** Reads a `TYPE_INFO`; a type this server does not know (LOBs, variants, tables) is error 8009. */
export function readType(reader: ByteReader): SqlType {
  const id = reader.u8();
  const rest = BYTE[id] ?? SHORT[id];
  if (rest === undefined) throw new SqlError(8009, [`0x${id.toString(16).toUpperCase()}`]);
  return typeFromInfo(Buffer.concat([u8(id), reader.take(rest)]));
}

function typeFromInfo(info: Buffer): SqlType {
  const id = info.readUInt8(0);
  if (SHORT[id] === undefined) return { id, info, layout: 'byte', size: byteSize(id, info) };
  const size = info.readUInt16LE(1);
  return size === UNLIMITED
    ? { id, info, layout: 'chunks', size: Number.POSITIVE_INFINITY }
    : { id, info, layout: 'short', size };
}

/** Dates and times say their scale where others say their length. */
function byteSize(id: number, info: Buffer): number {
  return id >= 40 && id <= 43 ? Number.POSITIVE_INFINITY : info.readUInt8(1);
}

/** A type whose values follow a length of one byte: integers of 1, 2, 4 or 8 bytes, bit, float, … */
export function byteType(id: number, size: number): SqlType {
  return typeFromInfo(Buffer.of(id, size));
}

/** A character or binary type of at most `size` bytes, or without a limit. */
export function lengthType(id: number, size: number | 'max'): SqlType {
  const limit = u16(size === 'max' ? UNLIMITED : size);
  return typeFromInfo(Buffer.concat([u8(id), limit, SHORT[id] === 7 ? COLLATION : Buffer.alloc(0)]));
}

/** Reads a value behind its length; `null` is SQL's NULL. */
export function readValue(reader: ByteReader, type: SqlType): Buffer | null {
  if (type.layout === 'chunks') return readChunks(reader);
  const length = type.layout === 'byte' ? reader.u8() : reader.u16();
  const none = type.layout === 'byte' ? 0 : UNLIMITED;
  return length === none ? null : reader.take(length);
}

function readChunks(reader: ByteReader): Buffer | null {
  if (reader.u64() === NULL_CHUNKS) return null;
  const chunks: Buffer[] = [];
  for (let length = reader.u32(); length > 0; length = reader.u32()) chunks.push(reader.take(length));
  return Buffer.concat(chunks);
}

/** Writes a value with the length that its type puts in front of it. */
export function writeValue(type: SqlType, data: Buffer | null): Buffer {
  if (type.layout === 'byte') return data === null ? u8(0) : Buffer.concat([u8(data.length), data]);
  if (type.layout === 'short')
    return data === null ? u16(UNLIMITED) : Buffer.concat([u16(data.length), data]);
  if (data === null) return u64(NULL_CHUNKS);
  const chunk = data.length === 0 ? [] : [u32(data.length), data];
  return Buffer.concat([u64(BigInt(data.length)), ...chunk, u32(0)]);
}
