import { FaultyListener } from '../support/faulty-listener.ts';
import { createVerifier } from './auth/verifier.ts';
import { OracleFaults } from './faults.ts';
import { Journal } from './journal.ts';
import { Session } from './session.ts';
import type { Database } from './sql/database.ts';

export type { RecordedStatement } from './journal.ts';

/** How to start an `OracleServer`; every part has a default. */
export interface OracleServerOptions {
  /** Passwords by user name; `{ SCOTT: 'tiger' }` by default. Only verifiers of them are kept. */
  readonly users?: Readonly<Record<string, string>>;
  /** The TNS version to report; 318 (19c) by default. A driver refuses one below 315 with NJS-138. */
  readonly tnsVersion?: number;
}

const SERVICE_NAME = 'FREEPDB1';
const SID = 'FREE';
const TNS_19C = 318;

/**
 * A small Oracle database for tests, in this process: TNS and TTC as far as the thin mode of `oracledb` 26 needs
 * them, and a part of SQL over tables in memory.
 *
 * @example
 * await using server = await OracleServer.start();
 * const connection = await oracledb.getConnection({
 *   user: 'scott', password: 'tiger', connectString: server.connectString,
 * });
 */
export class OracleServer {
  /** Counts sockets (`accepted`, `open`), kills them, and injects what goes wrong in TCP. */
  readonly listener: FaultyListener;
  /** Injects what goes wrong above TCP. */
  readonly faults: OracleFaults;
  /** Counts logins and records statements. */
  readonly journal: Journal;

  private constructor(listener: FaultyListener, faults: OracleFaults, journal: Journal) {
    this.listener = listener;
    this.faults = faults;
    this.journal = journal;
  }

  static async start(options: OracleServerOptions = {}): Promise<OracleServer> {
    const { users = { SCOTT: 'tiger' }, tnsVersion = TNS_19C } = options;
    const verifiers = Object.entries(users).map(
      ([name, password]) => [name.toUpperCase(), createVerifier(password)] as const,
    );
    const host = {
      serviceName: SERVICE_NAME,
      sid: SID,
      tnsVersion,
      users: new Map(verifiers),
      database: new Map() as Database,
      faults: new OracleFaults(),
      journal: new Journal(),
    };
    const listener = await FaultyListener.start((connection) => void new Session(connection, host));
    return new OracleServer(listener, host.faults, host.journal);
  }

  /** Easy Connect form, by service name. */
  get connectString(): string {
    return `${this.listener.host}:${this.listener.port}/${SERVICE_NAME}`;
  }

  /** The long form, by SID; `sid` stands in for the right one. */
  connectStringBySid(sid: string = SID): string {
    const address = `(ADDRESS=(PROTOCOL=TCP)(HOST=${this.listener.host})(PORT=${this.listener.port}))`;
    return `(DESCRIPTION=${address}(CONNECT_DATA=(SID=${sid})))`;
  }

  /** Behaves again, in TCP and above. */
  async clearFaults(): Promise<void> {
    this.faults.clear();
    await this.listener.clear();
  }

  /** Lets go of whatever is stalled and drops every connection. */
  async close(): Promise<void> {
    this.faults.clear();
    await this.listener.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}
