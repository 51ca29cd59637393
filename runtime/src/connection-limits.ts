import { type ConfigurationBase, type ConfigurationRole, roleValue } from './configuration.ts';

/** Milliseconds that opening, pinging and closing may take where no field has the role of a timeout. */
export const DEFAULT_CONNECT_TIMEOUT = 15_000;
/** Milliseconds that `close` waits for what is executing where no field has the role `commandTimeout`. */
export const DEFAULT_DRAIN_TIMEOUT = 30_000;
/** How often opening is tried again where a field has the role `retryEnabled` and none `retryCount`. */
export const DEFAULT_RETRY_COUNT = 3;

/** What a connection's waits obey; times in milliseconds, infinite where there is no limit. */
export interface ConnectionLimits {
  readonly connectTimeout: number;
  readonly commandTimeout: number;
  /** Never infinite, as the next: a close must end. */
  readonly closeTimeout: number;
  readonly drainTimeout: number;
  readonly retries: number;
}

/** Configurations never change, and many a connection is made from one. */
const known = new WeakMap<ConfigurationBase, ConnectionLimits>();

/** What the fields that have a role say. A timeout of 0 stands for none, as it does in ADO.NET. */
export function connectionLimits(configuration: ConfigurationBase): ConnectionLimits {
  const found = known.get(configuration);
  if (found !== undefined) return found;
  const limits = readLimits(configuration);
  known.set(configuration, limits);
  return limits;
}

function readLimits(configuration: ConfigurationBase): ConnectionLimits {
  const command = timeout(configuration, 'commandTimeout');
  const connect = timeout(configuration, 'connectTimeout') ?? command ?? DEFAULT_CONNECT_TIMEOUT;
  const commandTimeout = command ?? Number.POSITIVE_INFINITY;
  return {
    connectTimeout: connect,
    commandTimeout,
    closeTimeout: Number.isFinite(connect) ? connect : DEFAULT_CONNECT_TIMEOUT,
    drainTimeout: Number.isFinite(commandTimeout) ? commandTimeout : DEFAULT_DRAIN_TIMEOUT,
    retries: retries(configuration),
  };
}

function timeout(configuration: ConfigurationBase, role: ConfigurationRole): number | undefined {
  const value = roleValue(configuration, role);
  if (typeof value !== 'number') return undefined;
  return value === 0 ? Number.POSITIVE_INFINITY : value;
}

function retries(configuration: ConfigurationBase): number {
  const isEnabled = roleValue(configuration, 'retryEnabled');
  const count = roleValue(configuration, 'retryCount');
  if (isEnabled === false) return 0;
  if (typeof count === 'number') return count;
  return isEnabled === true ? DEFAULT_RETRY_COUNT : 0;
}
