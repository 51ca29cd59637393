import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  RedisConfiguration,
  type RedisConfigurationInput,
} from '../../../providers/src/redis/configuration.gen.ts';
import { RedisConnection } from '../../../providers/src/redis/connection.ts';
import { FaultyListener } from '../../servers/support/faulty-listener.ts';
import { createSelfSigned } from '../../servers/support/self-signed.ts';
import { freePort } from '../support/free-port.ts';
import { failureOf, timed, unwrap } from '../support/outcome.ts';
import { everythingShown } from '../support/traces.ts';

const MARKER = 'm4rk3r-Pässw0rd/@';
const given = process.env['REDIS_URL'];
const isThere = spawnSync('redis-server', ['--version']).status === 0;
const why = given !== undefined || isThere ? '' : ': skipped, neither REDIS_URL nor redis-server is there';

function connect(input: RedisConfigurationInput): RedisConnection {
  return new RedisConnection(unwrap(RedisConfiguration.create(input)));
}

describe.skipIf(why !== '')(`RedisConnection, on a real server${why}`, () => {
  let server: ChildProcess | undefined;
  let folder: string | undefined;
  let url: string;

  beforeAll(async () => {
    url = given ?? `redis://:${encodeURIComponent(MARKER)}@127.0.0.1:${await freePort()}/3`;
    if (given !== undefined) return;
    folder = mkdtempSync(join(tmpdir(), 'redis-'));
    const options = ['--bind', '127.0.0.1', '--port', new URL(url).port, '--dir', folder, '--save', ''];
    server = spawn('redis-server', [...options, '--requirepass', MARKER], { stdio: 'ignore' });
    for (let tries = 0; (await connect({ url }).testConnection()).isFailure; tries += 1) {
      if (tries === 90) throw new Error('redis-server did not start');
      await delay(100);
    }
  });
  afterAll(async () => {
    if (server?.kill() === true) await once(server, 'exit');
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  it('opens, executes, tests, describes itself and closes', async () => {
    const connection = connect({ url });
    unwrap(await connection.open());
    unwrap(await connection.testConnection());
    const read = await connection.execute(async (client) => {
      await client.set('extconn:test', 'one');
      const value = await client.get('extconn:test');
      await client.del('extconn:test');
      return value;
    });
    expect(unwrap(read)).toBe('one');
    expect(unwrap(await connection.getMetadata())).toMatchObject({
      systemName: 'Redis',
      version: expect.stringMatching(/^\d+\./),
      properties: { mode: expect.any(String) },
    });
    unwrap(await connection.close());
    expect(connection.state).toBe('Closed');
  });

  it('says a wrong password as authentication, without repeating it', async () => {
    const connection = connect({ url, user: 'default', password: 'wr0ng-m4rk3r' });
    const failure = failureOf(await connection.open());
    expect(failure.code).toBe('authentication');
    expect(everythingShown(failure, connection, connection.connectionString)).not.toContain('m4rk3r');
  });

  it('is Broken at once when its session is killed, and opens again', async () => {
    await using watcher = connect({ url });
    await using connection = connect({ url });
    unwrap(await watcher.open());
    unwrap(await connection.open());
    const id = unwrap(await connection.execute((client) => client.clientId()));
    unwrap(await watcher.execute((client) => client.sendCommand(['CLIENT', 'KILL', 'ID', String(id)])));
    await expect.poll(() => connection.state).toBe('Broken');
    unwrap(await connection.open());
    unwrap(await connection.testConnection());
  });
});

describe('RedisConnection: servers that misbehave', () => {
  it('checks the certificate, and says the name of the host', async () => {
    const names: (string | boolean)[] = [];
    const SNICallback = (name: string, done: (error: Error | null) => void): void => {
      names.push(name);
      done(null);
    };
    await using listener = await FaultyListener.start((connection) => {
      const secure = new TLSSocket(connection, { ...createSelfSigned(), isServer: true, SNICallback });
      secure.on('error', () => undefined);
    });
    const failure = failureOf(await connect({ host: 'localhost', port: listener.port }).open());
    expect(failure.exception).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(names).toEqual(['localhost']);
    await expect.poll(() => listener.open, { timeout: 3000 }).toBe(0);
  });

  it('says silent, absent and unreadable as what they are, keeps no socket and shows no secret', async () => {
    await using listener = await FaultyListener.start((connection) => void connection.resume());
    const at = { host: listener.host, port: listener.port, useTls: false, password: MARKER };
    const inTls = await timed(connect({ ...at, useTls: true, connectTimeoutSeconds: 1 }).open());
    expect([failureOf(inTls.value).code, inTls.ms < 1600]).toEqual(['timeout', true]);
    await expect.poll(() => listener.open, { timeout: 3000 }).toBe(0);
    const silent = connect({ ...at, connectTimeoutSeconds: 1 });
    const { value, ms } = await timed(silent.open());
    expect([failureOf(value).code, ms < 1600]).toEqual(['timeout', true]);
    await expect.poll(() => listener.open, { timeout: 3000 }).toBe(0);
    const controller = new AbortController();
    const opening = connect(at).open({ signal: controller.signal });
    await expect.poll(() => listener.open).toBe(1);
    controller.abort();
    const aborted = failureOf(await opening);
    expect(aborted.code).toBe('aborted');
    await expect.poll(() => listener.open, { timeout: 3000 }).toBe(0);
    await listener.inject({ kind: 'refuse' });
    const absent = failureOf(await connect(at).open());
    expect(absent.code).toBe('transient');
    const odd = failureOf(await connect({ url: `http://:${encodeURIComponent(MARKER)}@h` }).open());
    expect(odd.code).toBe('invalid-configuration');
    expect(everythingShown(value, aborted, absent, odd, silent)).not.toContain('m4rk3r');
  });
});
