import type { FaultyConnection } from '../support/faulty-listener.ts';
import { parseAuth } from './auth/auth-message.ts';
import { type Identity, Login } from './auth/login.ts';
import type { Verifier } from './auth/verifier.ts';
import { Calls } from './calls.ts';
import type { OracleFaults } from './faults.ts';
import type { Journal } from './journal.ts';
import { OraError } from './ora-error.ts';
import { type Database, Transaction } from './sql/database.ts';
import type { ConnectData } from './tns/connect-data.ts';
import { TnsLink } from './tns/link.ts';
import { parseExecute, parseReexecute } from './ttc/execute-message.ts';
import { dataTypesReply, protocolReply } from './ttc/negotiation.ts';
import { readMessageType } from './ttc/piggyback.ts';
import { TtcReader } from './ttc/reader.ts';
import { outcomeReply, statusReply } from './ttc/replies.ts';

/** What all sessions of a server share. */
export interface SessionHost extends Identity {
  readonly tnsVersion: number;
  readonly users: ReadonlyMap<string, Verifier>;
  readonly database: Database;
  readonly faults: OracleFaults;
  readonly journal: Journal;
}

const MessageType = { protocol: 1, dataTypes: 2, function: 3 } as const;
const TtcFunction = {
  reexecute: 4,
  fetch: 5,
  logoff: 9,
  commit: 14,
  rollback: 15,
  reexecuteAndFetch: 78,
  execute: 94,
  loginFinish: 115,
  loginBegin: 118,
  ping: 147,
} as const;

/** One client: negotiation, login, then one call after the other. */
export class Session {
  readonly #host: SessionHost;
  readonly #link: TnsLink;
  readonly #login: Login;
  readonly #transaction: Transaction;
  #calls: Calls | undefined;
  /** Whether the answer to the login is on its way: a stall after login begins behind it. */
  #welcomed = false;
  #running: AbortController | undefined;

  constructor(connection: FaultyConnection, host: SessionHost) {
    this.#host = host;
    this.#login = new Login(host.users, host);
    this.#transaction = new Transaction(host.database);
    this.#link = new TnsLink(connection, {
      tnsVersion: host.tnsVersion,
      connect: (data) => this.#refusal(data),
      message: (bytes) => void this.#serve(bytes),
      interrupt: () => this.#running?.abort(),
      mayWrite: async () => {
        if (this.#welcomed) await host.faults.mayAnswer();
        this.#welcomed = this.#calls !== undefined;
      },
      garbles: () => host.faults.garbage,
      afterReset: () => this.#link.send(outcomeReply({ ...this.#state, error: new OraError(1013) })),
    });
    connection.once('close', () => this.#running?.abort());
  }

  get #state(): { inTransaction: boolean } {
    return { inTransaction: this.#transaction.active };
  }

  #refusal({ serviceName, sid }: ConnectData): number | undefined {
    const injected = this.#host.faults.takeRefusal();
    if (injected !== undefined) return injected;
    if (serviceName !== undefined) {
      return serviceName.toUpperCase() === this.#host.serviceName ? undefined : 12514;
    }
    return sid?.toUpperCase() === this.#host.sid ? undefined : 12505;
  }

  /** Answers one message, unless it is interrupted: then the answer comes after the reset. */
  async #serve(bytes: Buffer): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    const reply = await this.#answer(new TtcReader(bytes), running.signal).catch((error: unknown) =>
      outcomeReply({ ...this.#state, error: asOraError(error) }),
    );
    if (!running.signal.aborted) this.#link.send(reply);
  }

  async #answer(message: TtcReader, signal: AbortSignal): Promise<Buffer> {
    const type = readMessageType(message, (id) => this.#calls?.closeCursor(id));
    if (type === MessageType.protocol) return protocolReply();
    if (type === MessageType.dataTypes) return dataTypesReply(message);
    if (type !== MessageType.function) throw new OraError(3137, { detail: `message ${type}` });
    const code = message.u8();
    message.skip('1'); // sequence
    if (code === TtcFunction.loginBegin) return this.#withStatus(this.#login.begin(parseAuth(message)));
    if (code === TtcFunction.loginFinish) return this.#withStatus(this.#finishLogin(message));
    if (this.#calls === undefined) throw new OraError(1012);
    return this.#call(this.#calls, code, message, signal);
  }

  #finishLogin(message: TtcReader): Buffer {
    const { journal, serviceName, sid, database } = this.#host;
    try {
      const parameters = this.#login.finish(parseAuth(message));
      const { user } = this.#login;
      const session = { user, serviceName, sid, database, transaction: this.#transaction };
      this.#calls = new Calls(session, journal);
      journal.logins += 1;
      return parameters;
    } catch (error) {
      journal.deniedLogins += 1;
      throw error;
    }
  }

  #withStatus(parameters: Buffer): Buffer {
    return Buffer.concat([parameters, statusReply(this.#transaction.active)]);
  }

  async #call(calls: Calls, code: number, message: TtcReader, signal: AbortSignal): Promise<Buffer> {
    if (code !== TtcFunction.logoff) this.#host.journal.calls += 1;
    const injected = code === TtcFunction.logoff ? undefined : this.#host.faults.takeCallError();
    if (injected !== undefined) throw new OraError(injected);
    switch (code) {
      case TtcFunction.execute:
        return calls.execute(parseExecute(message), message, signal);
      case TtcFunction.reexecute:
      case TtcFunction.reexecuteAndFetch:
        return calls.execute(
          parseReexecute(message, code === TtcFunction.reexecuteAndFetch),
          message,
          signal,
        );
      case TtcFunction.fetch:
        return calls.fetch(message);
      default:
        this.#simple(code);
        return statusReply(this.#transaction.active);
    }
  }

  /** The calls without arguments. */
  #simple(code: number): void {
    if (code === TtcFunction.commit) this.#transaction.commit();
    else if (code === TtcFunction.rollback) this.#transaction.rollback();
    else if (code === TtcFunction.ping) this.#host.journal.pings += 1;
    else if (code === TtcFunction.logoff) this.#host.journal.logoffs += 1;
    else throw new OraError(3137, { detail: `function ${code}` });
  }
}

/** Anything else is a mistake in this server, and says so. */
function asOraError(error: unknown): OraError {
  return error instanceof OraError ? error : new OraError(600, { detail: String(error) });
}
