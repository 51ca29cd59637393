import { type ConfigurationBase, isConfiguration } from './configuration.ts';
import type { ConnectionOptions, ExternalConnection, WaitOptions } from './external-connection.ts';
import { type Failure, Result } from './result.ts';

/** A configuration whose class the compiler does not know; another provider's class becomes `never`. */
export type UnknownConfiguration<C extends ConfigurationBase> = string extends C['providerName'] ? C : never;

/**
 * Makes connections of one provider. Each method takes the provider's own configuration, or one whose class is
 * only known at run time; a wrong class is the failure `Invalid configuration type`.
 */
export interface ExternalConnectionFactory<
  TConfiguration extends ConfigurationBase = ConfigurationBase,
  TConnection extends ExternalConnection = ExternalConnection,
  TMode extends string = string,
> {
  /** The provider's name. */
  readonly providerName: string;
  /** The connection modes offered, the default first. */
  readonly supportedConnectionTypes: readonly TMode[];
  readonly configurationType: ConfigurationClass<TConfiguration>;
  /** A connection in state `Created`. Fails with `invalid-configuration`, `invalid-configuration-type` or `unsupported-connection-type`. */
  createConnection(configuration: TConfiguration, connectionType?: TMode): Promise<Result<TConnection>>;
  createConnection<C extends ConfigurationBase>(
    configuration: UnknownConfiguration<C>,
    connectionType?: string,
  ): Promise<Result<TConnection>>;
  /** Checks a configuration. Fails with `invalid-configuration` or `invalid-configuration-type`. */
  validateConfiguration(configuration: TConfiguration): Promise<Result>;
  validateConfiguration<C extends ConfigurationBase>(configuration: UnknownConfiguration<C>): Promise<Result>;
  /** Opens a temporary connection, makes the server answer, and closes it. Fails as `createConnection` and `testConnection` do. */
  testConnectivity(configuration: TConfiguration, options?: WaitOptions): Promise<Result>;
  testConnectivity<C extends ConfigurationBase>(
    configuration: UnknownConfiguration<C>,
    options?: WaitOptions,
  ): Promise<Result>;
}

/** A generated configuration class: its name for the provider, and `create`. */
export interface ConfigurationClass<TConfiguration extends ConfigurationBase> {
  readonly providerName: TConfiguration['providerName'];
  create(input: never): Result<TConfiguration>;
}

/** What generated code tells the runtime about a factory. */
export interface FactoryDefinition<
  TConfiguration extends ConfigurationBase,
  TConnection extends ExternalConnection,
  TMode extends string,
> {
  readonly connectionType: new (configuration: TConfiguration, options?: ConnectionOptions) => TConnection;
  readonly supportedConnectionTypes: readonly [TMode, ...TMode[]];
}

/** What every generated factory shares. */
export abstract class ConnectionFactoryBase<
  TConfiguration extends ConfigurationBase,
  TConnection extends ExternalConnection,
  TMode extends string,
> implements ExternalConnectionFactory<TConfiguration, TConnection, TMode>
{
  /** The configuration class; its `create` makes what `createConnection` takes. */
  abstract readonly configurationType: ConfigurationClass<TConfiguration>;
  readonly #definition: FactoryDefinition<TConfiguration, TConnection, TMode>;

  protected constructor(definition: FactoryDefinition<TConfiguration, TConnection, TMode>) {
    this.#definition = definition;
  }

  get providerName(): TConfiguration['providerName'] {
    return this.configurationType.providerName;
  }

  get supportedConnectionTypes(): readonly [TMode, ...TMode[]] {
    return this.#definition.supportedConnectionTypes;
  }

  createConnection(configuration: TConfiguration, connectionType?: TMode): Promise<Result<TConnection>>;
  createConnection<C extends ConfigurationBase>(
    configuration: UnknownConfiguration<C>,
    connectionType?: string,
  ): Promise<Result<TConnection>>;
  async createConnection(
    configuration: ConfigurationBase,
    mode: string = this.supportedConnectionTypes[0],
  ): Promise<Result<TConnection>> {
    const refusal = this.#refuse(configuration);
    if (refusal !== undefined) return refusal;
    if (!this.supportedConnectionTypes.some((offered) => offered === mode)) {
      return Result.failure('unsupported-connection-type', `Connection type '${mode}' is not supported`);
    }
    return Result.success(new this.#definition.connectionType(configuration as TConfiguration, { mode }));
  }

  validateConfiguration(configuration: TConfiguration): Promise<Result>;
  validateConfiguration<C extends ConfigurationBase>(configuration: UnknownConfiguration<C>): Promise<Result>;
  async validateConfiguration(configuration: ConfigurationBase): Promise<Result> {
    return this.#refuse(configuration) ?? Result.success();
  }

  testConnectivity(configuration: TConfiguration, options?: WaitOptions): Promise<Result>;
  testConnectivity<C extends ConfigurationBase>(
    configuration: UnknownConfiguration<C>,
    options?: WaitOptions,
  ): Promise<Result>;
  async testConnectivity(configuration: ConfigurationBase, options?: WaitOptions): Promise<Result> {
    const created = await this.createConnection(configuration as TConfiguration);
    if (created.isFailure) return created;
    try {
      return await created.value.testConnection(options);
    } finally {
      await created.value.dispose();
    }
  }

  #refuse(configuration: ConfigurationBase): Failure | undefined {
    if (!isConfiguration(configuration) || configuration.providerName !== this.providerName) {
      return Result.failure('invalid-configuration-type', 'Invalid configuration type');
    }
    const validationErrors = configuration.validate();
    if (validationErrors.length === 0) return undefined;
    return Result.failure('invalid-configuration', 'Configuration validation failed', { validationErrors });
  }
}
