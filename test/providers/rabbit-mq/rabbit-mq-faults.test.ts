import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultyListener } from '../../servers/support/faulty-listener.ts';
import { failureOf, timed } from '../support/outcome.ts';
import { everythingShown } from '../support/traces.ts';
import { rabbitMqConnection } from './rabbit-mq-connection.ts';

const MARKER = 'm4rk3r-Pässw0rd/@"';

describe('RabbitMqConnection: brokers that misbehave, and settings', () => {
  let listener: FaultyListener;

  beforeEach(async () => {
    listener = await FaultyListener.start((connection) => void connection.resume());
  });
  afterEach(() => listener.close());

  const connect = (input: object = {}) =>
    rabbitMqConnection({
      host: listener.host,
      port: listener.port,
      user: 'app',
      password: MARKER,
      useTls: false,
      maxRetryCount: 0,
      ...input,
    } as never);
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

  it('says an absent broker as transient', async () => {
    await listener.inject({ kind: 'refuse' });
    expect(failureOf(await connect({ maxRetryCount: 1 }).open())).toMatchObject({
      code: 'transient',
      errorMessage: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it.each([true, false])(
    'gives up on a silent broker in time, and leaves no socket (TLS: %s)',
    async (useTls) => {
      const { value, ms } = await timed(connect({ useTls, connectTimeoutSeconds: 1 }).open());
      expect([failureOf(value).code, ms < 1500]).toEqual(['timeout', true]);
      await allClosed();
    },
  );

  it.each([
    ['connection_timeout=300', undefined, 300],
    ['connection_timeout=60000', 1, 1000],
    ['connection_timeout=0&heartbeat=9', 1, 1000],
  ])('obeys a shorter time in the URL (%s)', async (parameters, connectTimeoutSeconds, expected) => {
    const url = `amqp://app@${listener.host}:${listener.port}/?${parameters}`;
    const connection = connect({ host: undefined, port: undefined, url, connectTimeoutSeconds });
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

  it.each([
    ['hangs up', (connection: { end(): unknown }) => connection.end(), 'transient'],
    [
      'speaks HTTP',
      (connection: { end(text: string): unknown }) => connection.end('HTTP/1.1 400 Bad\r\n\r\n'),
      undefined,
    ],
    [
      'speaks another AMQP',
      (connection: { end(text: string): unknown }) => connection.end('AMQP\0\x01\0\0'),
      undefined,
    ],
  ])('reports a server that %s', async (_what, answer, code) => {
    await using odd = await FaultyListener.start((connection) => {
      connection.once('data', () => answer(connection));
    });
    const { value, ms } = await timed(connect({ port: odd.port }).open());
    expect(ms).toBeLessThan(3_000);
    if (code !== undefined) expect(failureOf(value).code).toBe(code);
    else expect(['driver-error', 'transient']).toContain(failureOf(value).code);
    await expect.poll(() => odd.open).toBe(0);
  });

  it.each([
    ['mysql://app@h', 'invalid-configuration'],
    ['amqp:///shop', 'invalid-configuration'],
    ['amqp://app:%zz@h', 'invalid-configuration'],
    ['amqp://h/%ff', 'invalid-configuration'],
    ['amqp://h?heartbeat=soon', 'invalid-configuration'],
    ['amqp://h?heartbeat=65536', 'invalid-configuration'],
    ['amqp://h?connection_timeout=1s', 'invalid-configuration'],
    ['amqp://h?frameMax=1', 'unsupported-setting'],
  ])('refuses the URL %s', async (url, code) => {
    const connection = connect({ host: undefined, port: undefined, useTls: undefined, url });
    expect(failureOf(await connection.open()).code).toBe(code);
  });

  it('shows no secret, whatever goes wrong', async () => {
    const encoded = encodeURIComponent(MARKER);
    const at = `${listener.host}:${listener.port}`;
    const shown: unknown[] = [];
    const byUrl = (url: string) => connect({ host: undefined, url, connectTimeoutSeconds: 1 });
    for (const connection of [
      connect({ connectTimeoutSeconds: 1 }),
      byUrl(`amqp://app:${encoded}@${at}/x`),
      byUrl(`amqp://app:${MARKER}@[/x`),
      byUrl(`amqp://app@${at}/?password=${encoded}&${encoded}=1`),
      connect({ useTls: true, clientCertificate: 'x', clientKey: MARKER, clientKeyPassphrase: MARKER }),
    ]) {
      connection.onStateChange((change) => shown.push(change));
      shown.push(connection, connection.configuration, connection.connectionString);
      shown.push(failureOf(await connection.open()));
    }
    await allClosed();
    const text = everythingShown(...shown);
    for (const part of [MARKER, 'm4rk3r', encoded]) expect(text).not.toContain(part);
  });
});
