import {
  ConnectionBase,
  type ConnectionMetadata,
  type DriverContext,
  type ErrorClass,
  type ExecuteOptions,
  errorCode,
  type Result,
  type WaitOptions,
} from '@extconn/runtime';
import type { RestApiConfiguration } from './configuration.gen.ts';
import { parseBaseUrl } from './endpoint-url.ts';
import { requestHeaders } from './request-headers.ts';
import { endingWith, type RestFetch, restFetch } from './rest-client.ts';
import { StatusError } from './status-error.ts';

export type { RestFetch, RestRequest } from './rest-client.ts';

/** Codes of `fetch` and of the operating system that mean the server is out of reach. */
const OUT_OF_REACH: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'UND_ERR_SOCKET',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * A connection to an HTTP API. `execute` hands out a `fetch` for endpoints below the base URL, whose requests
 * carry the key and the default headers and end with the operation; `get` reads JSON.
 *
 * Opening and testing ask the base URL by HEAD, and by GET where the server answers 405 or 501. A status other
 * than 2xx is a failure then: `authentication` for 401, 403 and 407, `transient` for 408, 425, 429, 502, 503 and
 * 504, else `driver-error`; the exception's `code` is the status. HTTP has no session to close: `close` ends what
 * runs, and sockets that `fetch` keeps alive end by themselves within seconds.
 *
 * Redirects of GET and HEAD are followed; to another origin without any of the request's headers.
 * `ReadOnly` sends GET, HEAD and OPTIONS only; that these change nothing is the server's promise.
 *
 * @example
 * ```ts
 * const charges = await connection.get<readonly Charge[]>('charges?limit=3');
 * const created = await connection.execute(async (fetch) => {
 *   const response = await fetch('charges', { method: 'POST', body: JSON.stringify({ amount: 5 }) });
 *   return response.status;
 * });
 * ```
 */
export class RestApiConnection extends ConnectionBase<RestApiConfiguration, RestFetch> {
  /**
   * What an endpoint answers to GET, as JSON; that it is a `T` is the caller's word. Fails with the codes of a
   * status, as `open` does, with `driver-error` for an answer that is no JSON, and as `execute` does.
   *
   * @example
   * ```ts
   * const user = await connection.get<{ readonly name: string }>('users/7');
   * if (user.isSuccess) user.value.name;
   * ```
   */
  get<T>(endpoint: string, options?: WaitOptions): Promise<Result<T>> {
    return this.execute(async (fetch) => {
      const accept = this.configuration.defaultHeaders;
      const isSaid = Object.keys(accept).some((name) => name.toLowerCase() === 'accept');
      const response = await fetch(endpoint, isSaid ? {} : { headers: { accept: 'application/json' } });
      await expectSuccess('GET', endpoint, response);
      return parseJson<T>(endpoint, await response.text());
    }, options);
  }

  override execute<T>(
    operation: (fetch: RestFetch, context: DriverContext) => T | Promise<T>,
    options?: ExecuteOptions,
  ): Promise<Result<T>> {
    return super.execute((fetch, context) => operation(endingWith(fetch, context.signal), context), options);
  }

  protected override async openDriver(context: DriverContext): Promise<RestFetch> {
    const { baseUrl, defaultHeaders, apiKey } = this.configuration;
    const fetch = restFetch({
      base: parseBaseUrl(baseUrl),
      headers: requestHeaders(defaultHeaders, apiKey),
      isReadOnly: this.connectionMode === 'ReadOnly',
    });
    await this.pingDriver(fetch, context);
    return fetch;
  }

  protected override async closeDriver(): Promise<void> {}

  protected override async pingDriver(fetch: RestFetch, context: DriverContext): Promise<void> {
    await this.#probe(fetch, context);
  }

  protected override async readMetadata(
    fetch: RestFetch,
    context: DriverContext,
  ): Promise<ConnectionMetadata> {
    const { headers, status } = await this.#probe(fetch, context);
    const { origin } = new URL(this.configuration.baseUrl);
    return {
      systemName: 'HTTP API',
      version: headers.get('server') ?? 'unknown',
      properties: { origin, status },
    };
  }

  protected override classifyError(error: unknown): ErrorClass {
    if (error instanceof StatusError) return error.errorClass;
    return OUT_OF_REACH.has(errorCode(error)) ? 'connectionLost' : 'other';
  }

  async #probe(fetch: RestFetch, { signal }: DriverContext): Promise<Response> {
    const head = await fetch('', { method: 'HEAD', signal });
    const isUnknown = head.status === 405 || head.status === 501;
    const response = isUnknown ? await fetch('', { signal }) : head;
    await expectSuccess(isUnknown ? 'GET' : 'HEAD', this.connectionString, response);
    await response.body?.cancel();
    return response;
  }
}

async function expectSuccess(method: string, endpoint: string, response: Response): Promise<void> {
  if (response.ok) return;
  // An answer left unread would hold its socket.
  await response.body?.cancel();
  throw new StatusError(method, endpoint, response.status);
}

function parseJson<T>(endpoint: string, text: string): T {
  try {
    return JSON.parse(text) as T;
  } catch {
    // The parser's own message repeats the text.
    throw new Error(`GET ${endpoint.replace(/[?#].*/s, '')} did not answer with JSON`);
  }
}
