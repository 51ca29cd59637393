import { ConnectionBase } from '../../../runtime/src/connection.ts';
import type { ErrorClass } from '../../../runtime/src/errors.ts';
import type { ConnectionOptions, DriverContext } from '../../../runtime/src/external-connection.ts';
import { ConnectionFactoryBase } from '../../../runtime/src/factory.ts';
import type { ConnectionMetadata } from '../../../runtime/src/metadata.ts';
import { ExternalConnectionProviderBase, type ProviderDefinition } from '../../../runtime/src/provider.ts';
import { Result } from '../../../runtime/src/result.ts';
import { FakeConfiguration } from './fake-configuration.ts';
import { FakeDriverError } from './fake-driver.ts';
import { type FakeSession, FakeSystem } from './fake-system.ts';

/** The system that every connection of this module leads to. */
export const fakeSystem = new FakeSystem('pass-of-the-fake');

/** A connection as a good provider's author would write it. */
export class SystemConnection extends ConnectionBase<FakeConfiguration, FakeSession> {
  protected override openDriver({ signal }: DriverContext): Promise<FakeSession> {
    const { connectionString, password } = this.configuration;
    const [, host = ''] = connectionString?.reveal().split('Server=') ?? [];
    const isReadOnly = this.connectionMode === 'ReadOnly';
    return fakeSystem.logIn({ host, password: password?.reveal() ?? '', isReadOnly }, signal);
  }

  protected override async closeDriver(session: FakeSession): Promise<void> {
    session.end();
  }

  protected override async pingDriver(session: FakeSession, { signal }: DriverContext): Promise<void> {
    await session.ask('ping', signal);
  }

  protected override async readMetadata(
    session: FakeSession,
    { signal }: DriverContext,
  ): Promise<ConnectionMetadata> {
    return { systemName: 'Fake', version: await session.ask('version', signal), properties: { shards: 1 } };
  }

  protected override classifyError(error: unknown): ErrorClass {
    return error instanceof FakeDriverError ? error.errorClass : 'other';
  }
}

export type SystemConnectionClass = new (
  configuration: FakeConfiguration,
  options?: ConnectionOptions,
) => SystemConnection;

/** As the generator writes it. */
export class FakeFactory extends ConnectionFactoryBase<
  FakeConfiguration,
  SystemConnection,
  'ReadWrite' | 'ReadOnly'
> {
  override readonly configurationType: typeof FakeConfiguration = FakeConfiguration;

  constructor(connectionType: SystemConnectionClass = SystemConnection) {
    super({ connectionType, supportedConnectionTypes: ['ReadWrite', 'ReadOnly'] });
  }
}

const definition = {
  id: 9001,
  name: 'Fake',
  displayName: 'Fake Connection Provider',
  providerName: 'fake',
  supportedDataStores: ['FakeStore'],
  supportedConnectionModes: ['ReadWrite', 'ReadOnly'],
  priority: 1,
} as const satisfies ProviderDefinition;

/** As the generator writes it, around any factory. */
export class FakeProvider extends ExternalConnectionProviderBase<typeof definition, FakeFactory> {
  readonly #factory: FakeFactory;

  constructor(factory: FakeFactory = new FakeFactory()) {
    super(definition);
    this.#factory = factory;
  }

  override async createConnectionFactory(): Promise<Result<FakeFactory>> {
    return Result.success(this.#factory);
  }
}
