import { boundedWait, type WaitLimits } from '../bounded-wait.ts';
import type { Clock } from '../clock.ts';
import type { ConfigurationBase } from '../configuration.ts';
import { Gate } from '../gate.ts';
import { ConnectionPoolManager, type PoolOptions } from '../pool.ts';
import type { ExternalConnectionProvider } from '../provider.ts';
import { Result } from '../result.ts';

/**
 * Says how a tenant reaches a data store; undefined where it has none. Called once for each tenant and data store,
 * until the tenant is evicted; a failure is not kept.
 */
export type TenantConfigurationLoader = (
  tenantId: string,
  dataStore: string,
) => Result<ConfigurationBase> | undefined | Promise<Result<ConfigurationBase> | undefined>;

/** What a tenant's connections to one data store are made from. */
export interface TenantSource {
  readonly provider: ExternalConnectionProvider;
  readonly configuration: ConfigurationBase;
}

/** What ends a wait on behalf of a tenant. */
export type TenantLimits = Omit<WaitLimits<never>, 'clock' | 'onLate'>;

/** One tenant: pools that nobody else has, and a limit over all of them. */
export class Tenant {
  readonly id: string;
  /** Calls that wait for a connection or use one. */
  active = 0;
  /** When it became idle, on the clock. */
  idleSince = 0;
  readonly pools: ConnectionPoolManager;
  readonly gate: Gate;
  readonly #clock: Clock;
  readonly #sources = new Map<string, Promise<Result<TenantSource>>>();

  constructor(id: string, clock: Clock, maxConnections: number, pool: PoolOptions) {
    this.id = id;
    this.#clock = clock;
    this.gate = new Gate(clock, maxConnections);
    this.pools = new ConnectionPoolManager({ max: maxConnections, ...pool, clock });
  }

  /** What connections to a data store are made from; loaded once, for all who ask meanwhile. Rejects with `WaitEnded`. */
  source(
    dataStore: string,
    load: () => Promise<Result<TenantSource>>,
    limits: TenantLimits,
  ): Promise<Result<TenantSource>> {
    const loading = this.#sources.get(dataStore) ?? load();
    this.#sources.set(dataStore, loading);
    const forget = (): unknown => this.#sources.get(dataStore) === loading && this.#sources.delete(dataStore);
    loading.then((loaded) => loaded.isFailure && forget(), forget);
    return boundedWait(() => loading, { ...limits, clock: this.#clock });
  }
}

/** Loads a tenant's configuration and finds the provider, among those of the data store, that it belongs to. */
export async function loadTenantSource(
  tenantId: string,
  dataStore: string,
  load: TenantConfigurationLoader,
  providers: readonly ExternalConnectionProvider[],
): Promise<Result<TenantSource>> {
  if (providers.length === 0) {
    return Result.failure('unsupported-data-store', `No provider serves the data store '${dataStore}'`);
  }
  const loaded = await load(tenantId, dataStore);
  if (loaded === undefined) {
    return Result.failure('not-found', `Tenant '${tenantId}' has no connection to ${dataStore}`);
  }
  if (loaded.isFailure) return loaded;
  const configuration = loaded.value;
  const provider = providers.find(({ name }) => name === configuration.providerName);
  if (provider !== undefined) return Result.success({ provider, configuration });
  const message = `${configuration.providerName} does not serve '${dataStore}', only ${providers.map(({ name }) => name).join(', ')}`;
  return Result.failure('invalid-configuration-type', message);
}
