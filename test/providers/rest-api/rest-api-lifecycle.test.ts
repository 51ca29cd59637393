import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpServer } from '../../servers/http/http-server.ts';
import { failureOf, timed, unwrap } from '../support/outcome.ts';
import { recordStates } from '../support/traces.ts';
import { restConnection } from './rest-connection.ts';

const KEY = 'pk_live_0123456789';

describe('RestApiConnection: lifecycle and faults, over real sockets', () => {
  let server: HttpServer;

  beforeEach(async () => {
    server = await HttpServer.start({ bearer: KEY });
    server.routes.add('GET', '/v1', { body: 'hello', headers: { server: 'payments/7' } });
    server.routes.add('GET', '/v1/charges', { body: [{ id: 'ch_1' }] });
  });
  afterEach(() => server.close());

  const connect = (input: Parameters<typeof restConnection>[1] = {}, mode?: string) =>
    restConnection(`${server.url}/v1`, { apiKey: KEY, timeoutSeconds: 5, ...input }, mode);

  it('opens, gets, tests, describes itself and closes', async () => {
    const connection = connect();
    const states = recordStates(connection);
    unwrap(await connection.open());
    expect(unwrap(await connection.get<readonly { id: string }[]>('charges'))).toEqual([{ id: 'ch_1' }]);
    unwrap(await connection.testConnection());
    expect(unwrap(await connection.getMetadata())).toEqual({
      systemName: 'HTTP API',
      version: 'payments/7',
      properties: { origin: server.url, status: 200 },
    });
    unwrap(await connection.close());
    expect(states).toEqual([
      'Opening',
      'Open',
      'Executing',
      'Open',
      'Executing',
      'Open',
      'Executing',
      'Open',
      'Closing',
      'Closed',
    ]);
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'HEAD /v1',
      'GET /v1/charges',
      'HEAD /v1',
      'HEAD /v1',
    ]);
    expect(failureOf(await connection.get('charges')).code).toBe('invalid-state');
  });

  it.each([405, 501] as const)('probes by GET where HEAD is answered with %d', async (status) => {
    server.routes.refuse('HEAD', status);
    unwrap(await connect().open());
    expect(server.requests.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
  });

  it.each([404, 410, 500] as const)(
    'does not probe by GET where HEAD is answered with %d',
    async (status) => {
      server.faults.inject('HEAD /v1', { kind: 'status', status }, 9);
      const connection = connect();
      for (const result of [await connection.open(), await connection.testConnection()]) {
        expect(failureOf(result)).toMatchObject({ code: 'driver-error', exception: { code: status } });
      }
      expect(server.requests.map(({ method }) => method)).toEqual(['HEAD', 'HEAD']);
    },
  );

  it.each([
    [401, 'authentication'],
    [403, 'authentication'],
    [429, 'transient'],
    [503, 'transient'],
    [500, 'driver-error'],
    [304, 'driver-error'],
  ] as const)('says %d as %s, at open and at get', async (status, code) => {
    server.faults.inject('HEAD /v1', { kind: 'status', status });
    server.faults.inject('GET /v1/charges', { kind: 'status', status });
    const connection = connect();
    const failures = [failureOf(await connection.open())];
    unwrap(await connection.open());
    failures.push(failureOf(await connection.get('charges?after=secret-cursor')));
    expect(failures.map((failure) => [failure.code, failure.exception])).toEqual([
      [code, expect.objectContaining({ code: status })],
      [code, expect.objectContaining({ code: status })],
    ]);
    expect(failures[1]?.errorMessage).toBe(`Operation failed: GET charges answered with status ${status}`);
    expect(connection.state).toBe('Open');
  });

  it('fails a wrong key with authentication, without saying it', async () => {
    const failure = failureOf(await connect({ apiKey: 'pk_live_wrong' }).open());
    expect([failure.code, failure.errorMessage]).toEqual([
      'authentication',
      `Failed to open connection: HEAD ${server.url}/v1 answered with status 401`,
    ]);
    expect(server.requests).toHaveLength(1);
  });

  it('fails at once where nobody listens', async () => {
    await server.listener.inject({ kind: 'refuse' });
    const { value, ms } = await timed(connect().open());
    expect(failureOf(value)).toMatchObject({ code: 'transient', exception: { message: 'fetch failed' } });
    expect(ms).toBeLessThan(2000);
  });

  it('gives up on a server that says nothing, and on one that stops in the middle of the body', async () => {
    const connection = connect({ timeoutSeconds: 1 });
    await server.listener.inject({ kind: 'stall' });
    const silent = await timed(connection.open());
    expect(failureOf(silent.value).code).toBe('timeout');
    expect(silent.ms).toBeLessThan(1800);
    await server.listener.clear();
    unwrap(await connection.open());
    server.faults.inject('GET /v1/charges', { kind: 'stall', afterBytes: 4 });
    expect(failureOf(await connection.get('charges')).code).toBe('timeout');
    unwrap(await connection.get('charges'));
  });

  describe('a request that does not end', () => {
    let hanging: Server;
    /** What the client has sent and dropped again. */
    let dropped: string[];
    let started: number;

    beforeEach(async () => {
      dropped = [];
      started = 0;
      hanging = createServer((request, response) => {
        if (request.method === 'HEAD') return response.end();
        started += 1;
        return response.once('close', () => dropped.push(String(request.url)));
      });
      hanging.listen(0, '127.0.0.1');
      await once(hanging, 'listening');
    });
    afterEach(() => {
      hanging.closeAllConnections();
      hanging.close();
    });

    async function opened() {
      const connection = restConnection(`http://127.0.0.1:${(hanging.address() as AddressInfo).port}`, {
        timeoutSeconds: 1,
      });
      unwrap(await connection.open());
      return connection;
    }

    it('ends with its caller, in `get` and in `execute`', async () => {
      await using connection = await opened();
      const controller = new AbortController();
      const own = new AbortController();
      const pending = [
        connection.get('get', { signal: controller.signal }),
        connection.execute((fetch) => fetch('execute'), { signal: controller.signal }),
        connection.execute((fetch) => fetch('own', { signal: own.signal })),
      ];
      await expect.poll(() => started).toBe(3);
      controller.abort();
      own.abort();
      const codes = (await Promise.all(pending)).map((result) => failureOf(result).code);
      expect(codes).toEqual(['aborted', 'aborted', 'driver-error']);
      await expect.poll(() => dropped.toSorted()).toEqual(['/execute', '/get', '/own']);
      expect(connection.state).toBe('Open');
    });

    it('ends with the time configured', async () => {
      await using connection = await opened();
      expect(failureOf(await connection.execute((fetch) => fetch('late'))).code).toBe('timeout');
      await expect.poll(() => dropped).toEqual(['/late']);
    });

    it('ends with a close that does not wait', async () => {
      const connection = await opened();
      const pending = connection.execute((fetch) => fetch('pending'));
      await expect.poll(() => started).toBe(1);
      unwrap(await connection.close({ signal: AbortSignal.timeout(20) }));
      expect(failureOf(await pending).code).toBe('aborted');
      await expect.poll(() => dropped).toEqual(['/pending']);
    });
  });

  it.each(['refuse', 'reset'] as const)(
    'is Broken after a server that died while open (%s), and opens again',
    async (kind) => {
      const connection = connect();
      unwrap(await connection.open());
      await server.listener.inject(kind === 'refuse' ? { kind } : { kind, afterBytes: 0 });
      server.listener.killAll();
      await expect.poll(() => server.listener.open).toBe(0);
      expect(failureOf(await connection.get('charges')).code).toBe('connection-lost');
      expect(connection.state).toBe('Broken');
      await server.listener.clear();
      unwrap(await connection.open());
      expect(unwrap(await connection.get('charges'))).toEqual([{ id: 'ch_1' }]);
    },
  );

  it('takes no answer that is no HTTP, and no JSON that is none', async () => {
    const connection = connect();
    server.faults.inject('HEAD /v1', { kind: 'garbage' });
    expect(failureOf(await connection.open()).code).toBe('driver-error');
    unwrap(await connection.open());
    server.routes.add('GET', '/v1/text', { body: 'not JSON but private' });
    expect(failureOf(await connection.get('text')).errorMessage).toBe(
      'Operation failed: GET text did not answer with JSON',
    );
  });

  it('opens a hundred times at once by one attempt', async () => {
    const connection = connect();
    const results = await Promise.all(Array.from({ length: 100 }, () => connection.open()));
    expect(results.every(({ isSuccess }) => isSuccess)).toBe(true);
    expect(server.requests).toHaveLength(1);
  });
});
