import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { createServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RabbitMqConfigurationInput } from '../../../providers/src/rabbit-mq/configuration.gen.ts';
import { createSelfSigned } from '../../servers/support/self-signed.ts';
import { faultyProxy } from '../support/faulty-proxy.ts';
import { failureOf, timed, unwrap } from '../support/outcome.ts';
import { everythingShown, recordStates } from '../support/traces.ts';
import { openedRabbitMq, rabbitMqConnection } from './rabbit-mq-connection.ts';
import { isRabbitMqInstalled, RabbitMqServer } from './rabbit-mq-server.ts';

const why = isRabbitMqInstalled ? '' : ': skipped, the package rabbitmq-server is not installed here';
const identity = createSelfSigned();

describe.skipIf(why !== '')(`RabbitMqConnection, on a real broker${why}`, () => {
  let server: RabbitMqServer;
  let target: Omit<RabbitMqConfigurationInput, 'url'> & { readonly host: string };

  beforeAll(async () => {
    server = await RabbitMqServer.start();
    const { host, port, user, password } = server;
    target = { host, port, user, password, useTls: false, maxRetryCount: 0 };
  });
  afterAll(() => server?.stop());

  const opened = (input: object = {}, mode = 'ReadWrite') => openedRabbitMq({ ...target, ...input }, mode);
  /** As the URL's own alphabet has it. */
  const url = (tail: string, user = server.user) =>
    `amqp://${user}:${encodeURIComponent(server.password)}@${server.host}:${server.port}${tail}`;

  it('opens, executes, tests, describes itself and closes', async () => {
    const connection = rabbitMqConnection(target);
    const states = recordStates(connection);
    unwrap(await connection.testConnection());
    unwrap(await connection.open());
    unwrap(await connection.testConnection());
    const read = await connection.execute(async (model) => {
      const channel = await model.createConfirmChannel();
      const { queue } = await channel.assertQueue('', { exclusive: true });
      channel.sendToQueue(queue, Buffer.from('one'));
      await channel.waitForConfirms();
      const message = await channel.get(queue, { noAck: true });
      return message === false ? undefined : message.content.toString();
    });
    expect(unwrap(read)).toBe('one');
    expect(unwrap(await connection.getMetadata())).toEqual({
      systemName: 'RabbitMQ',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      databaseName: '/',
      properties: { platform: expect.stringContaining('Erlang') },
    });
    unwrap(await connection.close());
    expect(states.at(-1)).toBe('Closed');
  });

  it('reads host, user, password, virtual host and heartbeat from a URL; a field beats them', async () => {
    const address = url('/shop%2F1?heartbeat=7');
    await using connection = await openedRabbitMq({ url: address });
    expect(unwrap(await connection.getMetadata()).databaseName).toBe('shop/1');
    expect(connection.connectionString).not.toContain(server.password);
    expect(connection.connectionString).toContain(server.host);
    await using other = await openedRabbitMq({ url: address, virtualHost: '/' });
    expect(unwrap(await other.getMetadata()).databaseName).toBe('/');
  });

  it('says what is refused: a login as authentication and only once, a virtual host, a right', async () => {
    await using proxy = await faultyProxy(server.port);
    const by = { ...target, port: proxy.port, maxRetryCount: 5 };
    const wrong = rabbitMqConnection({ ...by, password: 'wr0ng-m4rk3r' });
    const refused = failureOf(await wrong.open());
    expect(proxy.accepted).toBe(1);
    expect(refused).toMatchObject({ code: 'authentication', errorMessage: expect.stringContaining('403') });
    expect(everythingShown(refused, wrong, wrong.connectionString)).not.toContain('m4rk3r');
    const nowhere = failureOf(await rabbitMqConnection({ ...target, virtualHost: 'none' }).open());
    expect(nowhere).toMatchObject({
      code: 'driver-error',
      errorMessage: expect.stringContaining('refused the virtual host'),
    });
    await using reader = await opened({ user: 'reader' });
    const declared = await reader.useChannel((channel) => channel.assertQueue('mine'));
    expect(failureOf(declared)).toMatchObject({ code: 'driver-error', exception: { code: 403 } });
    expect(reader.state).toBe('Open');
  });

  it('tries again where the broker may be back', async () => {
    await using proxy = await faultyProxy(server.port);
    await proxy.inject({ kind: 'reset', afterBytes: 100 });
    const connection = rabbitMqConnection({ ...target, port: proxy.port, maxRetryCount: 3 });
    const opening = connection.open();
    await expect.poll(() => proxy.accepted).toBeGreaterThan(1);
    await proxy.clear();
    unwrap(await opening);
    unwrap(await connection.close());
    await expect.poll(() => proxy.open).toBe(0);
  });

  it('is Broken when the broker falls silent, by the heartbeat, and closes in time all the same', async () => {
    await using proxy = await faultyProxy(server.port);
    const by = { ...target, port: proxy.port };
    await using beating = await openedRabbitMq({ ...by, heartbeatSeconds: 1 });
    const quiet = await openedRabbitMq({ ...by, heartbeatSeconds: 0 });
    await proxy.inject({ kind: 'stall' });
    await expect.poll(() => beating.state, { timeout: 8_000 }).toBe('Broken');
    expect(quiet.state).toBe('Open');
    const { value, ms } = await timed(quiet.close());
    unwrap(value);
    expect(ms).toBeLessThan(3_000);
    await expect.poll(() => proxy.open).toBe(0);
  });

  it('gives each operation a channel that ends with it, whatever the broker thinks of it', async () => {
    await using connection = await opened();
    const absent = await connection.useChannel((channel) => channel.checkQueue('no-such-queue'));
    expect(failureOf(absent)).toMatchObject({ code: 'driver-error', exception: { code: 404 } });
    expect(connection.state).toBe('Open');
    unwrap(await connection.useChannel((channel) => channel.assertQueue('work')));
    unwrap(await connection.useChannel((channel) => channel.sendToQueue('work', Buffer.from('x'))));
    // Taken and never acknowledged: it goes back when its channel ends.
    const taken = await connection.useChannel(async (channel) => channel.get('work'));
    expect(unwrap(taken)).not.toBe(false);
    const controller = new AbortController();
    const consuming = connection.useChannel(
      async (channel, { signal }) => {
        await channel.consume('work', () => controller.abort());
        if (!signal.aborted) await once(signal, 'abort');
      },
      { signal: controller.signal },
    );
    expect(failureOf(await consuming).code).toBe('aborted');
    const again = () => connection.useChannel((channel) => channel.checkQueue('work'));
    await expect.poll(async () => unwrap(await again()).messageCount).toBe(1);
    unwrap(await connection.useChannel((channel) => channel.deleteQueue('work')));
  });

  it('publishes in bulk, and succeeds only when the broker has every message in a queue', async () => {
    await using connection = await opened({}, 'Bulk');
    unwrap(await connection.useChannel((channel) => channel.assertQueue('load', { durable: false })));
    const messages = Array.from({ length: 5_000 }, (_, id) => ({
      routingKey: 'load',
      content: id % 2 === 0 ? JSON.stringify({ id }) : new Uint8Array([id % 256]),
    }));
    expect(unwrap(await connection.bulkPublish(messages))).toBe(5_000);
    expect(unwrap(await connection.bulkPublish([]))).toBe(0);
    const state = await connection.useChannel((channel) => channel.deleteQueue('load'));
    expect(unwrap(state).messageCount).toBe(5_000);
    const lost = await connection.bulkPublish([{ routingKey: 'load', content: 'x' }]);
    expect(failureOf(lost).errorMessage).toContain('1 of 1 messages have reached no queue');
    const nowhere = await connection.bulkPublish([{ exchange: 'none', routingKey: '', content: 'x' }]);
    expect(failureOf(nowhere).code).toBe('driver-error');
    unwrap(await connection.testConnection());
    await using other = await opened();
    expect(failureOf(await other.bulkPublish(messages)).code).toBe('unsupported-connection-type');
  });

  it('ends a publication that is given up', async () => {
    await using connection = await opened({}, 'Bulk');
    unwrap(await connection.useChannel((channel) => channel.assertQueue('', { exclusive: true })));
    const controller = new AbortController();
    function* endless() {
      for (let sent = 0; ; sent += 1) {
        if (sent === 2_000) controller.abort();
        yield { routingKey: 'anywhere', content: 'x'.repeat(1_000) };
      }
    }
    const given = await connection.bulkPublish(endless(), { signal: controller.signal });
    expect(failureOf(given).code).toBe('aborted');
    unwrap(await connection.testConnection());
  });

  it('encrypts, checks the certificate, and shows its own with an encrypted key', async () => {
    const clientKey = encrypted(identity.key, 'pass-phrase');
    const options = { ...identity, ca: identity.cert, requestCert: true };
    const before = createServer(options, (socket) => {
      const broker = connect(server.port, server.host);
      broker.on('error', () => socket.destroy());
      socket
        .on('error', () => broker.destroy())
        .pipe(broker)
        .pipe(socket);
    });
    // A client that turns away is what this is about.
    before.on('tlsClientError', () => undefined).listen(0, '127.0.0.1');
    await once(before, 'listening');
    const { port } = before.address() as AddressInfo;
    const tls = { ...target, host: 'localhost', port, useTls: true };
    const own = { clientCertificate: identity.cert, clientKey, clientKeyPassphrase: 'pass-phrase' };
    const untrusted = failureOf(await rabbitMqConnection({ ...tls, ...own }).open());
    expect(untrusted.exception).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    const trusting = { ...tls, caCertificate: identity.cert };
    await using connection = await openedRabbitMq({ ...trusting, ...own });
    unwrap(await connection.testConnection());
    expect((await rabbitMqConnection(trusting).open()).isFailure).toBe(true);
    const locked = failureOf(
      await rabbitMqConnection({ ...trusting, ...own, clientKeyPassphrase: 'wrong' }).open(),
    );
    expect(everythingShown(locked)).not.toContain('wrong');
    const half = failureOf(await rabbitMqConnection({ ...trusting, clientKey }).open());
    expect(half.code).toBe('invalid-configuration');
    unwrap(await connection.close());
    before.close();
    await once(before, 'close');
  });

  // The last one: a broker takes ten seconds to start.
  it('is Broken at once when the broker dies, also under an operation', async () => {
    await using connection = await opened();
    const pending = connection.useChannel((_channel, { signal }) => once(signal, 'abort'));
    await server.stop();
    expect(failureOf(await pending).code).toBe('connection-lost');
    await expect.poll(() => connection.state).toBe('Broken');
    expect(failureOf(await connection.open()).code).toBe('transient');
    unwrap(await connection.close());
  });
});

function encrypted(key: string, passphrase: string): string {
  const options = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase } as const;
  return createPrivateKey(key).export(options).toString();
}
