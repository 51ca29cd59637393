const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 10;

interface Request extends RequestInit {
  readonly method: string;
  readonly headers: Headers;
}

/**
 * Sends a request and follows redirects of GET and HEAD. Left to itself, `fetch` would take headers such as
 * `X-Api-Key` along to another server; here no header of the request goes there, and none goes from HTTPS to HTTP.
 */
export async function fetchFollowing(url: URL, request: Request, redirects = 0): Promise<Response> {
  const response = await fetch(url, { ...request, redirect: 'manual' });
  const target = redirectTarget(response, url, request.method);
  if (target === undefined) return response;
  await response.body?.cancel();
  if (redirects === MOST_REDIRECTS) throw new Error(`More than ${MOST_REDIRECTS} redirects`);
  const headers = target.origin === url.origin ? request.headers : new Headers();
  return fetchFollowing(target, { ...request, headers }, redirects + 1);
}

/** Where an answer sends the request; undefined where it is the answer itself. */
function redirectTarget(response: Response, from: URL, method: string): URL | undefined {
  const location = response.headers.get('location');
  const isFollowed = REDIRECTS.has(response.status) && (method === 'GET' || method === 'HEAD');
  if (!isFollowed || location === null) return undefined;
  const target = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (target === undefined || !/^https?:$/.test(target.protocol)) {
    throw new Error('A redirect leads to something other than HTTP');
  }
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw new Error('A redirect leads from HTTPS to HTTP');
  }
  return target;
}
