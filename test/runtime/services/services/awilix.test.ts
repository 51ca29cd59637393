import { createServiceToken } from '@extconn/runtime';
import { asFunction, asValue, createContainer } from 'awilix';
import { describe, expect, it } from 'vitest';
import { awilixProvider, awilixServices } from '../../../../runtime/src/awilix.ts';
import { loadConnections } from '../../../../runtime/src/connections.ts';
import { addExternalConnectionProviders, configure } from '../../../../runtime/src/services/registration.ts';
import { expectValue } from '../support/expect-result.ts';
import { ledgerConfiguration } from '../support/fake-configurations.ts';
import { createFakeProviders, type LedgerConnection } from '../support/fake-provider.ts';
import { FakeServer } from '../support/fake-server.ts';

const SOURCE = { externalConnections: { Main: { provider: 'Ledger', host: 'db' } } };

describe.each([true, false])('awilixServices, strict: %s', (strict) => {
  it('gives awilix users the connections by key', async () => {
    const server = new FakeServer();
    const providers = createFakeProviders(server);
    await using connections = expectValue(await loadConnections(SOURCE, providers));
    const container = createContainer({ strict });
    configure(addExternalConnectionProviders(awilixServices(container), providers), connections, 'Main');
    const { key } = providers.Ledger.connectionToken;
    container.register(
      'orders',
      asFunction((cradle) => ({ database: cradle[key] as Promise<LedgerConnection> })),
    );
    const { database } = container.resolve<{ database: Promise<LedgerConnection> }>('orders');
    await using connection = await database;
    expectValue(await connection.open());
    expect(connection.configuration.host).toBe('db');
  });

  it('takes what awilix users registered themselves', async () => {
    const providers = createFakeProviders(new FakeServer());
    const container = createContainer({ strict });
    const services = addExternalConnectionProviders(awilixServices(container), providers);
    container.register(
      providers.Ledger.configurationToken.key,
      asValue(ledgerConfiguration({ host: 'own' })),
    );
    const connection = await services.getAsync(providers.Ledger.connectionToken);
    expect(connection?.configuration.host).toBe('own');
    expect(await services.getAsync(createServiceToken('nothing'))).toBeUndefined();
  });

  it('keeps lifetimes, and releases in reverse order', async () => {
    const journal: string[] = [];
    const container = createContainer({ strict });
    const services = awilixServices(container);
    const token = (name: string) => createServiceToken<object>(name);
    const add = (name: string, lifetime: 'singleton' | 'scoped', ...needs: string[]): void => {
      services.add({
        token: token(name),
        lifetime,
        create: async (from) => {
          for (const need of needs) await from.getAsync(token(need));
          return { [Symbol.asyncDispose]: async () => void journal.push(name) };
        },
      });
    };
    add('database', 'singleton');
    add('cache', 'singleton', 'database');
    add('request', 'scoped', 'cache');
    const [first, second] = [container.createScope(), container.createScope()];
    const one = await awilixProvider(first).getAsync(token('request'));
    expect(await awilixProvider(first).getAsync(token('request'))).toBe(one);
    expect(await awilixProvider(second).getAsync(token('request'))).not.toBe(one);
    const cache = await services.getAsync(token('cache'));
    expect(await awilixProvider(first).getAsync(token('cache'))).toBe(cache);
    await first.dispose();
    expect(journal).toEqual(['request']);
    await container.dispose();
    expect(journal).toEqual(['request', 'cache', 'database']);
  });

  it('makes again what failed', async () => {
    const services = awilixServices(createContainer({ strict }));
    let attempts = 0;
    const create = async (): Promise<number> => {
      attempts += 1;
      if (attempts === 1) throw new Error('not yet');
      return attempts;
    };
    const token = createServiceToken<number>('flaky');
    services.add({ token, lifetime: 'singleton', create });
    await expect(services.getAsync(token)).rejects.toThrow('not yet');
    expect(await services.getAsync(token)).toBe(2);
    expect(await services.getAsync(token)).toBe(2);
  });
});
