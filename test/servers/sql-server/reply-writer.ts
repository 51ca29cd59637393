import { setImmediate as nextTurn } from 'node:timers/promises';
import { HEADER_LENGTH, PacketType, packet } from './packets.ts';

/** Sends one packet; settles when the next may follow. */
export type SendPacket = (bytes: Buffer) => Promise<void>;

/** Streams the tokens of one reply as packets, so that a reply may be longer than memory. */
export class ReplyWriter {
  readonly #send: SendPacket;
  readonly #room: number;
  #pending: Buffer[] = [];
  #pendingLength = 0;
  #sent = 0;

  constructor(send: SendPacket, packetSize: number) {
    this.#send = send;
    this.#room = packetSize - HEADER_LENGTH;
  }

  async write(token: Buffer): Promise<void> {
    this.#pending.push(token);
    this.#pendingLength += token.length;
    while (this.#pendingLength > this.#room) {
      await this.#flush(this.#room, false);
      // The driver under test lives in the same process: an endless reply must let it run.
      await nextTurn();
    }
  }

  /** Sends what is left and marks the end of the message. */
  async end(): Promise<void> {
    await this.#flush(this.#pendingLength, true);
  }

  async #flush(length: number, last: boolean): Promise<void> {
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [bytes.subarray(length)];
    this.#pendingLength = bytes.length - length;
    await this.#send(packet(PacketType.reply, bytes.subarray(0, length), this.#sent, last));
    this.#sent += 1;
  }
}
