import type { Duplex } from 'node:stream';
import type { FaultyConnection } from '../support/faulty-listener.ts';
import { ProtocolError } from './bytes.ts';
import { accept, refusal } from './login.ts';
import { type Login7, parseLogin7 } from './login7.ts';
import { type Message, MessageReader, message, PacketType } from './packets.ts';
import { type Negotiation, negotiate } from './prelogin.ts';
import { GARBAGE, RequestRunner, type Wire } from './request-runner.ts';
import type { ServerState } from './server-state.ts';
import { SqlError } from './sql-error.ts';
import { secure } from './tls-tunnel.ts';
import { doneToken, errorToken } from './tokens.ts';

/** One client connection, from PRELOGIN to its end. */
export class Session {
  readonly #connection: FaultyConnection;
  readonly #server: ServerState;
  readonly #id: number;
  readonly #messages = new MessageReader();
  readonly #closed = new AbortController();
  #channel: Duplex;
  /** What is done with the next message: the phase of the protocol. */
  #receive: (received: Message) => void = (received) => this.#prelogin(received);

  /** `id` becomes the session's `@@SPID`. */
  constructor(connection: FaultyConnection, server: ServerState, id: number) {
    this.#connection = connection;
    this.#server = server;
    this.#id = id;
    this.#channel = connection;
    connection.on('data', this.#feed);
    connection.once('close', () => this.#closed.abort());
  }

  readonly #feed = (chunk: Buffer): void => {
    try {
      for (const received of this.#messages.feed(chunk)) this.#receive(received);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      this.#end([new SqlError(4002, [error.message])]);
    }
  };

  #prelogin({ type, payload }: Message): void {
    if (type !== PacketType.prelogin) throw new ProtocolError('PRELOGIN comes first.');
    const negotiation = negotiate(payload, this.#server.encryption);
    this.#channel.write(message(PacketType.reply, negotiation.reply));
    this.#receive = (received) => this.#login(received, negotiation);
    if (!negotiation.encrypted) return;
    this.#connection.off('data', this.#feed);
    this.#channel = secure(this.#connection, this.#server.tls);
    this.#channel.on('data', this.#feed);
  }

  #login({ type, payload }: Message, { encryptionAsked, encrypted }: Negotiation): void {
    if (type !== PacketType.login) throw new ProtocolError('LOGIN7 comes after PRELOGIN.');
    const login = parseLogin7(payload);
    const fault = this.#server.faults.takeLogin();
    const errors = fault?.kind === 'error' ? [new SqlError(fault.number)] : refusal(login, this.#server);
    const refusedWith = errors[0]?.number;
    this.#server.journal.logins.push({ ...login, encryptionAsked, encrypted, refusedWith });
    if (errors.length > 0) this.#end(errors);
    else if (fault?.kind === 'garbage') this.#channel.write(GARBAGE);
    else if (fault?.kind === 'tokens') this.#channel.write(message(PacketType.reply, fault.bytes));
    else this.#accept(login, fault?.kind === 'stallAfter');
  }

  #accept(login: Login7, silent: boolean): void {
    const { state, packetSize, tokens } = accept(login, this.#id, this.#server);
    this.#channel.write(message(PacketType.reply, tokens));
    const runner = new RequestRunner(this.#wire(), this.#server, state, packetSize);
    this.#receive = silent ? () => undefined : (received) => runner.receive(received);
  }

  #wire(): Wire {
    const channel = this.#channel;
    return {
      send: (bytes) => new Promise((resolve) => channel.write(bytes, () => resolve())),
      reset: () => this.#connection.reset(),
      closed: this.#closed.signal,
    };
  }

  /** Says why, and closes the connection as the real server does. */
  #end(errors: readonly SqlError[]): void {
    const tokens = Buffer.concat([...errors.map(errorToken), doneToken('batch', { failed: true })]);
    this.#receive = () => undefined;
    this.#channel.end(message(PacketType.reply, tokens));
  }
}
