import type { HttpReply, ReceivedRequest } from './exchange.ts';

export type HttpHandler = (request: ReceivedRequest) => HttpReply | Promise<HttpReply>;

/** What a server answers, by method and exact path. A `HEAD` is served by the path's `GET`. */
export class HttpRoutes {
  readonly #handlers = new Map<string, HttpHandler>();
  readonly #refused = new Map<string, number>();

  /** A fixed reply, or a handler that makes one of the request. */
  add(method: string, path: string, reply: HttpReply | HttpHandler): void {
    this.#handlers.set(`${method} ${path}`, typeof reply === 'function' ? reply : () => reply);
  }

  /** Answers every request of this method with 405 or 501, as servers do that know no `HEAD`. */
  refuse(method: string, status: 405 | 501): void {
    this.#refused.set(method, status);
  }

  async answer(request: ReceivedRequest): Promise<HttpReply> {
    const refusal = this.#refused.get(request.method);
    const allow = this.#methodsOf(request.path);
    if (refusal !== undefined) return { status: refusal, headers: { allow: allow.join(', ') } };
    const handler = this.#find(request);
    if (handler !== undefined) return handler(request);
    if (allow.length === 0) return { status: 404, body: { error: `no ${request.path} here` } };
    return { status: 405, headers: { allow: allow.join(', ') } };
  }

  #find({ method, path }: ReceivedRequest): HttpHandler | undefined {
    const own = this.#handlers.get(`${method} ${path}`);
    return own ?? (method === 'HEAD' ? this.#handlers.get(`GET ${path}`) : undefined);
  }

  #methodsOf(path: string): string[] {
    const methods = [...this.#handlers.keys()].map((route) => route.split(' '));
    return methods.flatMap(([method, own]) => (own === path && method !== undefined ? [method] : []));
  }
}
