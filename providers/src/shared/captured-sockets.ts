import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';

/** Where Node tells of each socket that a program connects. */
const CHANNEL = 'net.client.socket';
const capturing = new AsyncLocalStorage<CapturedSockets>();
let captures = 0;

/** The sockets that a piece of work has connected, for drivers that do not let go of theirs. */
export class CapturedSockets {
  readonly #sockets = new Set<Socket>();
  #reason: Error | undefined;

  /** Why they were destroyed, if they were. */
  get reason(): Error | undefined {
    return this.#reason;
  }

  /** Does the work and holds on to the sockets that it connects. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    captures += 1;
    if (captures === 1) subscribe(CHANNEL, capture);
    try {
      return await capturing.run(this, work);
    } finally {
      captures -= 1;
      if (captures === 0) {
        unsubscribe(CHANNEL, capture);
        // Without it every promise of the process would go on to cost more.
        capturing.disable();
      }
    }
  }

  /** Destroys them with an error, and those that the work connects from now on. */
  destroy(reason: Error): void {
    this.#reason = reason;
    for (const socket of this.#sockets) socket.destroy(reason);
  }

  add(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    // A tick later: its maker has yet to listen for errors.
    if (this.#reason !== undefined) process.nextTick(() => socket.destroy(this.#reason));
  }
}

function capture(message: unknown): void {
  const socket: unknown =
    typeof message === 'object' && message !== null && 'socket' in message && message.socket;
  if (socket instanceof Socket) capturing.getStore()?.add(socket);
}
