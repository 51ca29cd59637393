import type { ConfigurationBase } from './configuration.ts';
import { configurationKey } from './configuration-key.ts';
import { BorrowedConnection } from './pool/borrowed-connection.ts';
import { ConnectionPool, type PoolWait } from './pool/connection-pool.ts';
import type { BorrowOptions, PoolOptions } from './pool/options.ts';
import type { PoolFigures } from './pool/pool-events.ts';
import type { BorrowPlace, Lease } from './pool/slot.ts';
import type { ConnectionSource } from './pool/slot-opener.ts';
import type { AnyConnectionFactory, ConfigurationOf, ConnectionOf } from './provider.ts';
import { Result } from './result.ts';

export type { BorrowedConnection } from './pool/borrowed-connection.ts';
export type { PoolWait } from './pool/connection-pool.ts';
export { FORGOTTEN_RELEASE_CHANNEL, type ForgottenRelease } from './pool/forgotten-release.ts';
export type { BorrowOptions, PoolOptions } from './pool/options.ts';
export { POOL_CHANNEL, type PoolEvent, type PoolFigures } from './pool/pool-events.ts';
export type { ConnectionSource } from './pool/slot-opener.ts';

/**
 * Pools of open connections, one for each provider, configuration (by value, secrets included) and mode. Callers are
 * served in the order in which they ask; a connection that breaks is replaced.
 *
 * @example
 * ```ts
 * await using pools = new ConnectionPoolManager({ max: 20 });
 * const users = await pools.withConnection(ExternalConnectionProviders.Sqlite, configuration, (connection) =>
 *   connection.execute((database) => database.prepare('select name from users').all()),
 * );
 * ```
 */
export class ConnectionPoolManager implements AsyncDisposable {
  readonly #options: PoolOptions;
  readonly #pools = new Map<ConnectionSource, Map<string, ConnectionPool>>();
  #isClosed = false;

  constructor(options: PoolOptions = {}) {
    this.#options = options;
  }

  /**
   * Runs a function with a connection of the pool, open and nobody else's, and gives it back whatever happens. The
   * outcome is the function's. What the function leaves behind in the session, such as an open transaction, the next
   * caller finds there. Fails with `timeout` when none is ready in time, `aborted` by the signal or when the pools
   * are closed meanwhile, `invalid-state` when they are closed, and as the connection's `open` does.
   */
  async withConnection<TFactory extends AnyConnectionFactory, T>(
    provider: ConnectionSource<TFactory>,
    configuration: ConfigurationOf<TFactory>,
    use: (connection: ConnectionOf<TFactory>) => Result<T> | Promise<Result<T>>,
    options: BorrowOptions = {},
  ): Promise<Result<T>> {
    const pool = this.#pool(provider, configuration, options.mode);
    if (pool.isFailure) return pool;
    // It gives back by itself, unless the function never ends; then its name says which.
    const borrowed = await pool.value.borrow(options, { name: use.name });
    if (borrowed.isFailure) return borrowed;
    try {
      return await use(borrowed.value.connection as ConnectionOf<TFactory>);
    } finally {
      pool.value.release(borrowed.value);
    }
  }

  /** Borrows a connection, for uses that no function encloses. Fails as `withConnection` does. */
  async borrow<TFactory extends AnyConnectionFactory>(
    provider: ConnectionSource<TFactory>,
    configuration: ConfigurationOf<TFactory>,
    options: BorrowOptions = {},
  ): Promise<Result<BorrowedConnection<ConnectionOf<TFactory>>>> {
    const place = placeOf(this.borrow);
    const pool = this.#pool(provider, configuration, options.mode);
    if (pool.isFailure) return pool;
    const borrowed = await pool.value.borrow(options, place);
    if (borrowed.isFailure) return borrowed;
    const { release, reclaim } = releaseInto(pool.value);
    return Result.success(new BorrowedConnection<ConnectionOf<TFactory>>(borrowed.value, release, reclaim));
  }

  /** What every pool that has connections looks like now. */
  figures(): readonly PoolFigures[] {
    return this.#all.map((pool) => pool.figures());
  }

  /**
   * Closes the pools: refuses new callers and those in line, waits for connections in use up to `drainTimeout`, takes
   * back and reports those that are still out, and closes every connection.
   */
  async drain(options: PoolWait = {}): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#all.map((pool) => pool.drain(options)));
    this.#pools.clear();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.drain();
  }

  get #all(): readonly ConnectionPool[] {
    return [...this.#pools.values()].flatMap((pools) => [...pools.values()]);
  }

  #pool(
    provider: ConnectionSource,
    configuration: ConfigurationBase,
    mode: string | undefined,
  ): Result<ConnectionPool> {
    if (this.#isClosed) return Result.failure('invalid-state', 'The connection pools are closed');
    const pools = this.#pools.get(provider) ?? new Map<string, ConnectionPool>();
    this.#pools.set(provider, pools);
    const [defaultMode] = provider.supportedConnectionModes;
    const isDefault = mode === undefined || mode === defaultMode;
    const key = isDefault ? configurationKey(configuration) : `${configurationKey(configuration)} ${mode}`;
    const existing = pools.get(key);
    if (existing !== undefined) return Result.success(existing);
    const source = { provider, configuration, mode: mode ?? defaultMode };
    // An empty pool costs nothing to make again, and a thousand of them would be a thousand too many.
    const pool = new ConnectionPool(source, this.#options, () => pools.delete(key));
    pools.set(key, pool);
    return Result.success(pool);
  }
}

/** Who called. Formatted only when somebody reads it; still, making it costs as much as the rest of a borrowing. */
function placeOf(method: (...parameters: never[]) => unknown): BorrowPlace {
  const place: { stack?: string } = {};
  Error.captureStackTrace(place, method);
  return place;
}

function releaseInto(pool: ConnectionPool) {
  return {
    release: (lease: Lease): void => pool.release(lease),
    reclaim: (lease: Lease): void => pool.reclaim(lease),
  };
}
