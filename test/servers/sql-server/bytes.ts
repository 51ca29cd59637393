/** The bytes received are not TDS; the real server drops the connection. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** Reads TDS fields, little-endian, in order; running past the end is a {@link ProtocolError}. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get remaining(): number {
    return this.#bytes.length - this.#at;
  }

  take(length: number): Buffer {
    if (length > this.remaining) throw new ProtocolError('The stream ended unexpectedly.');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  u8(): number {
    return this.take(1).readUInt8();
  }

  u16(): number {
    return this.take(2).readUInt16LE();
  }

  u32(): number {
    return this.take(4).readUInt32LE();
  }

  u64(): bigint {
    return this.take(8).readBigUInt64LE();
  }

  /** Text of `units` UTF-16 code units. */
  text(units: number): string {
    return this.take(units * 2).toString('utf16le');
  }

  /** `B_VARCHAR`: text behind a count of one byte. */
  shortText(): string {
    return this.text(this.u8());
  }

  /** `US_VARCHAR`: text behind a count of two bytes. */
  longText(): string {
    return this.text(this.u16());
  }

  /** Passes over `ALL_HEADERS`, which precedes every request since TDS 7.2. */
  skipHeaders(): void {
    const length = this.u32();
    if (length < 4) throw new ProtocolError('The headers are shorter than their own length.');
    this.take(length - 4);
  }
}

export function u8(value: number): Buffer {
  return Buffer.of(value);
}

export function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

export function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

export function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

/** `B_VARCHAR`, as read by {@link ByteReader.shortText}. */
export function shortText(text: string): Buffer {
  return Buffer.concat([u8(text.length), Buffer.from(text, 'utf16le')]);
}

/** `US_VARCHAR`, as read by {@link ByteReader.longText}. */
export function longText(text: string): Buffer {
  return Buffer.concat([u16(text.length), Buffer.from(text, 'utf16le')]);
}
