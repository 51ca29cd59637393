import { ByteReader, ProtocolError } from './bytes.ts';

/** What a LOGIN7 message says, the password in clear. */
export interface Login7 {
  readonly tdsVersion: number;
  /** Bytes; what the client would like, not yet what it gets. */
  readonly packetSize: number;
  readonly hostName: string;
  readonly userName: string;
  readonly password: string;
  readonly applicationName: string;
  readonly serverName: string;
  readonly libraryName: string;
  /** Empty where the login's default database is meant. */
  readonly database: string;
  /** `ApplicationIntent=ReadOnly`. */
  readonly readOnlyIntent: boolean;
}

const TYPE_FLAGS = 26;
const READ_ONLY_INTENT = 0x20;
const FIXED_LENGTH = 94;
/** Where the (offset, count) pair of each text stands in the fixed part. */
const Field = {
  hostName: 36,
  userName: 40,
  password: 44,
  applicationName: 48,
  serverName: 52,
  libraryName: 60,
  database: 68,
};

/** Undoes the client's scrambling: the halves of each byte swapped, then the byte inverted with 0xA5. */
export function unscramble(scrambled: Buffer): string {
  const clear = scrambled.map((byte) => {
    const swapped = byte ^ 0xa5;
    return ((swapped << 4) | (swapped >> 4)) & 0xff;
  });
  return Buffer.from(clear).toString('utf16le');
}

/** Reads a LOGIN7 message (MS-TDS 2.2.6.4); its texts lie anywhere behind the fixed part. */
export function parseLogin7(payload: Buffer): Login7 {
  if (payload.length < FIXED_LENGTH || payload.readUInt32LE(0) !== payload.length) {
    throw new ProtocolError('LOGIN7 does not have the length it states.');
  }
  const bytes = (field: number): Buffer => {
    const reader = new ByteReader(payload);
    reader.take(payload.readUInt16LE(field));
    return reader.take(payload.readUInt16LE(field + 2) * 2);
  };
  const text = (field: number): string => bytes(field).toString('utf16le');
  return {
    tdsVersion: payload.readUInt32LE(4),
    packetSize: payload.readUInt32LE(8),
    hostName: text(Field.hostName),
    userName: text(Field.userName),
    password: unscramble(bytes(Field.password)),
    applicationName: text(Field.applicationName),
    serverName: text(Field.serverName),
    libraryName: text(Field.libraryName),
    database: text(Field.database),
    readOnlyIntent: (payload.readUInt8(TYPE_FLAGS) & READ_ONLY_INTENT) !== 0,
  };
}
