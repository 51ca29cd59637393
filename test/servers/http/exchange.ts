import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request as it arrived, its body read to the end. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface HttpReply {
  /** 200 where it is not given. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is sent as it is; anything else as JSON. */
  readonly body?: unknown;
}

export async function readRequest(message: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const url = new URL(message.url ?? '/', 'http://localhost');
  return {
    method: message.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(
      Object.entries(message.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/** Writes the head, and of the body the first `upTo` bytes; a part of it leaves the answer unfinished. */
export function writeReply(response: ServerResponse, reply: HttpReply, upTo?: number): void {
  const { status = 200, headers = {}, body } = reply;
  const bytes = Buffer.from(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body));
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json';
  response.writeHead(status, {
    ...(body !== undefined && { 'content-type': type }),
    'content-length': bytes.length,
    ...headers,
  });
  response.flushHeaders();
  if (upTo === undefined) response.end(bytes);
  else response.write(bytes.subarray(0, upTo));
}
