import type { ExternalConnection } from '../external-connection.ts';

/**
 * One place in a pool. Its connection is opened by the first who borrows it, and replaced there when it breaks, so
 * that who waited for the place keeps it.
 */
export interface Slot {
  connection: ExternalConnection | undefined;
  /** When the connection was last seen to work, on the pool's clock. */
  seenAt: number;
}

/** One borrowing, from the moment it is handed out until it is given back. */
export interface Lease {
  readonly slot: Slot;
  readonly connection: ExternalConnection;
  readonly since: number;
  /** Its `stack` says who borrowed. */
  readonly place: { readonly stack?: string };
  isReported: boolean;
}
