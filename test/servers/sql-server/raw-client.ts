import { connect, type Socket } from 'node:net';
import { type Message, MessageReader, message, PacketType } from './packets.ts';
import type { SqlServerTestServer } from './server.ts';

/** A client that sends the bytes it is told to, where no driver would. */
export class RawClient {
  readonly socket: Socket;
  readonly #reader = new MessageReader();
  readonly #messages: Message[] = [];
  #wake: () => void = () => undefined;
  #closed = false;

  constructor({ port, host }: SqlServerTestServer) {
    this.socket = connect(port, host);
    this.socket.on('error', () => undefined);
    this.socket.on('data', (chunk) => {
      this.#messages.push(...this.#reader.feed(chunk));
      this.#wake();
    });
    this.socket.once('close', () => {
      this.#closed = true;
      this.#wake();
    });
  }

  send(bytes: Buffer): void {
    this.socket.write(bytes);
  }

  /** The payload of the next message, or `undefined` when the server has closed the connection. */
  async receive(): Promise<Buffer | undefined> {
    while (this.#messages.length === 0 && !this.#closed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#messages.shift()?.payload;
  }

  async login(userName: string, password: string): Promise<Buffer | undefined> {
    this.send(message(PacketType.prelogin, Buffer.of(0xff)));
    await this.receive();
    this.send(message(PacketType.login, login7(userName, password)));
    return this.receive();
  }
}

/** A LOGIN7 of a user and a password, written from the specification and not by the parser under test. */
function login7(userName: string, password: string): Buffer {
  const fixed = Buffer.alloc(94);
  const user = Buffer.from(userName, 'utf16le');
  const secret = Buffer.from(password, 'utf16le').map((byte) => (((byte << 4) | (byte >> 4)) & 0xff) ^ 0xa5);
  const login = Buffer.concat([fixed, user, secret]);
  login.writeUInt32LE(login.length, 0);
  login.writeUInt32LE(0x74000004, 4);
  login.writeUInt16LE(fixed.length, 40);
  login.writeUInt16LE(userName.length, 42);
  login.writeUInt16LE(fixed.length + user.length, 44);
  login.writeUInt16LE(password.length, 46);
  return login;
}

/** A SQL batch as its client sends it, in one packet. */
export function batch(sql: string): Buffer {
  const headers = Buffer.from('16000000120000000200000000000000000001000000', 'hex');
  return message(PacketType.batch, Buffer.concat([headers, Buffer.from(sql, 'utf16le')]));
}
