import { systemClock } from './clock.ts';
import { type ConfigurationBase, configurationSecrets, shownTarget } from './configuration.ts';
import { type ConnectionLimits, connectionLimits } from './connection-limits.ts';
import type { ConnectionState, ConnectionStateChange } from './connection-state.ts';
import { ConnectionStateHolder } from './connection-state-holder.ts';
import type { ErrorClass } from './errors.ts';
import type {
  ConnectionOptions,
  DriverContext,
  ExecuteOptions,
  ExternalConnection,
  WaitOptions,
} from './external-connection.ts';
import { failureFrom } from './failure-from.ts';
import { Lifecycle } from './lifecycle.ts';
import type { ConnectionMetadata } from './metadata.ts';
import { createRedactor } from './redaction.ts';
import { Result } from './result.ts';
import { classifySystemError } from './system-errors.ts';
import { isTraced, type TracedOperation, traced } from './tracing.ts';

/**
 * The base of every provider's connection. A provider adds `openDriver`, `closeDriver`, `pingDriver`, `readMetadata`
 * and, where the driver's errors need it, `classifyError`; they do the happy path only. Convenience methods of a
 * provider are built on `execute`.
 *
 * @example
 * ```ts
 * await using connection = new SqliteConnection(configuration);
 * const opened = await connection.open();
 * if (opened.isFailure) throw new Error(opened.errorMessage);
 * const rows = await connection.execute((database) => database.prepare('select 1 as one').all());
 * ```
 */
export abstract class ConnectionBase<TConfiguration extends ConfigurationBase, TDriver>
  implements ExternalConnection<TConfiguration, TDriver>
{
  readonly configuration: TConfiguration;
  /** The connection mode asked for; undefined stands for the provider's first. */
  readonly connectionMode: string | undefined;
  #connectionId: string | undefined;
  readonly #limits: ConnectionLimits;
  readonly #states: ConnectionStateHolder;
  readonly #lifecycle: Lifecycle<TDriver>;
  #redact: ((text: string) => string) | undefined;

  constructor(configuration: TConfiguration, options: ConnectionOptions = {}) {
    this.configuration = configuration;
    this.connectionMode = options.mode;
    this.#limits = connectionLimits(configuration);
    this.#states = new ConnectionStateHolder(this);
    const hooks = {
      open: (context: DriverContext) => this.openDriver(context),
      close: (driver: TDriver) => this.closeDriver(driver),
      classify: (error: unknown) => this.#classify(error),
    };
    this.#lifecycle = new Lifecycle(this.#states, hooks, this.#limits, options.clock ?? systemClock);
  }

  /** Opens the driver. Throw what the driver throws; `context.signal` fires when nobody waits any more. */
  protected abstract openDriver(context: DriverContext): Promise<TDriver>;
  /** Releases everything `openDriver` took. */
  protected abstract closeDriver(driver: TDriver): Promise<void>;
  /** Makes the server answer; throws when it does not. */
  protected abstract pingDriver(driver: TDriver, context: DriverContext): Promise<void>;
  /** Asks the server what it is. */
  protected abstract readMetadata(driver: TDriver, context: DriverContext): Promise<ConnectionMetadata>;
  /** Says what kind of fault an error of this driver is; the operating system's codes are known already. */
  protected classifyError(_error: unknown): ErrorClass {
    return 'other';
  }
  /**
   * For drivers that report a dead connection by an event: the state becomes `Broken` at once, not with the next
   * call. Says nothing about a driver that is not the open one.
   */
  protected reportLost(driver: TDriver, error: unknown): void {
    this.#lifecycle.lose(driver, error);
  }

  /** Unique among all connections. */
  get connectionId(): string {
    // Made when somebody asks: it takes as long as all the rest of making a connection.
    this.#connectionId ??= crypto.randomUUID();
    return this.#connectionId;
  }

  get providerName(): TConfiguration['providerName'] {
    return this.configuration.providerName;
  }

  get state(): ConnectionState {
    return this.#states.current;
  }

  /** What is connected to, with `***` in place of every secret. */
  get connectionString(): string {
    return shownTarget(this.configuration);
  }

  /**
   * Calls back after every change of state, in order, before the call that caused it returns; the returned function
   * ends that. By the time of the callback `state` may be further on than `change.to`.
   */
  onStateChange(listener: (change: ConnectionStateChange) => void): () => void {
    return this.#states.subscribe(listener);
  }

  /**
   * Opens the connection, within the connect timeout. Concurrent calls share one attempt; an attempt that fails
   * leaves `Broken` and can be made again. An attempt is given up when the signals of all who wait for it have
   * fired. Faults that may pass are tried again as often as configured.
   *
   * Fails with `invalid-state`, `timeout`, `aborted`, `authentication`, `transient`, `driver-error`,
   * `unsupported-setting` or `invalid-configuration`.
   */
  open(options: WaitOptions = {}): Promise<Result> {
    return this.#outcome(
      'open',
      'Failed to open connection',
      () => this.#lifecycle.open(options.signal),
      true,
    );
  }

  /**
   * Closes the connection: waits for what is executing, up to the command timeout (30 s where none is configured),
   * and aborts what is opening. Closing twice is a success; concurrent calls share one closing. The signal cuts the
   * wait short: what still runs is told to stop, and the driver is closed under it. An operation that waits for its
   * own connection to close waits as long.
   *
   * Fails as the driver does, or with `timeout`, when the driver cannot be closed; the state is `Broken` then.
   */
  close(options: WaitOptions = {}): Promise<Result> {
    return this.#outcome('close', 'Failed to close connection', () => this.#lifecycle.close(options.signal));
  }

  /**
   * Makes the server answer, within the connect timeout: on the open driver, else on a temporary one that is closed
   * again. Success means that all of this worked. Fails as `open` and `execute` do.
   */
  testConnection(options: WaitOptions = {}): Promise<Result> {
    const ping = (driver: TDriver, context: DriverContext): Promise<void> => this.pingDriver(driver, context);
    const isOpening = !this.#lifecycle.isOpen;
    return this.#outcome(
      'test',
      'Connection test failed',
      () => this.#lifecycle.test(ping, options.signal),
      isOpening,
    );
  }

  /**
   * Asks the open connection's server what it is, within the command timeout, else the connect timeout. Fails as
   * `execute` does.
   */
  getMetadata(options: WaitOptions = {}): Promise<Result<ConnectionMetadata>> {
    const { commandTimeout, connectTimeout } = this.#limits;
    const timeout = Number.isFinite(commandTimeout) ? commandTimeout : connectTimeout;
    const limits = { timeout, signal: options.signal };
    const read = (driver: TDriver, context: DriverContext): Promise<ConnectionMetadata> =>
      this.readMetadata(driver, context);
    return this.#outcome('getMetadata', 'Failed to get metadata', () =>
      this.#lifecycle.run(read, limits, 'Connection not open'),
    );
  }

  /**
   * Hands the native driver to an operation and counts it as running until it settles. When the command timeout, the
   * signal or the end of the connection ends the wait, `context.signal` fires; the result is a failure even where
   * the driver goes on.
   *
   * An operation runs once: the layer cannot know whether a statement whose answer was lost has had its effect. Say
   * `idempotent` and faults that may pass are tried again, as often as configured, within the command timeout.
   *
   * Fails with `invalid-state`, `timeout`, `aborted`, `connection-lost`, `authentication`, `transient` or `driver-error`.
   */
  execute<T>(
    operation: (driver: TDriver, context: DriverContext) => T | Promise<T>,
    options: ExecuteOptions = {},
  ): Promise<Result<T>> {
    const limits = {
      timeout: this.#limits.commandTimeout,
      signal: options.signal,
      retries: options.idempotent === true ? this.#limits.retries : 0,
      isTransient: (error: unknown) => this.#classify(error) === 'transient',
    };
    return this.#outcome('execute', 'Operation failed', () =>
      this.#lifecycle.run(operation, limits, 'Connection is not open'),
    );
  }

  /** Closes the connection for good; it cannot be opened again. Never rejects. */
  dispose(): Promise<void> {
    return this.#lifecycle.dispose();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  #outcome<T>(
    operation: TracedOperation,
    message: string,
    work: () => Promise<T>,
    isOpening = false,
  ): Promise<Result<T>> {
    if (!isTraced()) return this.#settle(message, work, isOpening);
    return traced({ operation, connection: this }, () => this.#settle(message, work, isOpening));
  }

  async #settle<T>(message: string, work: () => Promise<T>, isOpening: boolean): Promise<Result<T>> {
    try {
      return Result.success(await work());
    } catch (error) {
      const errorClass = this.#classify(error);
      // A connection that dies while it opens is none that was lost.
      const seen = isOpening && errorClass === 'connectionLost' ? 'transient' : errorClass;
      this.#redact ??= createRedactor(configurationSecrets(this.configuration));
      return failureFrom(error, { message, errorClass: seen, redact: this.#redact });
    }
  }

  #classify(error: unknown): ErrorClass {
    try {
      const own = this.classifyError(error);
      return own === 'other' ? classifySystemError(error) : own;
    } catch {
      // A provider stumbled over an error of unexpected shape; what it was about must still be reported.
      return 'other';
    }
  }
}
