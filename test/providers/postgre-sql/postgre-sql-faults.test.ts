import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientSettings } from '../../../providers/src/postgre-sql/client-config.ts';
import { PostgreSqlConfiguration } from '../../../providers/src/postgre-sql/configuration.gen.ts';
import { parseConnectionUrl } from '../../../providers/src/postgre-sql/connection-url.ts';
import { FaultyListener } from '../../servers/support/faulty-listener.ts';
import { failureOf, timed, unwrap } from '../support/outcome.ts';
import { everythingShown } from '../support/traces.ts';
import { postgreSqlConnection } from './postgre-sql-connection.ts';

const MARKER = 'm4rk3r-Pässw0rd/@"';

describe('PostgreSqlConnection: servers that misbehave, and settings', () => {
  let listener: FaultyListener;

  beforeEach(async () => {
    listener = await FaultyListener.start((connection) => void connection.resume());
  });
  afterEach(() => listener.close());

  const connect = (input: object = {}) =>
    postgreSqlConnection({
      host: listener.host,
      port: listener.port,
      user: 'app',
      password: MARKER,
      sslMode: 'disable',
      maxRetryCount: 0,
      ...input,
    });
  const allClosed = () => expect.poll(() => listener.open, { timeout: 3000 }).toBe(0);

  it.each([
    [{ maxRetryCount: 2 }, 3],
    [{ maxRetryCount: 0 }, 1],
    [{ maxRetryCount: 2, enableRetryLogic: false }, 1],
  ])('tries again after a fault that may pass, as %o says', async (input, attempts) => {
    await using dying = await FaultyListener.start((connection) => {
      connection.once('data', () => connection.reset());
    });
    expect(failureOf(await connect({ ...input, port: dying.port }).open()).code).toBe('transient');
    expect(dying.accepted).toBe(attempts);
  });

  it('says an absent server as transient', async () => {
    await listener.inject({ kind: 'refuse' });
    expect(failureOf(await connect({ maxRetryCount: 1 }).open())).toMatchObject({
      code: 'transient',
      errorMessage: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('gives up on a silent server in time, and leaves no socket behind', async () => {
    const { value, ms } = await timed(connect({ connectTimeoutSeconds: 1 }).open());
    expect([failureOf(value).code, ms < 1500]).toEqual(['timeout', true]);
    await allClosed();
  });

  it.each([
    ['connect_timeout=1', 15, 1000],
    ['connect_timeout=60', 1, 1000],
    ['connect_timeout=0', 1, 1000],
  ])('obeys a shorter time in the URL (%s)', async (parameter, connectTimeoutSeconds, expected) => {
    const connectionString = `postgres://app@${listener.host}:${listener.port}/db?${parameter}`;
    const connection = connect({ host: undefined, port: undefined, connectionString, connectTimeoutSeconds });
    const { value, ms } = await timed(connection.open());
    expect(failureOf(value).code).toBe('timeout');
    expect([ms > expected - 50, ms < expected + 700]).toEqual([true, true]);
    await allClosed();
  });

  it('closes its socket when the opening is aborted', async () => {
    const controller = new AbortController();
    const opening = connect().open({ signal: controller.signal });
    await expect.poll(() => listener.open).toBe(1);
    controller.abort();
    expect(failureOf(await opening).code).toBe('aborted');
    await allClosed();
  });

  it('refuses a server that does not encrypt, before it says who it is', async () => {
    const received: Buffer[] = [];
    await using clear = await FaultyListener.start((connection) => {
      connection.on('data', (bytes: Buffer) => {
        received.push(bytes);
        connection.write('N');
      });
    });
    const failure = failureOf(await connect({ port: clear.port, sslMode: undefined }).open());
    expect([failure.code, Buffer.concat(received).length]).toEqual(['unsupported-setting', 8]);
  });

  it('shows no secret, whatever goes wrong', async () => {
    const encoded = encodeURIComponent(MARKER);
    const address = `${listener.host}:${listener.port}`;
    const shown: unknown[] = [];
    for (const connection of [
      connect({ connectTimeoutSeconds: 1 }),
      connect({
        host: undefined,
        connectionString: `postgres://app:${encoded}@${address}/x`,
        connectTimeoutSeconds: 1,
      }),
      connect({ host: undefined, connectionString: `mysql://app:${encoded}@${address}/x` }),
      connect({
        host: undefined,
        connectionString: `postgres://app@${address}/?password=${encoded}&${encoded}=1`,
      }),
      connect({ host: undefined, connectionString: `postgres://app:${MARKER}@[/x` }),
    ]) {
      connection.onStateChange((change) => shown.push(change));
      shown.push(connection, connection.configuration, connection.connectionString);
      shown.push(failureOf(await connection.open()));
    }
    await allClosed();
    await listener.inject({ kind: 'refuse' });
    shown.push(failureOf(await connect().testConnection()));
    const text = everythingShown(...shown);
    for (const part of [MARKER, 'm4rk3r', encoded]) expect(text).not.toContain(part);
  });

  it('reads a connection URL as libpq does', () => {
    expect(
      parseConnectionUrl(
        'postgresql://u%40x:p%2F@[::1]:6000/my%20db?sslmode=require&application_name=shop&connect_timeout=7',
      ),
    ).toEqual({
      host: '::1',
      port: 6000,
      database: 'my db',
      user: 'u@x',
      password: 'p/',
      sslMode: 'require',
      applicationName: 'shop',
      connectTimeout: 7000,
    });
    expect(parseConnectionUrl('postgres://u@%2Fvar%2Frun/db')).toEqual({
      host: '/var/run',
      database: 'db',
      user: 'u',
    });
    for (const text of [
      'host=x user=y',
      'postgres://h:99999/x',
      'postgres://h/%zz',
      'postgres://h/?port=x',
      'postgres://h/?connect_timeout=soon',
    ]) {
      expect(() => parseConnectionUrl(text)).toThrow(/^The connection string/);
    }
    expect(() => parseConnectionUrl('postgres://h/?sslmode=prefer')).toThrow(/sslmode must be one of/);
  });

  it('lets a field beat the same setting in the connection string', () => {
    const connectionString = 'postgres://url:of-the-url@h:1/url?sslmode=verify-ca&application_name=shop';
    const fields = { port: 2, database: 'field', user: 'field', password: 'of-the-field' } as const;
    const settings = (input: object) =>
      clientSettings(unwrap(PostgreSqlConfiguration.create({ connectionString, ...input })), false);
    const said = settings({});
    expect(said).toMatchObject({
      host: 'h',
      port: 1,
      database: 'url',
      user: 'url',
      application_name: 'shop',
    });
    expect(said.ssl).toHaveProperty('checkServerIdentity');
    const beaten = settings({ ...fields, sslMode: 'disable' });
    expect(beaten).toMatchObject({ host: 'h', port: 2, database: 'field', user: 'field', ssl: false });
    const passwords = [said, beaten].map(({ password }) => typeof password === 'function' && password());
    expect(passwords).toEqual(['of-the-url', 'of-the-field']);
  });
});
