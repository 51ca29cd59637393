import { OraError } from '../ora-error.ts';

const LONG_LENGTH = 254;
const NULL_LENGTH = 255;

/** Reads the primitive forms of TTC from one complete message; a message that ends early is ORA-03137. */
export class TtcReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get remaining(): number {
    return this.#bytes.length - this.#at;
  }

  take(length: number): Buffer {
    if (length > this.remaining) throw new OraError(3137, { detail: `${length} > ${this.remaining}` });
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  u8(): number {
    return this.take(1).readUInt8();
  }

  u16be(): number {
    return this.take(2).readUInt16BE();
  }

  /** An unsigned integer in the universal form: a count of bytes, then the bytes, most significant first. */
  ub(): number {
    const size = this.u8();
    if (size === 0) return 0;
    if (size > 8) throw new OraError(3120);
    return Number(BigInt(`0x${this.take(size).toString('hex')}`));
  }

  /** Drops fields: `1` stands for one byte, `u` for a universal integer. */
  skip(layout: string): void {
    for (const field of layout) {
      if (field === 'u') this.ub();
      else this.u8();
    }
  }

  /** Bytes after their length: short, or in chunks; null for a length of zero. */
  bytes(): Buffer | null {
    const length = this.u8();
    if (length === 0 || length === NULL_LENGTH) return null;
    if (length !== LONG_LENGTH) return this.take(length);
    const chunks: Buffer[] = [];
    for (let size = this.ub(); size > 0; size = this.ub()) chunks.push(this.take(size));
    return Buffer.concat(chunks);
  }

  /** Text preceded by its universal length, which is repeated as a byte count when it is not zero. */
  countedText(): string {
    return this.ub() === 0 ? '' : (this.bytes()?.toString() ?? '');
  }
}
