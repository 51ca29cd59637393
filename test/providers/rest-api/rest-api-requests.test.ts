import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpServer } from '../../servers/http/http-server.ts';
import { createSelfSigned } from '../../servers/support/self-signed.ts';
import { failureOf, unwrap } from '../support/outcome.ts';
import { everythingShown } from '../support/traces.ts';
import { restConnection } from './rest-connection.ts';

const MARKER = 'pk_live_m4rk3r';

describe('RestApiConnection: what goes over the wire', () => {
  let server: HttpServer;

  beforeEach(async () => {
    server = await HttpServer.start();
    for (const path of ['/', '/v1', '/v1/', '/v1/charges']) server.routes.add('GET', path, { body: [] });
  });
  afterEach(() => server.close());

  const lastRequest = () => server.requests.at(-1);

  it('sends what the configuration file of the documentation says', async () => {
    const PaymentApi = {
      baseUrl: 'https://api.payments.com/v1',
      apiKey: 'pk_live_...',
      timeoutSeconds: 45,
      defaultHeaders: { Accept: 'application/json', 'User-Agent': 'MyApp/1.0' },
    };
    const { baseUrl, ...rest } = PaymentApi;
    await using connection = restConnection(baseUrl.replace('https://api.payments.com', server.url), rest);
    unwrap(await connection.open());
    unwrap(await connection.get('charges'));
    const headers = {
      authorization: 'Bearer pk_live_...',
      accept: 'application/json',
      'user-agent': 'MyApp/1.0',
    };
    expect(server.requests).toMatchObject([
      { method: 'HEAD', path: '/v1', headers },
      { method: 'GET', path: '/v1/charges', headers },
    ]);
  });

  it.each([
    ['/v1', 'charges', '/v1/charges'],
    ['/v1', '/charges', '/v1/charges'],
    ['/v1/', 'charges?limit=3#top', '/v1/charges?limit=3'],
    ['/v1?version=2', 'charges?limit=3', '/v1/charges?version=2&limit=3'],
    ['/v1', '', '/v1'],
    ['/v1', '?page=2', '/v1?page=2'],
    ['', 'v1/charges', '/v1/charges'],
    ['/v1', './charges', '/v1/charges'],
    ['/v1', '//elsewhere.example/x', '/v1/elsewhere.example/x'],
    ['/v1', '@elsewhere.example', '/v1/@elsewhere.example'],
  ])('appends to %j the endpoint %j: %j', async (base, endpoint, expected) => {
    await using connection = restConnection(`${server.url}${base}`);
    unwrap(await connection.open());
    unwrap(await connection.execute(async (fetch) => (await fetch(endpoint)).status));
    const { path, query } = lastRequest() ?? {};
    expect([path, query?.toString()].filter(Boolean).join('?')).toBe(expected);
  });

  it.each([
    'https://elsewhere.example/x',
    'javascript:alert(1)',
    '../admin',
    'a/../../admin',
    '%2e%2e/admin',
    '..\\admin',
  ])('does not send anything for the endpoint %j', async (endpoint) => {
    await using connection = restConnection(`${server.url}/v1`, { apiKey: MARKER });
    unwrap(await connection.open());
    expect(failureOf(await connection.get(endpoint)).code).toBe('driver-error');
    expect(server.requests).toHaveLength(1);
  });

  it('lets a call send other methods, a body and headers of its own', async () => {
    server.routes.add('POST', '/v1/charges', ({ body }) => ({ status: 201, body: JSON.parse(body) }));
    await using connection = restConnection(`${server.url}/v1`, { defaultHeaders: { 'X-Kind': 'default' } });
    unwrap(await connection.open());
    const created = await connection.execute(async (fetch) => {
      const response = await fetch('charges', {
        method: 'post',
        body: '{"amount":5}',
        headers: { 'x-kind': 'own', 'content-type': 'application/json' },
      });
      return [response.status, await response.json()];
    });
    expect(unwrap(created)).toEqual([201, { amount: 5 }]);
    expect(lastRequest()).toMatchObject({ method: 'POST', headers: { 'x-kind': 'own' } });
  });

  it('asks for JSON, unless the default headers ask for something else', async () => {
    for (const [defaultHeaders, accept] of [
      [{}, 'application/json'],
      [{ ACCEPT: 'text/csv' }, 'text/csv'],
    ] as const) {
      await using connection = restConnection(`${server.url}/v1`, { defaultHeaders });
      unwrap(await connection.open());
      unwrap(await connection.get('charges'));
      expect(lastRequest()?.headers['accept']).toBe(accept);
    }
  });

  it('ReadOnly sends GET, HEAD and OPTIONS, and nothing else', async () => {
    server.routes.add('OPTIONS', '/v1', { body: '' });
    await using connection = restConnection(`${server.url}/v1`, {}, 'ReadOnly');
    unwrap(await connection.open());
    unwrap(await connection.get('charges'));
    unwrap(await connection.execute((fetch) => fetch('', { method: 'OPTIONS' })));
    for (const method of ['POST', 'put', 'PATCH', 'DELETE', 'QUERY']) {
      const refused = failureOf(await connection.execute((fetch) => fetch('charges', { method })));
      expect(refused.errorMessage).toContain(`ReadOnly; it does not send ${method.toUpperCase()}`);
    }
    expect(server.requests.map(({ method }) => method)).toEqual(['HEAD', 'GET', 'OPTIONS']);
  });

  describe('redirects', () => {
    it('are followed on the same server, with the key', async () => {
      server.routes.add('GET', '/v1/old', { status: 301, headers: { location: '/v1/charges' } });
      await using connection = restConnection(`${server.url}/v1`, { apiKey: MARKER });
      unwrap(await connection.open());
      expect(unwrap(await connection.get('old'))).toEqual([]);
      expect(lastRequest()?.headers['authorization']).toBe(`Bearer ${MARKER}`);
    });

    it('carry neither key nor headers to another server', async () => {
      await using elsewhere = await HttpServer.start();
      elsewhere.routes.add('GET', '/file', { body: { stored: true } });
      server.routes.add('GET', '/v1/file', { status: 302, headers: { location: `${elsewhere.url}/file` } });
      await using connection = restConnection(`${server.url}/v1`, {
        apiKey: MARKER,
        defaultHeaders: { 'X-Api-Key': MARKER, Cookie: `session=${MARKER}` },
      });
      unwrap(await connection.open());
      expect(unwrap(await connection.get('file'))).toEqual({ stored: true });
      expect(elsewhere.requests).toHaveLength(1);
      expect(JSON.stringify(elsewhere.requests)).not.toContain(MARKER);
      expect(JSON.stringify(server.requests)).toContain(MARKER);
    });

    it('are not followed for other methods, nor without end, nor out of HTTP', async () => {
      server.routes.add('POST', '/v1/old', { status: 307, headers: { location: '/v1/charges' } });
      server.routes.add('GET', '/v1/loop', { status: 302, headers: { location: '/v1/loop' } });
      server.routes.add('GET', '/v1/file', { status: 302, headers: { location: 'file:///etc/passwd' } });
      await using connection = restConnection(`${server.url}/v1`);
      unwrap(await connection.open());
      const posted = await connection.execute((fetch) => fetch('old', { method: 'POST', body: 'x' }));
      expect(unwrap(posted).status).toBe(307);
      expect(failureOf(await connection.get('loop')).errorMessage).toContain('More than 10 redirects');
      expect(failureOf(await connection.get('file')).errorMessage).toContain('something other than HTTP');
    });
  });

  describe('settings that cannot be sent', () => {
    it.each([
      ['a line break in a header', { defaultHeaders: { 'X-Trace': `${MARKER}\r\nX-Admin: yes` } }],
      ['a line break in a name', { defaultHeaders: { [`X-A: ${MARKER}\r\nX-Admin`]: 'yes' } }],
      ['NUL', { defaultHeaders: { 'X-Trace': `${MARKER}\0` } }],
      ['letters beyond Latin-1', { defaultHeaders: { 'X-Trace': `${MARKER}✓` } }],
      ['a line break in the key', { apiKey: `${MARKER}\r\nX-Admin: yes` }],
      ['a blank in the key', { apiKey: `${MARKER} x` }],
    ])('%s: refused, nothing sent, nothing shown', async (_what, input) => {
      const failure = failureOf(await restConnection(`${server.url}/v1`, input).open());
      expect(failure.code).toBe('invalid-configuration');
      expect(everythingShown(failure)).not.toContain(MARKER);
      expect(server.requests).toEqual([]);
    });

    it.each([
      ['user and password', (url: string) => url.replace('://', `://app:${MARKER}@`)],
      ['a user', (url: string) => url.replace('://', `://${MARKER}@`)],
      ['another scheme', (url: string) => url.replace('http', 'ftp')],
    ])('%s in the base URL', async (_what, change) => {
      const failure = failureOf(await restConnection(change(`${server.url}/v1`)).open());
      expect([failure.code, failure.errorMessage]).toEqual([
        'invalid-configuration',
        expect.stringContaining('Base URL must'),
      ]);
      expect(everythingShown(failure)).not.toContain(MARKER);
    });

    it('a blank key is none', async () => {
      await using connection = restConnection(`${server.url}/v1`, { apiKey: '  ' });
      unwrap(await connection.open());
      expect(lastRequest()?.headers['authorization']).toBeUndefined();
    });
  });

  it('sends no key to a server whose certificate nobody vouches for', async () => {
    await using secure = await HttpServer.start({ tls: createSelfSigned() });
    const failure = failureOf(await restConnection(secure.url, { apiKey: MARKER }).open());
    expect(failure).toMatchObject({
      code: 'driver-error',
      exception: { cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } },
    });
    expect(secure.requests).toEqual([]);
  });

  it('shows no secret, whatever goes wrong', async () => {
    const input = { apiKey: MARKER, defaultHeaders: { 'X-Api-Key': MARKER }, timeoutSeconds: 1 };
    const shown: unknown[] = [];
    const connection = restConnection(`${server.url}/v1`, input);
    connection.onStateChange((change) => shown.push(change));
    shown.push(connection, connection.configuration, connection.connectionString);
    server.faults.inject('HEAD /v1', { kind: 'status', status: 401, headers: { 'x-echo': MARKER } });
    shown.push(failureOf(await connection.open()));
    server.faults.inject('HEAD /v1', { kind: 'garbage' });
    shown.push(failureOf(await connection.open()));
    unwrap(await connection.open());
    server.routes.add('GET', '/v1/echo', { status: 500, body: MARKER, headers: { 'x-echo': MARKER } });
    server.routes.add('GET', '/v1/text', { body: MARKER });
    for (const endpoint of ['echo', 'text', `charges/../../${MARKER}`]) {
      shown.push(failureOf(await connection.get(endpoint)));
    }
    const thrown = connection.execute(() => {
      throw new Error(`Bearer ${MARKER}`, { cause: { header: MARKER } });
    });
    shown.push(failureOf(await thrown));
    await server.listener.inject({ kind: 'reset', afterBytes: 3 });
    server.listener.killAll();
    shown.push(failureOf(await connection.get('charges')));
    await server.listener.inject({ kind: 'refuse' });
    shown.push(failureOf(await connection.testConnection()), failureOf(await connection.open()));
    expect(everythingShown(...shown)).not.toContain(MARKER);
    await connection.dispose();
  });
});
