import { get } from 'node:https';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSelfSigned } from '../support/self-signed.ts';
import { HttpServer } from './http-server.ts';

const timeout = (milliseconds: number): RequestInit => ({ signal: AbortSignal.timeout(milliseconds) });

describe('HttpServer', () => {
  let server: HttpServer;

  beforeEach(async () => {
    server = await HttpServer.start();
    server.routes.add('GET', '/items', { body: [{ id: 1 }] });
    server.routes.add('POST', '/items', ({ body }) => ({ status: 201, body: { stored: JSON.parse(body) } }));
  });
  afterEach(() => server.close());

  it('answers by method and path, and records what came', async () => {
    const listed = await fetch(`${server.url}/items?page=2`, { headers: { 'X-Trace': 'abc' } });
    expect([listed.status, await listed.json()]).toEqual([200, [{ id: 1 }]]);
    const stored = await fetch(`${server.url}/items`, { method: 'POST', body: '{"id":2}' });
    expect([stored.status, await stored.json()]).toEqual([201, { stored: { id: 2 } }]);
    expect(server.requests).toMatchObject([
      { method: 'GET', path: '/items', headers: { 'x-trace': 'abc' }, body: '' },
      { method: 'POST', path: '/items', body: '{"id":2}' },
    ]);
    expect(server.requests[0]?.query.get('page')).toBe('2');
  });

  it('knows no other path and no other method', async () => {
    expect((await fetch(`${server.url}/nowhere`)).status).toBe(404);
    const refused = await fetch(`${server.url}/items`, { method: 'DELETE' });
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it('says what is wrong with a handler', async () => {
    const failed = await fetch(`${server.url}/items`, { method: 'POST', body: 'no JSON' });
    expect(failed.status).toBe(500);
    expect(await failed.text()).toContain('SyntaxError');
  });

  it('serves HEAD by GET, or refuses it', async () => {
    const head = (): Promise<Response> => fetch(`${server.url}/items`, { method: 'HEAD' });
    const served = await head();
    expect([served.status, served.headers.get('content-length'), await served.text()]).toEqual([
      200,
      '10',
      '',
    ]);
    server.routes.refuse('HEAD', 405);
    expect((await head()).status).toBe(405);
    server.routes.refuse('HEAD', 501);
    expect((await head()).status).toBe(501);
    expect((await fetch(`${server.url}/items`)).status).toBe(200);
  });

  it('asks for the bearer token', async () => {
    await using guarded = await HttpServer.start({ bearer: 's3cret' });
    guarded.routes.add('GET', '/', { body: 'in' });
    const bearing = (authorization?: string): Promise<Response> =>
      fetch(guarded.url, authorization === undefined ? {} : { headers: { authorization } });
    expect(await (await bearing('Bearer s3cret')).text()).toBe('in');
    const wrong = await bearing('Bearer wrong');
    expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer realm="test", error="invalid_token"',
    ]);
    expect((await bearing('Basic s3cret')).status).toBe(401);
    expect((await bearing()).status).toBe(401);
    expect(guarded.requests.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer s3cret',
      'Bearer wrong',
      'Basic s3cret',
      undefined,
    ]);
  });

  it('speaks TLS', async () => {
    const tls = createSelfSigned();
    await using secure = await HttpServer.start({ tls });
    secure.routes.add('GET', '/', { body: 'sealed' });
    const text = await new Promise((resolve, reject) => {
      get(secure.url, { ca: tls.cert, agent: false }, (response) => {
        response.setEncoding('utf8').on('data', resolve);
      }).on('error', reject);
    });
    expect(text).toBe('sealed');
    await expect(fetch(secure.url)).rejects.toMatchObject({ cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } });
  });

  describe('faults of one route', () => {
    const items = (init?: RequestInit): Promise<Response> => fetch(`${server.url}/items`, init);
    afterEach(async () => {
      // Whatever went wrong, the next request is served.
      expect((await items()).status).toBe(200);
    });

    it('slow', async () => {
      server.faults.inject('GET /items', { kind: 'slow', delayMs: 80 });
      const started = performance.now();
      expect((await items()).status).toBe(200);
      expect(performance.now() - started).toBeGreaterThan(75);
    });

    it('stall', async () => {
      server.faults.inject('GET /items', { kind: 'stall' });
      await expect(items(timeout(100))).rejects.toMatchObject({ name: 'TimeoutError' });
      expect(server.requests).toHaveLength(1);
    });

    it('stall in the middle of the body', async () => {
      server.faults.inject('GET /items', { kind: 'stall', afterBytes: 4 });
      const response = await items(timeout(200));
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toMatchObject({ name: 'TimeoutError' });
    });

    it('reset', async () => {
      server.faults.inject('GET /items', { kind: 'reset' });
      await expect(items()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    });

    it('reset in the middle of the body', async () => {
      server.faults.inject('GET /items', { kind: 'reset', afterBytes: 4 });
      const response = await items();
      expect(response.status).toBe(200);
      await expect(response.text()).rejects.toThrow('terminated');
    });

    it('status, as often as it was asked for', async () => {
      server.faults.inject('GET /items', { kind: 'status', status: 503, headers: { 'retry-after': '1' } }, 2);
      expect((await items()).headers.get('retry-after')).toBe('1');
      expect((await items()).status).toBe(503);
    });

    it('garbage', async () => {
      server.faults.inject('GET /items', { kind: 'garbage' });
      await expect(items()).rejects.toMatchObject({ cause: { name: 'HTTPParserError' } });
    });

    it('leaves other routes alone', async () => {
      server.faults.inject('POST /items', { kind: 'status', status: 500 });
      expect((await items()).status).toBe(200);
    });
  });

  describe('faults of the whole server', () => {
    it.each([
      [{ kind: 'refuse' }, { cause: { code: 'ECONNREFUSED' } }],
      [{ kind: 'stall' }, { name: 'TimeoutError' }],
      [{ kind: 'reset', afterBytes: 5 }, { cause: { code: 'ECONNRESET' } }],
    ] as const)('%o', async (fault, error) => {
      await server.listener.inject(fault);
      await expect(fetch(`${server.url}/items`, timeout(200))).rejects.toMatchObject(error);
      await server.listener.clear();
      expect((await fetch(`${server.url}/items`)).status).toBe(200);
    });

    it('death: a kept-alive connection is dropped', async () => {
      await (await fetch(`${server.url}/items`)).text();
      expect(server.listener.open).toBe(1);
      expect(server.listener.killAll()).toBe(1);
      await expect.poll(() => server.listener.open).toBe(0);
    });

    it('answers what is no HTTP with 400', async () => {
      const socket = connect(server.listener.port, server.listener.host);
      socket.write('nonsense\r\n\r\n');
      const text = await new Promise((resolve) => socket.once('data', (bytes) => resolve(String(bytes))));
      expect(text).toContain('400 Bad Request');
      socket.destroy();
    });
  });
});
