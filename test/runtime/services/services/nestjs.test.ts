import 'reflect-metadata';
import type { ExternalConnection } from '@extconn/runtime';
import {
  type INestApplicationContext,
  Inject,
  Injectable,
  Module,
  type OnModuleDestroy,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { describe, expect, it } from 'vitest';
import { type Connections, loadConnections } from '../../../../runtime/src/connections.ts';
import {
  CONNECTIONS,
  ExternalConnectionServices,
  ExternalConnectionsModule,
} from '../../../../runtime/src/nestjs.ts';
import { expectValue } from '../support/expect-result.ts';
import { createFakeProviders, type LedgerConnection } from '../support/fake-provider.ts';
import { FakeServer } from '../support/fake-server.ts';

const SOURCE = { externalConnections: { Main: { provider: 'Ledger', host: 'db' } } };

async function createScene() {
  const server = new FakeServer();
  const providers = createFakeProviders(server);
  const connections = expectValue(await loadConnections(SOURCE, providers));
  const module = ExternalConnectionsModule.forRoot({ providers, connections, configure: ['Main'] });
  return { server, providers, connections, module };
}

/** What `@Module`, `@Injectable` and `@Inject` do, for a compiler that erases types only. */
function decorate(target: new (...parameters: never[]) => object, ...keys: readonly unknown[]): void {
  Injectable()(target);
  keys.forEach((key, index) => {
    Inject(key as string)(target, undefined, index);
  });
}

async function start(imports: object[], providers: (new (...parameters: never[]) => object)[]) {
  class AppModule {}
  Module({ imports: imports as never, providers })(AppModule);
  return NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
}

describe('ExternalConnectionsModule', () => {
  it('injects connections by the key of their token, and loads no driver that nobody injects', async () => {
    const { server, providers, module } = await createScene();
    class Orders {
      readonly database: LedgerConnection;
      constructor(database: LedgerConnection) {
        this.database = database;
      }
    }
    decorate(Orders, providers.Ledger.connectionToken.key);
    // The provider Absent has no driver; an application that loaded it could not start.
    const application = await start([module], [Orders]);
    const { database } = application.get(Orders);
    expect(database.configuration.host).toBe('db');
    expectValue(await database.open());
    await application.close();
    expect(server.live.size).toBe(0);
  });

  it('injects the services and the named connections', async () => {
    const { providers, connections, module } = await createScene();
    const application = await start([module], []);
    expect(application.get(CONNECTIONS)).toBe(connections);
    const services = application.get(ExternalConnectionServices);
    expect(await services.getAsync(providers.Queue.factoryToken)).toBe(
      await application.resolve(providers.Queue.factoryToken.key),
    );
    await application.close();
  });

  it('closes connections after the modules that use them', async () => {
    const { server, module } = await createScene();
    const states: string[] = [];
    class Worker implements OnModuleDestroy {
      readonly connections: Connections;
      constructor(connections: Connections) {
        this.connections = connections;
      }
      async onModuleDestroy(): Promise<void> {
        const connection: ExternalConnection = expectValue(await this.connections.open('Main'));
        states.push(connection.state);
      }
    }
    decorate(Worker, CONNECTIONS);
    const application: INestApplicationContext = await start([module], [Worker]);
    await application.close();
    expect(states).toEqual(['Open']);
    expect(server.live.size).toBe(0);
  });

  it('serves every module when it is global', async () => {
    const { providers, connections } = await createScene();
    class Orders {
      readonly provider: unknown;
      constructor(provider: unknown) {
        this.provider = provider;
      }
    }
    decorate(Orders, providers.Ledger.providerToken.key);
    class OrdersModule {}
    Module({ providers: [Orders], exports: [Orders] })(OrdersModule);
    const global = ExternalConnectionsModule.forRoot({ providers, connections, isGlobal: true });
    const application = await start([global, OrdersModule], []);
    expect(application.get(Orders, { strict: false }).provider).toBe(providers.Ledger);
    await application.close();
  });

  it('says what is missing where a connection has no configuration', async () => {
    const { providers } = await createScene();
    class Orders {}
    decorate(Orders, providers.Ledger.connectionToken.key);
    const starting = start([ExternalConnectionsModule.forRoot({ providers })], [Orders]);
    await expect(starting).rejects.toThrow('No configuration for Ledger is registered');
  });

  it('refuses names without connections', async () => {
    const { providers } = await createScene();
    const options = { providers, configure: ['Main'] as never[] };
    expect(() => ExternalConnectionsModule.forRoot(options)).toThrow(
      '"Main" cannot be configured without connections',
    );
  });
});
