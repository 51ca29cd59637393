import { TLSSocket } from 'node:tls';
import { Long, ObjectId } from 'bson';
import { type FaultyConnection, FaultyListener } from '../support/faulty-listener.ts';
import { PlannedFaults } from '../support/planned-faults.ts';
import type { TlsIdentity } from '../support/self-signed.ts';
import { ClientSession } from './client-session.ts';
import type { ServerState } from './command.ts';
import type { CommandFault } from './command-fault.ts';
import { CursorTable } from './cursors.ts';
import { Journal } from './journal.ts';
import type { ReplicaSet } from './replica-set.ts';
import { deriveCredential } from './scram.ts';
import { DocumentStore } from './store.ts';

export { ReplicaSet } from './replica-set.ts';

export interface MongoDbServerOptions {
  /** Passwords by user name, all in the database `admin`. Without it nobody has to log in and nobody can. */
  readonly users?: Readonly<Record<string, string>>;
  /** Joins this set; the first to join is its primary. Without it the server is a standalone one. */
  readonly replicaSet?: ReplicaSet;
  /** Speaks TLS from the first byte. */
  readonly tls?: TlsIdentity;
}

/**
 * A MongoDB server in this process: OP_MSG over real sockets, SCRAM-SHA-256, documents in memory.
 *
 * @example
 * await using server = await MongoDbServer.start({ users: { app: 'secret' } });
 * const client = new MongoClient(server.url, { auth: { username: 'app', password: 'secret' } });
 * server.faults.inject('find', { kind: 'error', code: 11600 });
 */
export class MongoDbServer {
  /** Faults of every connection: refuse, stall, reset, slow; `killAll()`. */
  readonly listener: FaultyListener;
  /** Faults of single commands. */
  readonly faults: PlannedFaults<CommandFault>;
  /** What arrived. */
  readonly journal: Journal;
  readonly #state: ServerState;

  private constructor(listener: FaultyListener, state: ServerState) {
    this.listener = listener;
    this.faults = state.faults;
    this.journal = state.journal;
    this.#state = state;
  }

  static async start(options: MongoDbServerOptions = {}): Promise<MongoDbServer> {
    let state: ServerState | undefined;
    const listener = await FaultyListener.start((connection) => {
      if (state !== undefined) serve(connection, state, listener.accepted, options.tls);
    });
    state = createState(listener, options);
    options.replicaSet?.join(state.address);
    return new MongoDbServer(listener, state);
  }

  /** `host:port` */
  get address(): string {
    return this.#state.address;
  }

  /** A connection string without user and options. */
  get url(): string {
    return `mongodb://${this.address}`;
  }

  /** Cursors that clients have left open. */
  get openCursors(): number {
    return this.#state.cursors.size;
  }

  /** Drops every connection and frees the port. */
  async close(): Promise<void> {
    await this.listener.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

function createState(listener: FaultyListener, { users, replicaSet }: MongoDbServerOptions): ServerState {
  return {
    address: `${listener.host}:${listener.port}`,
    started: Date.now(),
    topologyVersion: { processId: new ObjectId(), counter: Long.ZERO },
    store: replicaSet?.store ?? new DocumentStore(),
    cursors: new CursorTable(),
    journal: new Journal(),
    faults: new PlannedFaults(),
    replicaSet,
    credentials:
      users && new Map(Object.entries(users).map(([name, password]) => [name, deriveCredential(password)])),
    connections: () => ({ accepted: listener.accepted, open: listener.open }),
  };
}

function serve(
  connection: FaultyConnection,
  state: ServerState,
  id: number,
  tls: TlsIdentity | undefined,
): void {
  const stream = tls === undefined ? connection : new TLSSocket(connection, { isServer: true, ...tls });
  void new ClientSession(connection, stream, state, id).run();
}
