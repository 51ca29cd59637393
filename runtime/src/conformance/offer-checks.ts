import assert from 'node:assert/strict';
import { ConfigurationBase } from '../configuration.ts';
import type { CheckDefinition } from './check.ts';
import { failureOf, refusalOf, successOf } from './expectations.ts';
import { isProvider } from './subject.ts';

/** What provider and factory promise, and what they refuse. */
export const offerChecks: readonly CheckDefinition[] = [
  {
    name: 'the provider serves what it lists, in the modes its factory offers, and nothing else',
    needs: 'provider',
    async body({ subject: { provider }, factory }) {
      assert(isProvider(provider));
      assert.deepEqual([...factory.supportedConnectionTypes], [...provider.supportedConnectionModes]);
      for (const store of provider.supportedDataStores) {
        for (const mode of provider.supportedConnectionModes) {
          successOf('validateCapability', provider.validateCapability(store, mode));
        }
        failureOf(
          'an unknown mode',
          provider.validateCapability(store, 'NoSuchMode'),
          'unsupported-connection-type',
        );
      }
      failureOf(
        'an unknown data store',
        provider.validateCapability('NoSuchStore'),
        'unsupported-data-store',
      );
    },
  },
  {
    name: 'each mode that is listed opens and answers',
    async body(bench) {
      for (const mode of bench.factory.supportedConnectionTypes) {
        const { connection } = await bench.open(undefined, mode);
        assert.equal(connection.connectionMode, mode);
        await bench.succeed(`testConnection in mode ${mode}`, connection.testConnection());
        await bench.succeed(`close in mode ${mode}`, connection.close());
      }
    },
  },
  {
    name: 'a mode that is not listed is refused',
    async body(bench) {
      const refused = await bench.factory.createConnection(await bench.configuration(), 'NoSuchMode');
      const sentence = "Connection type 'NoSuchMode' is not supported";
      refusalOf('createConnection', refused, 'unsupported-connection-type', sentence);
    },
  },
  {
    name: "another provider's configuration is refused",
    async body({ factory }) {
      const foreign = new ForeignConfiguration();
      const refused = await Promise.all([
        factory.createConnection(foreign),
        factory.validateConfiguration(foreign),
        factory.testConnectivity(foreign),
      ]);
      for (const result of refused) {
        refusalOf('the factory', result, 'invalid-configuration-type', 'Invalid configuration type');
      }
    },
  },
  {
    name: 'the factory finds the configuration valid and the system reachable',
    async body(bench) {
      const configuration = await bench.configuration();
      const before = await bench.sessions();
      await bench.succeed('validateConfiguration', bench.factory.validateConfiguration(configuration));
      await bench.succeed('testConnectivity', bench.factory.testConnectivity(configuration));
      await bench.expectSessions(before, 'After testConnectivity');
    },
  },
  {
    name: 'testConnection of a closed connection succeeds, and leaves it closed',
    async body(bench) {
      const { connection, states } = await bench.connect();
      await bench.succeed('testConnection', connection.testConnection());
      assert.deepEqual(states, ['Created']);
    },
  },
  {
    name: 'testConnection of a closed connection leaves nothing open',
    needs: 'openSessions',
    async body(bench) {
      const { connection } = await bench.connect();
      const before = await bench.sessions();
      await bench.succeed('testConnection', connection.testConnection());
      await bench.expectSessions(before, 'After testConnection');
    },
  },
  {
    name: 'metadata name the system and its version',
    async body(bench) {
      const { connection } = await bench.open();
      const { systemName, version, properties } = await bench.succeed(
        'getMetadata',
        connection.getMetadata(),
      );
      assert(typeof systemName === 'string' && systemName.trim() !== '', 'systemName must not be empty');
      assert(typeof version === 'string' && version.trim() !== '', 'version must not be empty');
      for (const [name, value] of Object.entries(properties)) {
        assert(
          ['string', 'number', 'boolean'].includes(typeof value),
          `properties.${name} must be a plain value`,
        );
      }
      assert.equal(connection.state, 'Open');
    },
  },
  {
    name: 'a write in mode ReadOnly fails',
    needs: 'readOnlyWrite',
    async body(bench) {
      assert(bench.factory.supportedConnectionTypes.includes('ReadOnly'), 'the mode ReadOnly must be listed');
      const { connection } = await bench.open(undefined, 'ReadOnly');
      const write = connection.execute((driver, context) =>
        bench.subject.faults?.readOnlyWrite?.(driver, context),
      );
      failureOf(
        'a write in mode ReadOnly',
        await bench.bounded('the write', connection.configuration, write),
      );
    },
  },
];

/** A configuration that belongs to nobody. */
class ForeignConfiguration extends ConfigurationBase {
  override readonly providerName = 'ProviderOfAnotherKind';

  constructor() {
    const schema = { safeParse: (data: unknown) => ({ success: true as const, data }) };
    super({ provider: 'ProviderOfAnotherKind', schema, secrets: [], roles: {} }, {});
  }
}
