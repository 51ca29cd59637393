import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { FaultSwitch } from './fault-switch.ts';

/**
 * The server's end of one accepted socket. Read and write it like any stream (TLS and `node:http` run over it
 * too): the listener's faults act on the bytes below, so protocol code never has to know of them.
 */
export class FaultyConnection extends Duplex {
  readonly socket: Socket;
  readonly #faults: FaultSwitch;
  #budgetedFor: object | undefined;
  #budget = 0;

  constructor(socket: Socket, faults: FaultSwitch) {
    super({ allowHalfOpen: false });
    this.socket = socket;
    this.#faults = faults;
    socket.setNoDelay(true);
    socket.on('data', (bytes) => {
      if (!this.push(bytes)) socket.pause();
    });
    socket.once('end', () => this.push(null));
    // A client that vanishes is what these servers are for; 'close' follows and is handled.
    socket.on('error', () => undefined);
    socket.once('close', () => this.destroy());
  }

  /** Drops the connection with a TCP reset, now. */
  reset(): void {
    this.socket.resetAndDestroy();
  }

  /** Drops the connection with a TCP reset once the peer has had time to read what was sent. */
  resetSoon(): void {
    // A Node client that finds bytes and the reset in one poll reports a clean end instead.
    setTimeout(() => this.reset(), 10);
  }

  override _read(): void {
    this.socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    // At once where nothing is wrong: 'write, then destroy' has to send as it does on a socket.
    if (this.#faults.current === undefined) this.socket.write(chunk, () => done());
    else this.#pass(chunk, done).catch(done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.socket.end(() => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.socket.destroy();
    done(error);
  }

  async #pass(chunk: Buffer, done: (error?: Error | null) => void): Promise<void> {
    await this.#faults.delayAnswer();
    if (this.socket.destroyed) return done();
    const fault = this.#faults.current;
    if (fault?.kind !== 'reset') {
      this.socket.write(chunk, () => done());
      return;
    }
    if (this.#budgetedFor !== fault) {
      this.#budgetedFor = fault;
      this.#budget = fault.afterBytes;
    }
    if (chunk.length <= this.#budget) {
      this.#budget -= chunk.length;
      this.socket.write(chunk, () => done());
    } else if (this.#budget === 0) this.reset();
    else this.socket.write(chunk.subarray(0, this.#budget), () => this.resetSoon());
  }
}
