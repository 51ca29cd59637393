import { channel } from 'node:diagnostics_channel';

/** What a pool looks like at one moment. */
export interface PoolFigures {
  /** The provider's name. */
  readonly provider: string;
  /** What is connected to, without its secrets. */
  readonly connectionString: string;
  readonly mode: string | undefined;
  /** Connections at most. */
  readonly max: number;
  readonly inUse: number;
  /** Open, and ready for the next. */
  readonly idle: number;
  /** Callers in line for a connection. */
  readonly waiting: number;
  /** Since the pool was made: connections opened and closed, and callers served and sent away. */
  readonly opened: number;
  readonly closed: number;
  readonly borrowed: number;
  readonly timedOut: number;
}

/** What happens in a pool, with the milliseconds that it took. */
export interface PoolEvent {
  readonly kind: 'borrowed' | 'returned' | 'opened' | 'closed' | 'timedOut';
  readonly milliseconds: number;
  readonly provider: string;
  readonly connectionString: string;
}

/** The diagnostics channel of `PoolEvent`. */
export const POOL_CHANNEL = 'extconn:pool';

/** Publishes to it; check `hasSubscribers` first. */
export const poolChannel = channel(POOL_CHANNEL);

/** Every pool that has connections; for metrics. */
export const livePools = new Set<{ figures(): PoolFigures }>();
