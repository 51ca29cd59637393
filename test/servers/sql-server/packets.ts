import { ProtocolError } from './bytes.ts';

export const PacketType = {
  batch: 0x01,
  rpc: 0x03,
  reply: 0x04,
  attention: 0x06,
  bulk: 0x07,
  login: 0x10,
  prelogin: 0x12,
} as const;

export const HEADER_LENGTH = 8;
const END_OF_MESSAGE = 0x01;
const IGNORE = 0x02;

/** What one or more packets carried. */
export interface Message {
  readonly type: number;
  /** The client gave the message up while sending it; it must not be executed. */
  readonly ignored: boolean;
  readonly payload: Buffer;
}

/** Puts messages together from whatever pieces the socket delivers. */
export class MessageReader {
  #pending: Buffer = Buffer.alloc(0);
  #type: number | undefined;
  #parts: Buffer[] = [];

  *feed(chunk: Buffer): Generator<Message> {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    while (this.#pending.length >= HEADER_LENGTH) {
      const length = this.#pending.readUInt16BE(2);
      if (length < HEADER_LENGTH) throw new ProtocolError('A packet is shorter than its header.');
      if (this.#pending.length < length) return;
      const packet = this.#pending.subarray(0, length);
      this.#pending = this.#pending.subarray(length);
      const message = this.#add(packet);
      if (message !== undefined) yield message;
    }
  }

  #add(packet: Buffer): Message | undefined {
    const type = packet.readUInt8(0);
    const status = packet.readUInt8(1);
    if (this.#type !== undefined && this.#type !== type) {
      throw new ProtocolError('A message changed its type between packets.');
    }
    this.#type = type;
    this.#parts.push(packet.subarray(HEADER_LENGTH));
    if ((status & END_OF_MESSAGE) === 0) return undefined;
    const payload = Buffer.concat(this.#parts);
    this.#type = undefined;
    this.#parts = [];
    return { type, ignored: (status & IGNORE) !== 0, payload };
  }
}

/** One packet; `index` counts the packets of a message from 0. */
export function packet(type: number, body: Buffer, index: number, last: boolean): Buffer {
  const header = Buffer.alloc(HEADER_LENGTH);
  header.writeUInt8(type, 0);
  header.writeUInt8(last ? END_OF_MESSAGE : 0, 1);
  header.writeUInt16BE(HEADER_LENGTH + body.length, 2);
  header.writeUInt8((index + 1) % 256, 6);
  return Buffer.concat([header, body]);
}

/** A whole message, cut into packets of at most `packetSize` bytes. */
export function message(type: number, payload: Buffer, packetSize = 4096): Buffer {
  const room = packetSize - HEADER_LENGTH;
  const packets: Buffer[] = [];
  let at = 0;
  do {
    const body = payload.subarray(at, at + room);
    at += room;
    packets.push(packet(type, body, packets.length, at >= payload.length));
  } while (at < payload.length);
  return Buffer.concat(packets);
}
