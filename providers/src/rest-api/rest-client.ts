import { endpointUrl } from './endpoint-url.ts';
import { fetchFollowing } from './redirects.ts';

/**
 * `fetch` for one API: endpoints are relative to the base URL, and requests carry the key and the default headers.
 * Headers of the call beat those.
 *
 * @example
 * ```ts
 * const response = await fetch('charges', { method: 'POST', body: JSON.stringify({ amount: 5 }) });
 * ```
 */
export type RestFetch = (endpoint: string, init?: RestRequest) => Promise<Response>;

/** What a request may say: all that `fetch` takes but how to treat redirects. */
export type RestRequest = Omit<RequestInit, 'redirect'>;

/** What every request of an API shares. */
export interface RestClient {
  readonly base: URL;
  readonly headers: Headers;
  readonly isReadOnly: boolean;
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The `fetch` of one API. */
export function restFetch(client: RestClient): RestFetch {
  return async (endpoint, init = {}) => {
    const method = (init.method ?? 'GET').toUpperCase();
    if (client.isReadOnly && !READING.has(method)) {
      throw new Error(`The connection is ReadOnly; it does not send ${method}`);
    }
    const headers = new Headers(client.headers);
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    return fetchFollowing(endpointUrl(client.base, endpoint), { ...init, method, headers });
  };
}

/** The same `fetch`, whose requests end with the signal, too. */
export function endingWith(fetch: RestFetch, signal: AbortSignal): RestFetch {
  return (endpoint, init = {}) =>
    fetch(endpoint, { ...init, signal: init.signal ? AbortSignal.any([signal, init.signal]) : signal });
}
