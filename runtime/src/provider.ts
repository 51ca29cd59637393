import type { ConfigurationBase } from './configuration.ts';
import { installedVersion, missingPackage } from './driver-package.ts';
import { sanitizeError } from './errors.ts';
import type { ExternalConnection } from './external-connection.ts';
import type { ExternalConnectionFactory } from './factory.ts';
import type { ProviderMetadata } from './metadata.ts';
import { Result } from './result.ts';
import {
  createServiceToken,
  type ServiceCollection,
  type ServiceProvider,
  type ServiceToken,
} from './services.ts';

/** What a provider is. Generated providers take it from their manifest. */
export interface ProviderDefinition {
  /** Stable, unique, never reused. */
  readonly id: number;
  /** PascalCase; prefixes every generated name. */
  readonly name: string;
  /** For people. */
  readonly displayName: string;
  /** The driver; the npm package where there is one. */
  readonly providerName: string;
  readonly supportedDataStores: readonly string[];
  /** The default mode first. */
  readonly supportedConnectionModes: readonly string[];
  /** Higher wins where two providers serve one data store. */
  readonly priority: number;
  readonly capabilities?: ProviderCapabilities;
  /** The `import.meta.url` of the module that imports the driver's code; finds the installed driver's version. */
  readonly moduleUrl?: string;
}

/** What the manifest says of the system's abilities. */
export interface ProviderCapabilities {
  readonly features?: readonly string[];
  readonly maxConnections?: number;
  readonly supportsTransactions?: boolean;
}

/** Any factory, where its types do not matter. */
export type AnyConnectionFactory = ExternalConnectionFactory<ConfigurationBase, ExternalConnection>;

/** The configuration a factory takes. */
export type ConfigurationOf<TFactory> =
  TFactory extends ExternalConnectionFactory<infer TConfiguration, infer _TConnection, infer _TMode>
    ? TConfiguration
    : never;

/** The connection a factory makes. */
export type ConnectionOf<TFactory> =
  TFactory extends ExternalConnectionFactory<infer _TConfiguration, infer TConnection, infer _TMode>
    ? TConnection
    : never;

/** Any provider, where its types do not matter. */
export type ExternalConnectionProvider = ExternalConnectionProviderBase<
  ProviderDefinition,
  AnyConnectionFactory
>;

/**
 * What every provider shares: what it is, its factory on demand, its services.
 *
 * @example
 * ```ts
 * const created = await ExternalConnectionProviders.Sqlite.createConnectionFactory();
 * if (created.isFailure) throw new Error(created.errorMessage); // names a missing driver and how to install it
 * ```
 */
export abstract class ExternalConnectionProviderBase<
  TDefinition extends ProviderDefinition = ProviderDefinition,
  TFactory extends AnyConnectionFactory = AnyConnectionFactory,
> {
  readonly id: TDefinition['id'];
  readonly name: TDefinition['name'];
  readonly displayName: TDefinition['displayName'];
  /** The driver: what `getByProvider` looks up. */
  readonly providerName: TDefinition['providerName'];
  readonly supportedDataStores: TDefinition['supportedDataStores'];
  readonly supportedConnectionModes: TDefinition['supportedConnectionModes'];
  readonly priority: TDefinition['priority'];
  readonly #definition: TDefinition;
  #metadata: Promise<Result<ProviderMetadata>> | undefined;

  protected constructor(definition: TDefinition) {
    this.#definition = definition;
    this.id = definition.id;
    this.name = definition.name;
    this.displayName = definition.displayName;
    this.providerName = definition.providerName;
    this.supportedDataStores = definition.supportedDataStores;
    this.supportedConnectionModes = definition.supportedConnectionModes;
    this.priority = definition.priority;
  }

  /** Loads the provider's code and its driver. Fails with `driver-missing`, or `driver-error` where it does not load. */
  abstract createConnectionFactory(services?: ServiceProvider): Promise<Result<TFactory>>;

  /** Names this provider's connection factory among the services. */
  get factoryToken(): ServiceToken<TFactory> {
    return createServiceToken(`extconn.factory.${this.name}`);
  }

  /** Names the configuration that this provider's injected connections take. */
  get configurationToken(): ServiceToken<ConfigurationOf<TFactory>> {
    return createServiceToken(`extconn.configuration.${this.name}`);
  }

  /** Names this provider's connections among the services. */
  get connectionToken(): ServiceToken<ConnectionOf<TFactory>> {
    return createServiceToken(`extconn.connection.${this.name}`);
  }

  /** Names this provider itself among the services. */
  get providerToken(): ServiceToken<this> {
    return createServiceToken(`extconn.provider.${this.name}`);
  }

  /**
   * Registers the provider and its factory as singletons and its connections as transients. Loads nothing: the
   * driver comes with the first `getAsync`.
   */
  registerService(services: ServiceCollection): void {
    services.add({ token: this.providerToken, lifetime: 'singleton', create: () => this });
    services.add({
      token: this.factoryToken,
      lifetime: 'singleton',
      create: async (provider) => unwrap(await this.createConnectionFactory(provider)),
    });
    services.add({
      token: this.connectionToken,
      lifetime: 'transient',
      create: (provider) => this.#createInjected(provider),
    });
  }

  /** What the provider can do, and the installed driver's version; read once. */
  getProviderMetadata(): Promise<Result<ProviderMetadata>> {
    this.#metadata ??= this.#readMetadata();
    return this.#metadata;
  }

  /** Whether the provider serves a data store, in a connection mode if one is given. */
  validateCapability(dataStore: string, mode?: string): Result {
    if (!this.supportedDataStores.includes(dataStore)) {
      const served = this.supportedDataStores.join(', ');
      return Result.failure(
        'unsupported-data-store',
        `${this.name} does not serve '${dataStore}', only ${served}`,
      );
    }
    if (mode !== undefined && !this.supportedConnectionModes.includes(mode)) {
      return Result.failure('unsupported-connection-type', `Connection type '${mode}' is not supported`);
    }
    return Result.success();
  }

  async #createInjected(services: ServiceProvider): Promise<ConnectionOf<TFactory>> {
    const factory =
      (await services.getAsync(this.factoryToken)) ?? unwrap(await this.createConnectionFactory(services));
    const configuration = await services.getAsync(this.configurationToken);
    if (configuration === undefined) throw new Error(`No configuration for ${this.name} is registered`);
    return unwrap(await factory.createConnection(configuration)) as ConnectionOf<TFactory>;
  }

  async #readMetadata(): Promise<Result<ProviderMetadata>> {
    const { capabilities, moduleUrl } = this.#definition;
    return Result.success({
      providerName: this.providerName,
      version: await installedVersion(this.providerName, moduleUrl),
      supportedDataStores: this.supportedDataStores,
      supportedConnectionModes: this.supportedConnectionModes,
      features: capabilities?.features ?? [],
      maxConnections: capabilities?.maxConnections,
      supportsAsync: true,
      supportsTransactions: capabilities?.supportsTransactions ?? false,
    });
  }
}

/** Runs a generated `import()`; an absent package is a failure that says how to install it. */
export async function loadConnectionFactory<TFactory>(
  load: () => Promise<TFactory>,
): Promise<Result<TFactory>> {
  try {
    return Result.success(await load());
  } catch (error) {
    const missing = missingPackage(error);
    const exception = sanitizeError(error, (text) => text);
    if (missing === undefined) {
      return Result.failure('driver-error', `Failed to create connection factory: ${exception.message}`, {
        exception,
      });
    }
    const message = `The package '${missing}' is not installed; run: npm install ${missing}`;
    return Result.failure('driver-missing', message, { exception });
  }
}

function unwrap<T>(result: Result<T>): T {
  if (result.isSuccess) return result.value;
  throw new Error([result.errorMessage, ...result.validationErrors].join('; '), { cause: result.exception });
}
