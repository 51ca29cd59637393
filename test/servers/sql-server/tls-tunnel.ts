import { Duplex } from 'node:stream';
import { createSecureContext, type SecureContext, TLSSocket } from 'node:tls';
import type { TlsIdentity } from '../support/self-signed.ts';
import { HEADER_LENGTH, message, PacketType } from './packets.ts';

type Done = (error?: Error | null) => void;

/**
 * Carries a TLS handshake inside PRELOGIN packets, as TDS 7 does, and plain TLS records after it. The client
 * shows where the handshake ends: a TLS record never starts with the byte of a PRELOGIN packet.
 */
class TlsTunnel extends Duplex {
  readonly #connection: Duplex;
  #pending: Buffer = Buffer.alloc(0);
  #handshaking = true;

  constructor(connection: Duplex) {
    super({ allowHalfOpen: false });
    this.#connection = connection;
    connection.on('data', (chunk: Buffer) => this.#receive(chunk));
    connection.once('close', () => this.destroy());
  }

  override _read(): void {
    this.#connection.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#connection.write(this.#handshaking ? message(PacketType.prelogin, chunk) : chunk, done);
  }

  /** The driver expects each flight of the handshake as one message, however many pieces TLS writes it in. */
  override _writev(pieces: { chunk: Buffer }[], done: Done): void {
    this._write(Buffer.concat(pieces.map(({ chunk }) => chunk)), 'binary', done);
  }

  override _destroy(error: Error | null, done: Done): void {
    this.#connection.destroy();
    done(error);
  }

  #receive(chunk: Buffer): void {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    while (this.#pending.length > 0) {
      if (this.#pending[0] !== PacketType.prelogin) this.#handshaking = false;
      const piece = this.#handshaking ? this.#unwrap() : this.#takeAll();
      if (piece === undefined) return;
      if (!this.push(piece)) this.#connection.pause();
    }
  }

  #unwrap(): Buffer | undefined {
    if (this.#pending.length < HEADER_LENGTH) return undefined;
    const length = Math.max(HEADER_LENGTH, this.#pending.readUInt16BE(2));
    if (this.#pending.length < length) return undefined;
    const body = this.#pending.subarray(HEADER_LENGTH, length);
    this.#pending = this.#pending.subarray(length);
    return body;
  }

  #takeAll(): Buffer {
    const all = this.#pending;
    this.#pending = Buffer.alloc(0);
    return all;
  }
}

/** How the server presents itself; made once, as it costs more than a handshake. */
export function tlsContext({ key, cert }: TlsIdentity): SecureContext {
  // TDS 7 ends its handshake with the server's last flight, which TLS 1.3 does not have.
  return createSecureContext({ key, cert, maxVersion: 'TLSv1.2' });
}

/** The clear-text side of a connection on which the client now starts TLS. */
export function secure(connection: Duplex, secureContext: SecureContext): Duplex {
  const clear = new TLSSocket(new TlsTunnel(connection), { isServer: true, secureContext });
  // A client that rejects the certificate or vanishes is an outcome of a test, not of the server.
  clear.on('error', () => connection.destroy());
  return clear;
}
