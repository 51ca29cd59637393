import { testConformance } from '@extconn/runtime/conformance';
import type { ChannelModel } from 'amqplib';
import { afterAll, describe, it } from 'vitest';
import { RabbitMqConfiguration } from '../../../providers/src/rabbit-mq/configuration.gen.ts';
import { RabbitMqConnectionProvider } from '../../../providers/src/rabbit-mq/provider.gen.ts';
import { isRabbitMqInstalled, RabbitMqServer } from '../rabbit-mq/rabbit-mq-server.ts';
import { faultyProxy } from '../support/faulty-proxy.ts';
import { freePort } from '../support/free-port.ts';

/** That nobody sends. */
async function waitForMessage(model: ChannelModel): Promise<void> {
  const channel = await model.createChannel();
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await new Promise<unknown>((resolve) => channel.consume(queue, resolve));
}

if (!isRabbitMqInstalled) {
  it.skip('the contract suite on RabbitMQ (skipped: the package rabbitmq-server is not installed here)', () =>
    undefined);
} else {
  const server = await RabbitMqServer.start();
  const proxies = await Promise.all([1, 2, 3].map(() => faultyProxy(server.port)));
  const [proxy, silent, slow] = proxies;
  if (proxy === undefined || silent === undefined || slow === undefined)
    throw new Error('Three were started');
  await silent.inject({ kind: 'stall' });
  await slow.inject({ kind: 'slow', delayMs: 1_500 });
  const absent = await freePort();
  afterAll(async () => {
    await Promise.all(proxies.map((each) => each.close()));
    await server.stop();
  });

  const at = (port: number, password = server.password) =>
    RabbitMqConfiguration.create({
      host: server.host,
      port,
      user: server.user,
      password,
      useTls: false,
      connectTimeoutSeconds: 2,
    });

  testConformance(
    { describe, it },
    {
      provider: RabbitMqConnectionProvider.instance,
      configuration: () => at(proxy.port),
      faults: {
        wrongCredentials: () => at(proxy.port, 'another-password-altogether'),
        absentServer: () => at(absent),
        silentServer: () => at(silent.port),
        slowServer: () => at(slow.port),
        killServer: () => void proxy.killAll(),
        slowOperation: waitForMessage,
        openSessions: () => proxy.open,
      },
    },
  );
}
