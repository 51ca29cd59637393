import { ConnectionBase, type ConnectionMetadata, Result } from '@extconn/runtime';
import {
  type ConfigurationBase,
  ConnectionFactoryBase,
  ExternalConnectionProviderBase,
  type ProviderRegistry,
  ProviderRegistryBuilder,
} from '@extconn/runtime/codegen/v1';
import { LedgerConfiguration, QueueConfiguration } from './fake-configurations.ts';
import type { FakeDriver, FakeServer } from './fake-server.ts';

/** What every fake connection does; the server is the one that its provider was made with. */
abstract class FakeConnection<T extends ConfigurationBase> extends ConnectionBase<T, FakeDriver> {
  protected abstract readonly server: FakeServer;
  protected abstract readonly host: string;

  protected override openDriver(): Promise<FakeDriver> {
    return this.server.open(this.host);
  }

  protected override closeDriver(driver: FakeDriver): Promise<void> {
    return this.server.close(driver);
  }

  protected override pingDriver(driver: FakeDriver): Promise<void> {
    return this.server.ping(driver);
  }

  protected override async readMetadata(): Promise<ConnectionMetadata> {
    return { systemName: 'Fake', version: '1', properties: {} };
  }
}

export abstract class LedgerConnection extends FakeConnection<LedgerConfiguration> {
  protected override get host(): string {
    return this.configuration.host;
  }
}

export abstract class QueueConnection extends FakeConnection<QueueConfiguration> {
  protected override get host(): string {
    return this.configuration.topic;
  }
}

type Mode = 'ReadWrite' | 'ReadOnly';

class LedgerFactory extends ConnectionFactoryBase<LedgerConfiguration, LedgerConnection, Mode> {
  override readonly configurationType: typeof LedgerConfiguration = LedgerConfiguration;

  constructor(server: FakeServer) {
    const connectionType = class extends LedgerConnection {
      protected override readonly server = server;
    };
    super({ connectionType, supportedConnectionTypes: ['ReadWrite', 'ReadOnly'] });
  }
}

class QueueFactory extends ConnectionFactoryBase<QueueConfiguration, QueueConnection, 'ReadWrite'> {
  override readonly configurationType: typeof QueueConfiguration = QueueConfiguration;

  constructor(server: FakeServer) {
    const connectionType = class extends QueueConnection {
      protected override readonly server = server;
    };
    super({ connectionType, supportedConnectionTypes: ['ReadWrite'] });
  }
}

const ledgerDefinition = {
  id: 9001,
  name: 'Ledger',
  displayName: 'Ledger Provider',
  providerName: 'ledger-driver',
  supportedDataStores: ['LedgerDb', 'Accounts'],
  supportedConnectionModes: ['ReadWrite', 'ReadOnly'],
  priority: 10,
} as const;

export class LedgerProvider extends ExternalConnectionProviderBase<typeof ledgerDefinition, LedgerFactory> {
  readonly server: FakeServer;

  constructor(server: FakeServer) {
    super(ledgerDefinition);
    this.server = server;
  }

  override async createConnectionFactory(): Promise<Result<LedgerFactory>> {
    return Result.success(new LedgerFactory(this.server));
  }
}

const queueDefinition = {
  id: 9002,
  name: 'Queue',
  displayName: 'Queue Provider',
  providerName: 'queue-driver',
  supportedDataStores: ['Events', 'Accounts'],
  supportedConnectionModes: ['ReadWrite'],
  priority: 20,
} as const;

export class QueueProvider extends ExternalConnectionProviderBase<typeof queueDefinition, QueueFactory> {
  readonly server: FakeServer;

  constructor(server: FakeServer) {
    super(queueDefinition);
    this.server = server;
  }

  override async createConnectionFactory(): Promise<Result<QueueFactory>> {
    return Result.success(new QueueFactory(this.server));
  }
}

const absentDefinition = {
  id: 9003,
  name: 'Absent',
  displayName: 'Absent Provider',
  providerName: 'absent-driver',
  supportedDataStores: ['Nothing'],
  supportedConnectionModes: ['ReadWrite'],
  priority: 5,
} as const;

/** A provider whose driver is not installed. */
export class AbsentProvider extends ExternalConnectionProviderBase<typeof absentDefinition, QueueFactory> {
  constructor() {
    super(absentDefinition);
  }

  override async createConnectionFactory(): Promise<Result<QueueFactory>> {
    return Result.failure(
      'driver-missing',
      "The package 'absent-driver' is not installed; run: npm install absent-driver",
    );
  }
}

export interface FakeIndex {
  readonly all: readonly [LedgerProvider, QueueProvider, AbsentProvider];
  readonly byId: object;
  readonly byName: {
    readonly Ledger: LedgerProvider;
    readonly Queue: QueueProvider;
    readonly Absent: AbsentProvider;
  };
  readonly byProvider: object;
  readonly byDataStore: {
    readonly LedgerDb: readonly [LedgerProvider];
    readonly Accounts: readonly [QueueProvider, LedgerProvider];
    readonly Events: readonly [QueueProvider];
    readonly Nothing: readonly [AbsentProvider];
  };
  readonly byConnectionMode: object;
  readonly byPriority: object;
}

/** An index as the generator writes one, on one fake server. */
export function createFakeProviders(server: FakeServer): ProviderRegistry<FakeIndex> & FakeIndex['byName'] {
  const builder = new ProviderRegistryBuilder();
  builder.add(new LedgerProvider(server));
  builder.add(new QueueProvider(server));
  builder.add(new AbsentProvider());
  return builder.build();
}
