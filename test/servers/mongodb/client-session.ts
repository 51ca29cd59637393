import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultyConnection } from '../support/faulty-listener.ts';
import type { ClientState, ServerState } from './command.ts';
import type { CommandFault } from './command-fault.ts';
import { dispatch } from './dispatch.ts';
import type { BsonDocument } from './documents.ts';
import { isAwaitable } from './hello.ts';
import { encodeOpMsg } from './op-msg.ts';
import { encodeOpReply } from './op-query.ts';
import { type CommandRequest, decodeRequest } from './requests.ts';
import { readMessages, WireError } from './wire.ts';

/** Every four bytes of it are a negative message length. */
const noMessage = Buffer.alloc(64, 0xff);

/** Answers one connection's commands in their order, until it is gone. */
export class ClientSession {
  readonly #connection: FaultyConnection;
  readonly #stream: Duplex;
  readonly #server: ServerState;
  readonly #client: ClientState;

  /** `stream` carries the protocol: `connection` itself or TLS over it. */
  constructor(connection: FaultyConnection, stream: Duplex, server: ServerState, connectionId: number) {
    const closing = new AbortController();
    this.#connection = connection;
    this.#stream = stream;
    this.#server = server;
    this.#client = { connectionId, gone: closing.signal };
    connection.once('close', () => closing.abort());
    stream.on('error', () => undefined);
  }

  async run(): Promise<void> {
    try {
      for await (const message of readMessages(this.#stream)) await this.#answer(decodeRequest(message));
    } catch (error) {
      // Everything else is a socket or a TLS session that ended, as they do in these tests.
      if (error instanceof WireError) this.#server.journal.protocolErrors.push(error.message);
      this.#connection.destroy();
    }
  }

  async #answer(request: CommandRequest): Promise<void> {
    this.#server.journal.note(this.#client.connectionId, request);
    let responseTo = request.requestId;
    let more: boolean;
    do {
      const fault = this.#server.faults.take(request.name);
      const reply = await this.#execute(request, fault);
      if (reply === undefined || request.unacknowledged || this.#client.gone.aborted) return;
      more = request.exhaustAllowed && isAwaitable(request.command) && reply['ok'] === 1;
      const answer = request.legacy ? encodeOpReply(reply, responseTo) : encodeOpMsg(reply, responseTo, more);
      responseTo = answer.id;
      this.#send(answer.bytes, fault);
    } while (more);
  }

  /** Returns undefined where nothing is to be said. */
  async #execute(
    request: CommandRequest,
    fault: CommandFault | undefined,
  ): Promise<BsonDocument | undefined> {
    if (fault?.kind === 'stall') return undefined;
    if (fault?.kind === 'garbage') {
      this.#stream.write(fault.bytes ?? noMessage);
      return undefined;
    }
    if (fault?.kind === 'error') return injectedError(fault);
    const reply = await dispatch({ request, client: this.#client, server: this.#server });
    if (fault?.kind === 'slow') await delay(fault.delayMs, undefined, { ref: false });
    return reply;
  }

  #send(bytes: Buffer, fault: CommandFault | undefined): void {
    if (fault?.kind !== 'reset') this.#stream.write(bytes);
    else if (fault.afterBytes === 0) this.#connection.reset();
    else this.#stream.write(bytes.subarray(0, fault.afterBytes), () => this.#connection.resetSoon());
  }
}

function injectedError(fault: CommandFault & { readonly kind: 'error' }): BsonDocument {
  const { code, codeName, message = 'injected by the test', labels } = fault;
  return {
    ok: 0,
    errmsg: message,
    code,
    ...(codeName && { codeName }),
    ...(labels && { errorLabels: labels }),
  };
}
