import { ConnectionBase, type ConnectionMetadata, Result, type Secret } from '@extconn/runtime';
import {
  ConfigurationBase,
  type ConfigurationDescriptor,
  ConnectionFactoryBase,
  createConfiguration,
  ExternalConnectionProviderBase,
  type ProviderRegistry,
  ProviderRegistryBuilder,
} from '@extconn/runtime/codegen/v1';
import { z } from 'zod';
import type { ConfigurationShape } from '../../../../runtime/src/configuration-fields.ts';
import type { FakeDriver, FakeServer } from './fake-server.ts';

type DescribedConfiguration = ConfigurationDescriptor & { readonly shape?: ConfigurationShape };

const ledgerSchema = z.strictObject({
  host: z.string().min(1, 'Host is required'),
  password: z.string().optional(),
  timeoutSeconds: z.number().int().positive('Timeout must be positive').default(30),
  verify: z.boolean().default(true),
  headers: z.record(z.string(), z.string()).optional(),
  servers: z.array(z.strictObject({ name: z.string(), port: z.number().optional() })).optional(),
  auth: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('basic'), user: z.string() }),
      z.strictObject({ kind: z.literal('token'), lifetime: z.number() }),
    ])
    .optional(),
});

const ledgerShape: ConfigurationShape = {
  kind: 'object',
  fields: {
    host: { kind: 'string' },
    password: { kind: 'string', env: 'LEDGER_PASSWORD' },
    timeoutSeconds: { kind: 'integer', env: 'LEDGER_TIMEOUT' },
    verify: { kind: 'boolean' },
    headers: { kind: 'map', values: { kind: 'string' } },
    servers: { kind: 'array', items: { kind: 'reference', definition: 'server' } },
    auth: {
      kind: 'union',
      discriminator: 'kind',
      branches: [
        {
          kind: 'object',
          fields: { kind: { kind: 'literal', values: ['basic'] }, user: { kind: 'string' } },
        },
        {
          kind: 'object',
          fields: { kind: { kind: 'literal', values: ['token'] }, lifetime: { kind: 'number' } },
        },
      ],
    },
  },
  definitions: {
    server: { kind: 'object', fields: { name: { kind: 'string' }, port: { kind: 'integer' } } },
  },
};

export interface LedgerConfigurationInput {
  readonly host: string;
  readonly password?: string;
  readonly timeoutSeconds?: number;
}

export class LedgerConfiguration extends ConfigurationBase {
  static readonly providerName = 'Ledger';
  static readonly descriptor: DescribedConfiguration = {
    provider: 'Ledger',
    schema: ledgerSchema,
    secrets: [['password']],
    roles: { commandTimeout: { field: 'timeoutSeconds', scale: 1000 } },
    target: 'host',
    shape: ledgerShape,
  };
  override readonly providerName = 'Ledger';
  declare readonly host: string;
  declare readonly password: Secret<string> | undefined;
  declare readonly timeoutSeconds: number;
  declare readonly verify: boolean;

  private constructor(values: object) {
    super(LedgerConfiguration.descriptor, values);
  }

  static create(input: LedgerConfigurationInput): Result<LedgerConfiguration> {
    return createConfiguration(
      LedgerConfiguration.descriptor,
      input,
      (values) => new LedgerConfiguration(values),
    );
  }
}

const queueSchema = z.strictObject({ topic: z.string(), prefetch: z.number().optional() });
const queueDescriptor: ConfigurationDescriptor = {
  provider: 'Queue',
  schema: queueSchema,
  secrets: [],
  roles: {},
};

/** Like a configuration with a hand-written schema: nothing is known of its fields. */
export class QueueConfiguration extends ConfigurationBase {
  static readonly providerName = 'Queue';
  override readonly providerName = 'Queue';
  declare readonly topic: string;

  private constructor(values: object) {
    super(queueDescriptor, values);
  }

  static create(input: { readonly topic: string; readonly prefetch?: number }): Result<QueueConfiguration> {
    return createConfiguration(queueDescriptor, input, (values) => new QueueConfiguration(values));
  }
}

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

/** A valid configuration of the provider Ledger. */
export function ledgerConfiguration(input: LedgerConfigurationInput): LedgerConfiguration {
  const created = LedgerConfiguration.create(input);
  if (created.isFailure) throw new Error(created.validationErrors.join('; '));
  return created.value;
}
