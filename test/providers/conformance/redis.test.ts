import { testConformance } from '@extconn/runtime/conformance';
import { afterAll, describe, it } from 'vitest';
import { RedisConfiguration } from '../../../providers/src/redis/configuration.gen.ts';
import { RedisConnectionProvider } from '../../../providers/src/redis/provider.gen.ts';
import { isRedisInstalled, RedisServer } from '../redis/redis-server.ts';
import { faultyProxy } from '../support/faulty-proxy.ts';
import { freePort } from '../support/free-port.ts';

const PASSWORD = 'password-of-the-conformance-test';

if (!isRedisInstalled) {
  it.skip('the contract suite on Redis (skipped: the package redis-server is not installed here)', () =>
    undefined);
} else {
  const server = await RedisServer.start(PASSWORD);
  const proxy = await faultyProxy(server.port);
  const silent = await faultyProxy(server.port);
  const slow = await faultyProxy(server.port);
  await silent.inject({ kind: 'stall' });
  await slow.inject({ kind: 'slow', delayMs: 1_500 });
  const absent = await freePort();
  afterAll(async () => {
    await Promise.all([proxy, silent, slow].map((each) => each.close()));
    await server.stop();
  });

  const at = (port: number, password = PASSWORD) =>
    RedisConfiguration.create({
      host: proxy.host,
      port,
      password,
      useTls: false,
      connectTimeoutSeconds: 1,
    });

  testConformance(
    { describe, it },
    {
      provider: RedisConnectionProvider.instance,
      configuration: () => at(proxy.port),
      faults: {
        wrongCredentials: () => at(proxy.port, 'another-password-altogether'),
        absentServer: () => at(absent),
        silentServer: () => at(silent.port),
        slowServer: () => at(slow.port),
        killServer: () => void proxy.killAll(),
        slowOperation: (client) => client.blPop('nothing-arrives-here', 5),
        openSessions: () => proxy.open,
      },
    },
  );
}
