import type { ExternalConnectionProvider } from '@extconn/runtime';
import { describe, expect, it } from 'vitest';
import { ExternalConnectionProviders } from '../../providers/src/index.gen.ts';
import { failureOf, unwrap } from './support/outcome.ts';

const providers: readonly ExternalConnectionProvider[] = ExternalConnectionProviders.all;

describe('the shipped providers', () => {
  it.each(providers.map((provider) => [provider.name, provider] as const))(
    '%s loads its driver, names its version and makes connections in each of its modes',
    async (_name, provider) => {
      const factory = unwrap(await provider.createConnectionFactory());
      expect(factory.supportedConnectionTypes).toEqual(provider.supportedConnectionModes);
      const { version } = unwrap(await provider.getProviderMetadata());
      // What Node brings has no version of its own.
      if (['RestApi', 'FileSystem'].includes(provider.name)) expect(version).toBeUndefined();
      else expect(version).toMatch(/^\d+\.\d+\.\d+/);
    },
  );

  it('makes a connection in a mode through the factory', async () => {
    const factory = unwrap(await ExternalConnectionProviders.Sqlite.createConnectionFactory());
    const configuration = unwrap(factory.configurationType.create({ path: ':memory:' }));
    await using connection = unwrap(await factory.createConnection(configuration, 'ReadOnly'));
    unwrap(await connection.open());
    const refused = await connection.execute((database) => database.exec('CREATE TABLE t (a)'));
    expect(failureOf(refused).exception).toMatchObject({ code: 'SQLITE_READONLY' });
    unwrap(await factory.testConnectivity(configuration));
  });
});
