import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConnectionUrl } from '../../../providers/src/postgre-sql/connection-url.ts';
import { FaultyListener } from '../../servers/support/faulty-listener.ts';
import { failureOf, timed } from '../support/outcome.ts';
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

  it('says an absent server as transient, and tries again as often as configured', async () => {
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
      parseConnectionUrl('postgresql://u%40x:p%2F@[::1]:6000/my%20db?sslmode=require&application_name=shop'),
    ).toEqual({
      host: '::1',
      port: 6000,
      database: 'my db',
      user: 'u@x',
      password: 'p/',
      sslMode: 'require',
      applicationName: 'shop',
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
    ]) {
      expect(() => parseConnectionUrl(text)).toThrow(/^The connection string/);
    }
    expect(() => parseConnectionUrl('postgres://h/?sslmode=prefer')).toThrow(/sslmode must be one of/);
  });
});
