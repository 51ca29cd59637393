import { type Clock, systemClock } from './clock.ts';
import { Ending, WaitEnded } from './ending.ts';
import type { BorrowOptions, ConnectionSource, PoolFigures, PoolOptions } from './pool.ts';
import type { ConnectionOf, ExternalConnectionProvider } from './provider.ts';
import type { KeyOf, ProviderIndex, ProviderRegistry } from './registry.ts';
import { Result } from './result.ts';
import { loadTenantSource, Tenant, type TenantConfigurationLoader } from './tenants/tenant.ts';
import { TenantDirectory } from './tenants/tenant-directory.ts';

export type { TenantConfigurationLoader } from './tenants/tenant.ts';

/** How tenants are kept apart and let go. Times in milliseconds. */
export interface TenantManagerOptions {
  /** Connections that one tenant may use at once, over all data stores. Default 10. */
  readonly maxConnections?: number | undefined;
  /** A tenant that nobody asked for this long is evicted. Default 300,000. */
  readonly idleTimeout?: number | undefined;
  /** Tenants at most that keep connections without using any; the longest idle goes first. Default 100. */
  readonly maxIdleTenants?: number | undefined;
  /** How each pool of a tenant behaves; its `borrowTimeout` covers loading the configuration, too. */
  readonly pool?: Omit<PoolOptions, 'clock'> | undefined;
  /** Where the time comes from; for tests. */
  readonly clock?: Clock | undefined;
}

/** The connections of the providers that serve a data store. */
export type ConnectionsServing<
  TIndex extends ProviderIndex,
  K extends keyof TIndex['byDataStore'],
> = TIndex['byDataStore'][K] extends readonly (infer TProvider)[]
  ? TProvider extends ConnectionSource<infer TFactory>
    ? ConnectionOf<TFactory>
    : never
  : never;

/** One tenant's pools. */
export interface TenantFigures {
  readonly tenantId: string;
  readonly pools: readonly PoolFigures[];
}

/**
 * Connections of many tenants: each tenant has pools of its own, made from the configuration that a loader gives for
 * it, with a limit of its own. No connection passes from one tenant to another, not even between equal configurations.
 *
 * @example
 * ```ts
 * await using tenants = new TenantConnectionManager(ExternalConnectionProviders, async (tenantId) =>
 *   SqlServerConfiguration.create({ connectionString: await secrets.read(`tenants/${tenantId}/sql`) }),
 * );
 * const orders = await tenants.withConnection(tenantId, 'SqlServer', (connection) =>
 *   connection.execute((pool) => pool.request().query('select * from orders')),
 * );
 * ```
 */
export class TenantConnectionManager<TIndex extends ProviderIndex> implements AsyncDisposable {
  readonly #providers: ProviderRegistry<TIndex>;
  readonly #load: TenantConfigurationLoader;
  readonly #clock: Clock;
  readonly #directory: TenantDirectory;
  readonly #borrowTimeout: number;
  readonly #closed = new Ending();

  /** @param load - may throw; what it throws reaches the caller of `withConnection`. */
  constructor(
    providers: ProviderRegistry<TIndex>,
    load: TenantConfigurationLoader,
    options: TenantManagerOptions = {},
  ) {
    const { maxConnections = 10, idleTimeout = 300_000, maxIdleTenants = 100, pool = {} } = options;
    const clock = options.clock ?? systemClock;
    this.#providers = providers;
    this.#load = load;
    this.#clock = clock;
    this.#borrowTimeout = pool.borrowTimeout ?? 30_000;
    const limits = { idleTimeout, maxIdle: maxIdleTenants };
    this.#directory = new TenantDirectory(clock, limits, (id) => new Tenant(id, clock, maxConnections, pool));
  }

  /**
   * Runs a function with a connection of a tenant, open and nobody else's, and gives it back whatever happens. The
   * outcome is the function's. Fails with `not-found` where the tenant has no such connection,
   * `unsupported-data-store`, `invalid-configuration-type` where the loader gave another provider's configuration,
   * `timeout`, `aborted`, `invalid-state` when closed, and as the loader and the connection's `open` do.
   */
  async withConnection<K extends KeyOf<TIndex['byDataStore']> & string, T>(
    tenantId: string,
    dataStore: K,
    use: (connection: ConnectionsServing<TIndex, K>) => Result<T> | Promise<Result<T>>,
    options: BorrowOptions = {},
  ): Promise<Result<T>> {
    if (this.#closed.reason !== undefined) return CLOSED;
    const tenant = this.#directory.enter(tenantId);
    try {
      return await this.#run(tenant, dataStore, use as never, options);
    } catch (error) {
      if (error instanceof WaitEnded) return Result.failure(error.code, error.message);
      throw error;
    } finally {
      this.#directory.leave(tenant);
    }
  }

  /**
   * Forgets a tenant's configurations and closes its connections, those in use when they are given back: for a
   * tenant that left, or whose credentials changed.
   */
  evict(tenantId: string): Promise<void> {
    return this.#directory.evict(tenantId);
  }

  /** The pools of every tenant that has any. */
  figures(): readonly TenantFigures[] {
    return this.#directory.all.map(({ id, pools }) => ({ tenantId: id, pools: pools.figures() }));
  }

  /** Closes everything, connections in use when they are given back. */
  async drain(): Promise<void> {
    this.#closed.end(new WaitEnded('aborted', CLOSED.errorMessage));
    await this.#directory.evictAll();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.drain();
  }

  async #run<T>(
    tenant: Tenant,
    dataStore: string,
    use: (connection: unknown) => Result<T> | Promise<Result<T>>,
    { signal, mode, timeout = this.#borrowTimeout }: BorrowOptions,
  ): Promise<Result<T>> {
    const deadline = this.#clock.now() + timeout;
    const limits = () => ({ timeout: deadline - this.#clock.now(), signal, until: this.#closed });
    const serving: readonly ExternalConnectionProvider[] = this.#providers.findByDataStore(
      dataStore,
    ) as never;
    const load = () => loadTenantSource(tenant.id, dataStore, this.#load, serving);
    const source = await tenant.source(dataStore, load, limits());
    if (source.isFailure) return source;
    await tenant.gate.enter(limits());
    try {
      const { provider, configuration } = source.value;
      const { timeout: remaining } = limits();
      return await tenant.pools.withConnection(provider, configuration as never, use as never, {
        signal,
        mode,
        timeout: remaining,
      });
    } finally {
      tenant.gate.leave();
    }
  }
}

const CLOSED = Result.failure('invalid-state', "The tenants' connections are closed");
