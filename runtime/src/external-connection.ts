import type { Clock } from './clock.ts';
import type { ConfigurationBase } from './configuration.ts';
import type { ConnectionState, ConnectionStateChange } from './connection-state.ts';
import type { ConnectionMetadata } from './metadata.ts';
import type { Result } from './result.ts';

/** What every call that waits takes. */
export interface WaitOptions {
  /** Ends the wait; the call then fails with the code `aborted`. */
  readonly signal?: AbortSignal | undefined;
}

/** What `execute` takes. */
export interface ExecuteOptions extends WaitOptions {
  /** Whether running the operation twice does no harm; then faults that may pass are tried again. */
  readonly idempotent?: boolean | undefined;
}

/** What a provider's own methods get beside the driver. */
export interface DriverContext {
  /** Fires when nobody waits for the answer any more; pass it on where the driver takes one. */
  readonly signal: AbortSignal;
  /** Milliseconds left for this call; undefined when unlimited. */
  readonly timeout: number | undefined;
}

/** How a connection is made. */
export interface ConnectionOptions {
  /** One of the provider's connection modes; its first one unless given. */
  readonly mode?: string;
  /** Where the time comes from; for tests. */
  readonly clock?: Clock;
}

/** What a program can do with any connection, whichever provider made it. */
export interface ExternalConnection<
  TConfiguration extends ConfigurationBase = ConfigurationBase,
  TDriver = unknown,
> {
  readonly connectionId: string;
  readonly providerName: string;
  readonly configuration: TConfiguration;
  readonly connectionMode: string | undefined;
  readonly state: ConnectionState;
  readonly connectionString: string;
  open(options?: WaitOptions): Promise<Result>;
  close(options?: WaitOptions): Promise<Result>;
  testConnection(options?: WaitOptions): Promise<Result>;
  getMetadata(options?: WaitOptions): Promise<Result<ConnectionMetadata>>;
  execute<T>(
    operation: (driver: TDriver, context: DriverContext) => T | Promise<T>,
    options?: ExecuteOptions,
  ): Promise<Result<T>>;
  onStateChange(listener: (change: ConnectionStateChange) => void): () => void;
  dispose(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}
