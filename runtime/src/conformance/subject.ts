import type { DriverContext, ExternalConnection } from '../external-connection.ts';
import type { AnyConnectionFactory, ConfigurationOf, ConnectionOf } from '../provider.ts';
import type { Result } from '../result.ts';

/** The native driver that a factory's connections hand to operations. */
export type DriverOf<TFactory> =
  ConnectionOf<TFactory> extends ExternalConnection<infer _TConfiguration, infer TDriver> ? TDriver : never;

/** What a generated configuration class's `create` returns, at once or later. */
export type Provided<TConfiguration> = Result<TConfiguration> | Promise<Result<TConfiguration>>;

/** A provider, as far as the suite needs one; every generated provider's `instance` is. */
export interface ConformanceProvider<TFactory extends AnyConnectionFactory> {
  readonly supportedDataStores: readonly string[];
  readonly supportedConnectionModes: readonly string[];
  createConnectionFactory(): Promise<Result<TFactory>>;
  validateCapability(dataStore: string, mode?: string): Result;
}

/** What the suite is about. */
export interface ConformanceSubject<TFactory extends AnyConnectionFactory = AnyConnectionFactory> {
  /** The provider, or its factory alone. */
  readonly provider: ConformanceProvider<TFactory> | TFactory;
  /**
   * A valid configuration of a system that is up. Called anew by every check. A secret in it should occur nowhere
   * else in it, or the suite cannot tell it from what may be shown.
   */
  readonly configuration: () => Provided<ConfigurationOf<TFactory>>;
  /** What can go wrong; a check whose fault is missing is reported as skipped, with the reason. */
  readonly faults?: ConformanceFaults<TFactory>;
  /** Milliseconds that one call may take while nothing is wrong, and a closed session to go; 4,000 unless given. */
  readonly patience?: number;
}

/** Faults on demand. Each leaves the system fit for the next check. */
export interface ConformanceFaults<TFactory extends AnyConnectionFactory = AnyConnectionFactory> {
  /** A configuration whose credentials the system refuses. */
  wrongCredentials?(): Provided<ConfigurationOf<TFactory>>;
  /** A configuration of a system that is not there: a port on which nobody listens. */
  absentServer?(): Provided<ConfigurationOf<TFactory>>;
  /** A configuration of a server that accepts and says nothing; give it a short connect timeout. */
  silentServer?(): Provided<ConfigurationOf<TFactory>>;
  /** A configuration of a server that answers later than its connect timeout, and sooner than twice that. */
  slowServer?(): Provided<ConfigurationOf<TFactory>>;
  /** Ends every session of the system that `configuration` leads to. It takes new ones afterwards. */
  killServer?(): void | Promise<void>;
  /** Something that takes the system longer than a second. */
  slowOperation?(driver: DriverOf<TFactory>, context: DriverContext): unknown;
  /** Tries to change something; called in mode `ReadOnly`, where it must fail. */
  readOnlyWrite?(driver: DriverOf<TFactory>, context: DriverContext): unknown;
  /** How many sessions (or sockets) the system has at the moment. */
  openSessions?(): number | Promise<number>;
}

/** Whether the suite has the provider, and not the factory alone. */
export function isProvider<TFactory extends AnyConnectionFactory>(
  provider: ConformanceProvider<TFactory> | TFactory,
): provider is ConformanceProvider<TFactory> {
  return 'createConnectionFactory' in provider;
}
