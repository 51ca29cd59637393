import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { type FaultyConnection, FaultyListener } from '../support/faulty-listener.ts';
import { PlannedFaults } from '../support/planned-faults.ts';
import type { TlsIdentity } from '../support/self-signed.ts';
import { type HttpReply, type ReceivedRequest, readRequest, writeReply } from './exchange.ts';
import type { HttpFault } from './http-fault.ts';
import { HttpRoutes } from './routes.ts';

export interface HttpServerOptions {
  /** The token that every request must bear; another, or none, is answered with 401. */
  readonly bearer?: string;
  readonly tls?: TlsIdentity;
}

/**
 * `node:http` behind a listener with faults.
 *
 * @example
 * await using server = await HttpServer.start({ bearer: 'token' });
 * server.routes.add('GET', '/items', { body: [{ id: 1 }] });
 * server.faults.inject('GET /items', { kind: 'slow', delayMs: 200 });
 */
export class HttpServer {
  /** Faults of every connection: refuse, stall, reset, slow; `killAll()`. */
  readonly listener: FaultyListener;
  readonly routes = new HttpRoutes();
  /** Faults of single routes, by `METHOD /path`. */
  readonly faults = new PlannedFaults<HttpFault>();
  /** What arrived, in its order, refused requests included. */
  readonly requests: ReceivedRequest[] = [];
  readonly #options: HttpServerOptions;

  private constructor(listener: FaultyListener, options: HttpServerOptions) {
    this.listener = listener;
    this.#options = options;
  }

  static async start(options: HttpServerOptions = {}): Promise<HttpServer> {
    const http = createServer();
    const listener = await FaultyListener.start((connection) => serve(connection, http, options.tls));
    const server = new HttpServer(listener, options);
    http.on('request', (message, response) => void server.#handle(message, response));
    return server;
  }

  /** Without a slash at its end. */
  get url(): string {
    const scheme = this.#options.tls === undefined ? 'http' : 'https';
    return `${scheme}://${this.listener.host}:${this.listener.port}`;
  }

  async close(): Promise<void> {
    await this.listener.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const request = await readRequest(message);
      this.requests.push(request);
      await this.#answer(request, response);
    } catch (error) {
      // A client that went away, or a handler that failed: the latter is said, so that its test shows it.
      if (!response.headersSent) writeReply(response, { status: 500, body: String(error) });
    }
  }

  async #answer(request: ReceivedRequest, response: ServerResponse): Promise<void> {
    const fault = this.faults.take(`${request.method} ${request.path}`);
    if (fault?.kind === 'slow') await delay(fault.delayMs, undefined, { ref: false });
    else if (fault?.kind === 'status') return writeReply(response, fault);
    else if (fault !== undefined) return this.#break(request, response, fault);
    writeReply(response, await this.#reply(request));
  }

  async #reply(request: ReceivedRequest): Promise<HttpReply> {
    const { bearer } = this.#options;
    const { authorization } = request.headers;
    if (bearer === undefined || authorization === `Bearer ${bearer}`) return this.routes.answer(request);
    const problem = authorization === undefined ? '' : ', error="invalid_token"';
    return { status: 401, headers: { 'www-authenticate': `Bearer realm="test"${problem}` } };
  }

  async #break(
    request: ReceivedRequest,
    response: ServerResponse,
    fault: HttpFault & { readonly kind: 'stall' | 'reset' | 'garbage' },
  ): Promise<void> {
    const connection = connections.get(response.socket ?? {});
    if (fault.kind === 'garbage') {
      response.socket?.end('\0\0\0 this is no HTTP \r\n\r\n');
      return;
    }
    if (fault.afterBytes !== undefined) {
      writeReply(response, await this.#reply(request), fault.afterBytes);
      if (fault.kind === 'reset') connection?.resetSoon();
    } else if (fault.kind === 'reset') connection?.reset();
  }
}

/** What carries each HTTP socket, which may be TLS over it. */
const connections = new WeakMap<object, FaultyConnection>();

function serve(connection: FaultyConnection, http: Server, tls: TlsIdentity | undefined): void {
  const stream = tls === undefined ? connection : new TLSSocket(connection, { isServer: true, ...tls });
  stream.on('error', () => undefined);
  connections.set(stream, connection);
  http.emit('connection', stream);
}
