import type { ExternalConnection } from '../external-connection.ts';
import type { Standing } from './line.ts';

/**
 * One place in a pool. Its connection is opened by the first who borrows it, and replaced there when it breaks, so
 * that who waited for the place keeps it.
 */
export interface Slot {
  connection: ExternalConnection | undefined;
  /** When the connection was last seen to work, on the pool's clock. */
  seenAt: number;
  /** Whether it is open, and ready for the next. */
  isIdle: boolean;
}

/** Who borrowed: a captured stack, or the function that `withConnection` runs. */
export interface BorrowPlace {
  readonly stack?: string;
  readonly name?: string;
}

/** One borrowing, from the moment it is handed out until it is given back. */
export interface Lease extends Standing<Lease> {
  readonly slot: Slot;
  readonly connection: ExternalConnection;
  readonly since: number;
  readonly place: BorrowPlace;
  isReported: boolean;
}
