import type { Clock } from '../clock.ts';
import { type ConfigurationBase, roleValue } from '../configuration.ts';
import type { WaitOptions } from '../external-connection.ts';
import type { ForgottenRelease } from './forgotten-release.ts';

/** How pools behave. Times in milliseconds. */
export interface PoolOptions {
  /** Connections at most, for each provider and configuration; else the field with the role `maxPoolSize`, else 10. */
  readonly max?: number | undefined;
  /** How long a connection may stand idle before it is closed. Default 30,000. */
  readonly idleTimeout?: number | undefined;
  /** How long to wait for a connection, its opening included. Default 30,000. */
  readonly borrowTimeout?: number | undefined;
  /** A connection that stood idle longer must answer a ping before it is handed out. 0: always. Default 500. */
  readonly validateAfter?: number | undefined;
  /** A connection kept longer is reported, once. Default 60,000. */
  readonly reportAfter?: number | undefined;
  /** How long `drain` waits for connections that are in use. Default 30,000. */
  readonly drainTimeout?: number | undefined;
  /** Receives reports of connections that are not given back; a warning of the process unless given. */
  readonly onForgottenRelease?: ((report: ForgottenRelease) => void) | undefined;
  /** Where the time comes from; for tests. */
  readonly clock?: Clock | undefined;
}

/** How one connection is borrowed. */
export interface BorrowOptions extends WaitOptions {
  /** Milliseconds to wait, instead of the pool's `borrowTimeout`. */
  readonly timeout?: number | undefined;
  /** The connection mode; the provider's first unless given. */
  readonly mode?: string | undefined;
}

const DEFAULT_MAX = 10;

/** The size of the pool of a configuration. */
export function poolSize(options: PoolOptions, configuration: ConfigurationBase): number {
  if (options.max !== undefined) return options.max;
  const declared = roleValue(configuration, 'maxPoolSize');
  return typeof declared === 'number' ? declared : DEFAULT_MAX;
}

/** The options with their defaults. */
export function withDefaults(options: PoolOptions) {
  return {
    idleTimeout: options.idleTimeout ?? 30_000,
    borrowTimeout: options.borrowTimeout ?? 30_000,
    validateAfter: options.validateAfter ?? 500,
    reportAfter: options.reportAfter ?? 60_000,
    drainTimeout: options.drainTimeout ?? 30_000,
  };
}
