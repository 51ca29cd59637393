import { setTimeout as delay } from 'node:timers/promises';
import { answer } from './answer.ts';
import type { StatementFault } from './faults.ts';
import { type Message, message, PacketType } from './packets.ts';
import { ReplyWriter, type SendPacket } from './reply-writer.ts';
import { onlySetsOptions, parseRequest, type Request } from './requests.ts';
import type { ServerState } from './server-state.ts';
import type { SessionState } from './sql/catalogue.ts';
import type { Step } from './sql/execute.ts';
import { SqlError } from './sql-error.ts';
import { doneToken } from './tokens.ts';

/** The connection as the requests see it. */
export interface Wire {
  readonly send: SendPacket;
  readonly reset: () => void;
  readonly closed: AbortSignal;
}

/** Bytes no TDS client can take for a packet: the header says that the packet is shorter than the header. */
export const GARBAGE = Buffer.of(PacketType.reply, 1, 0, 3, 0, 0, 1, 0, 0xde, 0xad);

/** Runs the requests of one session in order, with the faults planned for them, and cancels them. */
export class RequestRunner {
  readonly #wire: Wire;
  readonly #server: ServerState;
  readonly #state: SessionState;
  readonly #packetSize: number;
  #running: AbortController | undefined;
  #attention = false;
  #silent = false;
  #last: Promise<void> = Promise.resolve();

  constructor(wire: Wire, server: ServerState, state: SessionState, packetSize: number) {
    this.#wire = wire;
    this.#server = server;
    this.#state = state;
    this.#packetSize = packetSize;
    wire.closed.addEventListener('abort', () => this.#running?.abort(), { once: true });
  }

  receive(received: Message): void {
    if (received.type === PacketType.attention) this.#cancel();
    else if (received.ignored) this.#say({ failed: true });
    else {
      const request = parseRequest(received);
      this.#last = this.#last.then(() => this.#run(request));
    }
  }

  async #run(request: Request): Promise<void> {
    if (this.#silent || this.#wire.closed.aborted) return;
    const fault = this.#record(request);
    if (fault?.kind === 'garbage') return this.#wire.send(GARBAGE);
    if (fault?.kind === 'tokens') return this.#wire.send(message(PacketType.reply, fault.bytes));
    if (fault?.kind === 'stall') this.#silent = true;
    if (this.#silent) return;
    this.#running = new AbortController();
    const around = { session: this.#state, catalogue: this.#server.catalogue, variables: request.variables };
    const send = fault?.kind === 'reset' ? this.#breaking(fault.afterBytes) : this.#wire.send;
    const writer = new ReplyWriter(send, this.#packetSize);
    await answer(disturb(request, fault), around, writer, this.#running.signal);
    this.#running = undefined;
    if (fault?.kind === 'reset') this.#wire.reset();
    if (this.#attention) this.#acknowledge();
  }

  /** Notes the request and takes the fault planned for it; what a driver sets up on its own is left alone. */
  #record({ kind, text, parameters }: Request): StatementFault | undefined {
    if (kind === 'batch' && onlySetsOptions(text)) return undefined;
    this.#server.journal.statements.push({ session: this.#state.id, kind, text, parameters });
    return this.#server.faults.takeStatement(text);
  }

  /** Sends no more than so many bytes, then resets the connection. */
  #breaking(afterBytes: number): SendPacket {
    let left = afterBytes;
    return async (bytes) => {
      await this.#wire.send(bytes.subarray(0, left));
      left = Math.max(0, left - bytes.length);
      if (left > 0) return;
      // Without a pause the reset overtakes the bytes before it.
      await delay(10);
      this.#wire.reset();
    };
  }

  #cancel(): void {
    this.#server.journal.attentions += 1;
    if (this.#silent || this.#server.faults.ignoreAttention) return;
    this.#attention = true;
    if (this.#running === undefined) this.#acknowledge();
    else this.#running.abort();
  }

  /** The client expects this as a message of its own, after the end of the answer it cut short. */
  #acknowledge(): void {
    this.#attention = false;
    const { attentionTokens } = this.#server.faults;
    if (attentionTokens === undefined) this.#say({ attention: true });
    else this.#wire.send(message(PacketType.reply, attentionTokens));
  }

  #say(status: Parameters<typeof doneToken>[1]): void {
    this.#wire.send(message(PacketType.reply, doneToken('batch', status)));
  }
}

/** The request with the faults that replace or prolong its answer. */
function disturb(request: Request, fault: StatementFault | undefined): Request {
  if (fault?.kind === 'error') {
    const run: Request['run'] = () => {
      throw new SqlError(fault.number);
    };
    return { ...request, run };
  }
  if (fault?.kind !== 'endless') return request;
  return { ...request, run: (around, signal) => withoutEnd(request.run(around, signal), signal) };
}

async function* withoutEnd(steps: AsyncIterable<Step>, signal: AbortSignal): AsyncGenerator<Step> {
  for await (const step of steps) {
    do yield step;
    while (step.kind === 'row' && !signal.aborted);
  }
}
