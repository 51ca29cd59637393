import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { FaultSwitch, type ListenerFault } from './fault-switch.ts';
import { FaultyConnection } from './faulty-connection.ts';

export type { ListenerFault } from './fault-switch.ts';
export { FaultyConnection } from './faulty-connection.ts';

/**
 * A TCP listener on a free loopback port that counts its connections and misbehaves on demand.
 *
 * @example
 * await using listener = await FaultyListener.start((connection) => connection.pipe(connection));
 * await listener.inject({ kind: 'slow', delayMs: 200 });
 */
export class FaultyListener {
  readonly host = '127.0.0.1';
  readonly #serve: (connection: FaultyConnection) => void;
  readonly #faults = new FaultSwitch();
  readonly #connections = new Set<FaultyConnection>();
  #server: Server | undefined;
  #port = 0;
  #accepted = 0;

  private constructor(serve: (connection: FaultyConnection) => void) {
    this.#serve = serve;
  }

  /** Listens on a free port; `serve` is called with every accepted connection. */
  static async start(serve: (connection: FaultyConnection) => void): Promise<FaultyListener> {
    const listener = new FaultyListener(serve);
    await listener.#listen();
    return listener;
  }

  /** The same for the listener's whole life, also after `refuse`. */
  get port(): number {
    return this.#port;
  }

  /** Connections accepted since the start. */
  get accepted(): number {
    return this.#accepted;
  }

  /** Connections open now. */
  get open(): number {
    return this.#connections.size;
  }

  /** Puts a fault in force, in place of any other. */
  async inject(fault: ListenerFault): Promise<void> {
    this.#faults.set(fault);
    if (fault.kind === 'refuse') this.#stopListening();
    else await this.#listen();
  }

  /** Behaves again, on the same port. */
  async clear(): Promise<void> {
    this.#faults.set(undefined);
    await this.#listen();
  }

  /** Drops every live connection with a TCP reset and says how many there were. */
  killAll(): number {
    const live = [...this.#connections];
    for (const connection of live) connection.reset();
    return live.length;
  }

  /** Stops listening and drops every connection; settles when all sockets are closed. */
  async close(): Promise<void> {
    this.#stopListening();
    const closed = [...this.#connections].map(
      (connection) => new Promise<void>((resolve) => connection.once('close', () => resolve())),
    );
    this.killAll();
    await Promise.all(closed);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #listen(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = createServer({ allowHalfOpen: false }, (socket) => this.#accept(socket));
    this.#server = server;
    server.listen(this.#port, this.host);
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
  }

  #stopListening(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  #accept(socket: Socket): void {
    this.#accepted += 1;
    const connection = new FaultyConnection(socket, this.#faults);
    this.#connections.add(connection);
    connection.on('error', () => undefined);
    connection.once('close', () => this.#connections.delete(connection));
    this.#serve(connection);
  }
}
