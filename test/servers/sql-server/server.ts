import { FaultyListener } from '../support/faulty-listener.ts';
import { createSelfSigned } from '../support/self-signed.ts';
import { FaultPlan } from './faults.ts';
import type { EncryptionSupport } from './prelogin.ts';
import type { Journal, ServerState } from './server-state.ts';
import { Session } from './session.ts';
import { Catalogue } from './sql/catalogue.ts';
import { tlsContext } from './tls-tunnel.ts';

export type { FaultScope, LoginFault, StatementFault } from './faults.ts';
export type { EncryptionSupport } from './prelogin.ts';
export type { Journal, LoginRecord, StatementRecord } from './server-state.ts';

export interface SqlServerOptions {
  /** Passwords by user; by default `{ sa: 'Passw0rd!' }`. */
  readonly users?: Readonly<Record<string, string>>;
  /** Beside `master` and `tempdb`; by default `test`. */
  readonly databases?: readonly string[];
  /** By default `supported`: TLS where the client asks for it. */
  readonly encryption?: EncryptionSupport;
  /** Makes `ApplicationIntent=ReadOnly` sessions unable to write (3906), as a readable secondary replica does. */
  readonly readableSecondary?: boolean;
}

const FIRST_USER_SESSION = 51;

/**
 * A SQL Server for tests, in this process: TDS 7.4 on a loopback port, databases in memory, answers that
 * follow from the bytes received, a journal of what was asked, and faults on demand.
 *
 * @example
 * await using server = await SqlServerTestServer.start();
 * const pool = await sql.connect({ server: server.host, port: server.port, user: 'sa', password: 'Passw0rd!',
 *   options: { encrypt: true, trustServerCertificate: true } });
 * server.faults.planStatement({ kind: 'error', number: 1205 });
 */
export class SqlServerTestServer {
  /** Counts connections, drops them (`killAll`), and refuses, stalls, slows or resets them (`inject`). */
  readonly listener: FaultyListener;
  /** The server's certificate in PEM, for `localhost` and 127.0.0.1, signed by itself. */
  readonly certificate: string;
  readonly #state: ServerState;

  private constructor(listener: FaultyListener, state: ServerState, certificate: string) {
    this.listener = listener;
    this.certificate = certificate;
    this.#state = state;
  }

  static async start(options: SqlServerOptions = {}): Promise<SqlServerTestServer> {
    const identity = createSelfSigned();
    const state: ServerState = {
      encryption: options.encryption ?? 'supported',
      tls: tlsContext(identity),
      users: options.users ?? { sa: 'Passw0rd!' },
      catalogue: new Catalogue(['master', 'tempdb', ...(options.databases ?? ['test'])]),
      faults: new FaultPlan(),
      journal: { logins: [], statements: [], attentions: 0 },
      readableSecondary: options.readableSecondary ?? false,
    };
    let sessions = FIRST_USER_SESSION;
    const listener = await FaultyListener.start((connection) => {
      new Session(connection, state, sessions);
      sessions += 1;
    });
    return new SqlServerTestServer(listener, state, identity.cert);
  }

  get host(): string {
    return this.listener.host;
  }

  get port(): number {
    return this.listener.port;
  }

  /** Faults of the protocol; those of the sockets are the {@link listener}'s. */
  get faults(): FaultPlan {
    return this.#state.faults;
  }

  /** Logins, statements and cancellations received. */
  get journal(): Journal {
    return this.#state.journal;
  }

  /** Decides about connections that are opened from now on. */
  set encryption(support: EncryptionSupport) {
    this.#state.encryption = support;
  }

  /** Drops every connection and stops listening. */
  async close(): Promise<void> {
    await this.listener.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
