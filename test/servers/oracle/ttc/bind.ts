import { OraError } from '../ora-error.ts';
import type { SqlValue } from '../sql/value.ts';
import { decodeDate } from './date.ts';
import { decodeNumber } from './number.ts';
import type { TtcReader } from './reader.ts';
import { WireType } from './wire-type.ts';

/** How the values of one bind variable are encoded. */
export interface BindType {
  readonly type: number;
  /** Whether text is in the national character set, UTF-16. */
  readonly national: boolean;
  /** Whether values may be longer than text columns: they are sent after all others of their row. */
  readonly long: boolean;
}

const MAX_STRING = 32_767;
const NATIONAL = 2;

export function readBindType(request: TtcReader): BindType {
  const type = request.u8();
  request.skip('111'); // flags, precision, scale
  const maxSize = request.ub();
  request.skip('uu'); // array elements, flags
  if (request.ub() > 0) request.bytes(); // object id
  request.skip('uu'); // version, character set
  const national = request.u8() === NATIONAL;
  request.skip('uu'); // prefetch length, column id
  return { type, national, long: maxSize > MAX_STRING };
}

/** Reads the values of one row, in the order of the bind variables. */
export function readBindRow(request: TtcReader, types: readonly BindType[]): SqlValue[] {
  const row: SqlValue[] = types.map(() => null);
  for (const long of [false, true]) {
    for (const [at, bind] of types.entries()) if (bind.long === long) row[at] = readValue(request, bind);
  }
  return row;
}

/** @throws OraError 3115 for a type this server does not know, such as a LOB, a cursor or an object. */
function readValue(request: TtcReader, { type, national }: BindType): SqlValue {
  const decode = DECODERS[type];
  if (decode === undefined) throw new OraError(3115);
  const bytes = request.bytes();
  return bytes === null ? null : decode(bytes, national);
}

function text(bytes: Buffer, national: boolean): string {
  return national ? Buffer.from(bytes).swap16().toString('utf16le') : bytes.toString();
}

/** The sign bit is set for positive numbers; negative ones have all bits inverted. */
function float(bytes: Buffer): Buffer {
  const [first = 0, ...rest] = bytes;
  if (first >= 0x80) return Buffer.of(first & 0x7f, ...rest);
  return Buffer.from([first, ...rest].map((byte) => byte ^ 0xff));
}

const DECODERS: Readonly<Record<number, (bytes: Buffer, national: boolean) => SqlValue>> = {
  [WireType.varchar]: text,
  [WireType.char]: text,
  [WireType.long]: text,
  [WireType.number]: decodeNumber,
  [WireType.integer]: decodeNumber,
  [WireType.binaryFloat]: (bytes) => float(bytes).readFloatBE(),
  [WireType.binaryDouble]: (bytes) => float(bytes).readDoubleBE(),
  [WireType.raw]: (bytes) => Buffer.from(bytes),
  [WireType.longRaw]: (bytes) => Buffer.from(bytes),
  [WireType.date]: (bytes) => decodeDate(bytes, 'local'),
  [WireType.timestamp]: (bytes) => decodeDate(bytes, 'local'),
  [WireType.timestampTz]: (bytes) => decodeDate(bytes, 'utc'),
  [WireType.timestampLtz]: (bytes) => decodeDate(bytes, 'utc'),
};
