import { describe, expect, it } from 'vitest';
import { loadConnections } from '../../../../runtime/src/connections.ts';
import { ServiceContainer } from '../../../../runtime/src/services/container.ts';
import { addExternalConnectionProviders, configure } from '../../../../runtime/src/services/registration.ts';
import { expectValue } from '../support/expect-result.ts';
import { createFakeProviders } from '../support/fake-provider.ts';
import { FakeServer } from '../support/fake-server.ts';

const SOURCE = {
  externalConnections: { Main: { provider: 'Ledger', host: 'db' }, Jobs: { provider: 'Queue', topic: 't' } },
};

describe('addExternalConnectionProviders', () => {
  it('registers every provider and its factory, and loads nothing', async () => {
    const providers = createFakeProviders(new FakeServer());
    await using services = new ServiceContainer();
    expect(addExternalConnectionProviders(services, providers)).toBe(services);
    expect(await services.getAsync(providers.Ledger.providerToken)).toBe(providers.Ledger);
    const factory = await services.getAsync(providers.Ledger.factoryToken);
    expect(factory).toBe(await services.getAsync(providers.Ledger.factoryToken));
    expect(factory?.providerName).toBe('Ledger');
    await expect(services.getAsync(providers.Absent.factoryToken)).rejects.toThrow(
      'npm install absent-driver',
    );
  });
});

describe('configure', () => {
  it('binds a named entry to the connections of its provider', async () => {
    const server = new FakeServer();
    const providers = createFakeProviders(server);
    await using connections = expectValue(await loadConnections(SOURCE, providers));
    await using services = addExternalConnectionProviders(new ServiceContainer(), providers);
    await expect(services.getAsync(providers.Ledger.connectionToken)).rejects.toThrow(
      'No configuration for Ledger is registered',
    );
    configure(services, connections, 'Main');
    {
      await using scope = services.createScope();
      const first = await scope.getAsync(providers.Ledger.connectionToken);
      const second = await scope.getAsync(providers.Ledger.connectionToken);
      expect(first).not.toBe(second);
      expect(first?.configuration.host).toBe('db');
      await first?.open();
      expect(server.live.size).toBe(1);
    }
    expect(server.live.size).toBe(0);
  });

  it('follows a reload', async () => {
    const providers = createFakeProviders(new FakeServer());
    const entries: Record<string, object> = { Main: { provider: 'Ledger', host: 'old' } };
    await using connections = expectValue(await loadConnections({ externalConnections: entries }, providers));
    await using services = addExternalConnectionProviders(new ServiceContainer(), providers);
    configure(services, connections, 'Main');
    entries['Main'] = { provider: 'Ledger', host: 'new' };
    await connections.reload();
    const connection = await services.getAsync(providers.Ledger.connectionToken);
    expect(connection?.configuration.host).toBe('new');
  });

  it('throws for a name that is not there', async () => {
    const providers = createFakeProviders(new FakeServer());
    await using connections = expectValue(await loadConnections(SOURCE, providers));
    expect(() => configure(new ServiceContainer(), connections, 'Mian')).toThrow('did you mean "Main"?');
  });
});
