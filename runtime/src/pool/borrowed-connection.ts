import type { ExternalConnection } from '../external-connection.ts';
import type { Lease } from './slot.ts';

/** What to do about a borrowed connection that the collector found without a release. */
interface Remains {
  readonly lease: Lease;
  readonly reclaim: (lease: Lease) => void;
}

const forgotten = new FinalizationRegistry<Remains>(({ lease, reclaim }) => reclaim(lease));

/**
 * A connection that is yours until you release it. Prefer `withConnection`, which cannot forget that.
 *
 * @example
 * ```ts
 * const borrowed = await pools.borrow(ExternalConnectionProviders.Sqlite, configuration);
 * if (borrowed.isFailure) return borrowed;
 * using lease = borrowed.value;
 * return lease.connection.execute((database) => database.prepare('select 1').all());
 * ```
 */
export class BorrowedConnection<TConnection extends ExternalConnection> implements Disposable {
  /** Open, and nobody else's. */
  readonly connection: TConnection;
  readonly #release: () => void;

  /** For the pool. */
  constructor(lease: Lease, release: (lease: Lease) => void, reclaim: (lease: Lease) => void) {
    this.connection = lease.connection as TConnection;
    this.#release = () => release(lease);
    forgotten.register(this, { lease, reclaim }, this);
  }

  /** Gives the connection back; a second call does nothing. */
  release(): void {
    forgotten.unregister(this);
    this.#release();
  }

  [Symbol.dispose](): void {
    this.release();
  }
}
