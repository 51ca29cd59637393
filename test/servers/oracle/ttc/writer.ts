const LONG_LENGTH = 254;
const MAX_SHORT_LENGTH = 252;
const CHUNK = 32_767;

/** Builds one TTC message from the primitive forms that `TtcReader` reads. */
export class TtcWriter {
  readonly #parts: Buffer[] = [];

  raw(bytes: Buffer): this {
    this.#parts.push(bytes);
    return this;
  }

  u8(...values: readonly number[]): this {
    return this.raw(Buffer.from(values));
  }

  u16be(value: number): this {
    return this.u8(value >> 8, value & 0xff);
  }

  u16le(value: number): this {
    return this.u8(value & 0xff, value >> 8);
  }

  /** Unsigned integers up to 32 bits in the universal form. */
  ub(...values: readonly number[]): this {
    for (const value of values) this.raw(universal(value));
    return this;
  }

  /** Bytes after their length; null and empty are one to Oracle. */
  bytes(value: Buffer | null): this {
    if (value === null || value.length <= MAX_SHORT_LENGTH) {
      return this.u8(value?.length ?? 0).raw(value ?? Buffer.alloc(0));
    }
    this.u8(LONG_LENGTH);
    for (let at = 0; at < value.length; at += CHUNK) {
      const chunk = value.subarray(at, at + CHUNK);
      this.ub(chunk.length).raw(chunk);
    }
    return this.ub(0);
  }

  text(value: string): this {
    return this.bytes(Buffer.from(value));
  }

  /** Text in the form `TtcReader.countedText` reads. */
  countedText(value: string): this {
    this.ub(Buffer.byteLength(value));
    return value === '' ? this : this.text(value);
  }

  finish(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

function universal(value: number): Buffer {
  if (value === 0) return Buffer.of(0);
  const size = value <= 0xff ? 1 : value <= 0xffff ? 2 : 4;
  const bytes = Buffer.alloc(size + 1);
  bytes.writeUInt8(size);
  bytes.writeUIntBE(value, 1, size);
  return bytes;
}
