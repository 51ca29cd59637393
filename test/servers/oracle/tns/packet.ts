/** TNS packet types this server reads or writes. */
export const PacketType = {
  connect: 1,
  accept: 2,
  refuse: 4,
  data: 6,
  marker: 12,
} as const;

/** From this protocol version on, packet lengths take four bytes instead of two, once the peer has accepted. */
export const LARGE_SDU_VERSION = 315;

export const HEADER_SIZE = 8;

/** Up to the last field this server reads. */
const MINIMUM_SIZE: ReadonlyMap<number, number> = new Map([
  [PacketType.connect, 66],
  [PacketType.data, 10],
  [PacketType.marker, 11],
]);

export interface Packet {
  readonly type: number;
  /** The whole packet, header included: the fields of TNS packets are named by their offset from its start. */
  readonly bytes: Buffer;
}

/** Writes the header of a packet whose body is already in place. */
export function sealPacket(bytes: Buffer, type: number, large: boolean): Buffer {
  if (large) bytes.writeUInt32BE(bytes.length, 0);
  else bytes.writeUInt16BE(bytes.length, 0);
  bytes.writeUInt8(type, 4);
  return bytes;
}

/** Cuts a stream of bytes into packets. */
export class PacketSplitter {
  /** Whether lengths take four bytes; set when the connection has been accepted. */
  large = false;
  #rest: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): void {
    this.#rest = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes]);
  }

  /** The next whole packet; undefined until more bytes have come; 'malformed' if it cannot be one. */
  next(): Packet | 'malformed' | undefined {
    if (this.#rest.length < HEADER_SIZE) return undefined;
    const length = this.large ? this.#rest.readUInt32BE(0) : this.#rest.readUInt16BE(0);
    if (length < HEADER_SIZE) return 'malformed';
    if (length > this.#rest.length) return undefined;
    const bytes = this.#rest.subarray(0, length);
    const type = bytes.readUInt8(4);
    if (length < (MINIMUM_SIZE.get(type) ?? HEADER_SIZE)) return 'malformed';
    this.#rest = this.#rest.subarray(length);
    return { type, bytes };
  }
}
