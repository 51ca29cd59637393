import { boundedWait, WaitEnded } from './bounded-wait.ts';
import { type Clock, systemClock } from './clock.ts';
import {
  type ConfigurationBase,
  configurationSecrets,
  connectionTarget,
  roleValue,
} from './configuration.ts';
import { type ConnectionState, type ConnectionStateChange, transition } from './connection-state.ts';
import { redactConnectionString } from './connection-string/redact.ts';
import { classifySystemError, type ErrorClass } from './errors.ts';
import type {
  ConnectionOptions,
  DriverContext,
  ExternalConnection,
  WaitOptions,
} from './external-connection.ts';
import { failureFrom } from './failure-from.ts';
import type { ConnectionMetadata } from './metadata.ts';
import { createRedactor } from './redaction.ts';
import { type Failure, Result } from './result.ts';
import { retryTransient } from './retry.ts';
import { Session } from './session.ts';
import { SharedAttempt } from './shared-attempt.ts';

/** Milliseconds that opening, pinging and closing may take where no field has the role of a timeout. */
export const DEFAULT_CONNECT_TIMEOUT = 15_000;
/** Milliseconds that `close` waits for what is executing where no field has the role `commandTimeout`. */
export const DEFAULT_DRAIN_TIMEOUT = 30_000;

/**
 * The lifecycle every connection shares. A provider adds `openDriver`, `closeDriver`, `pingDriver`,
 * `readMetadata` and, where the driver's errors need it, `classifyError`; they do the happy path only.
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
  /** Unique among all connections. */
  readonly connectionId: string = crypto.randomUUID();
  readonly configuration: TConfiguration;
  /** The connection mode asked for; undefined stands for the provider's first. */
  readonly connectionMode: string | undefined;
  readonly #clock: Clock;
  readonly #redact: (text: string) => string;
  readonly #listeners = new Set<(change: ConnectionStateChange) => void>();
  /** Drivers on their way out: left over from aborted attempts and broken sessions. */
  readonly #discarding = new Set<Promise<void>>();
  #state: ConnectionState = 'Created';
  #attempt: SharedAttempt<Result> | undefined;
  #session: Session<TDriver> | undefined;
  #closing: Promise<Result> | undefined;
  #isDisposing = false;

  constructor(configuration: TConfiguration, options: ConnectionOptions = {}) {
    this.configuration = configuration;
    this.connectionMode = options.mode;
    this.#clock = options.clock ?? systemClock;
    this.#redact = createRedactor(configurationSecrets(configuration));
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

  get providerName(): TConfiguration['providerName'] {
    return this.configuration.providerName;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** What is connected to, with `***` in place of every secret. */
  get connectionString(): string {
    const target = connectionTarget(this.configuration);
    return target === undefined ? '' : redactConnectionString(target);
  }

  /** Calls back after every change of state; the returned function ends that. */
  onStateChange(listener: (change: ConnectionStateChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Opens the connection. Concurrent calls share one attempt; an attempt that fails leaves `Broken` and can be
   * made again. Fails with `invalid-state`, `timeout`, `aborted`, `authentication`, `transient`, `driver-error`,
   * `unsupported-setting` or `invalid-configuration`.
   */
  async open(options: WaitOptions = {}): Promise<Result> {
    if (this.#attempt === undefined) {
      const refusal = this.#refusalToOpen();
      if (refusal !== undefined) return Result.failure('invalid-state', refusal);
      if (options.signal?.aborted === true)
        return this.#failed(
          'Failed to open connection',
          new WaitEnded('aborted', 'The caller aborted the operation'),
        );
      this.#become('Opening');
      this.#attempt = new SharedAttempt(this.#clock, (signal) => this.#attemptToOpen(signal));
    }
    return this.#attempt
      .join(options.signal)
      .catch((error: unknown) => this.#failed('Failed to open connection', error));
  }

  /**
   * Closes the connection: waits for what is executing, up to the command timeout, and aborts what is opening.
   * Closing twice is a success. The signal cuts the wait for what is executing short.
   */
  close(options: WaitOptions = {}): Promise<Result> {
    this.#closing ??= this.#close(options.signal).finally(() => {
      this.#closing = undefined;
    });
    return this.#closing;
  }

  /**
   * Makes the server answer: on the open driver, else on a temporary one that is closed again. A failure here
   * is never reported as success.
   */
  async testConnection(options: WaitOptions = {}): Promise<Result> {
    if (this.#state === 'Disposed') return Result.failure('invalid-state', 'Connection is disposed');
    const message = 'Connection test failed';
    const limits = { signal: options.signal, timeout: this.#connectTimeout };
    if (this.#session !== undefined && this.#isUsable()) {
      return this.#run(this.#session, (driver, context) => this.pingDriver(driver, context), limits, message);
    }
    try {
      const driver = await this.#connect(options.signal);
      try {
        await boundedWait((signal) => this.pingDriver(driver, { signal, timeout: limits.timeout }), {
          ...limits,
          clock: this.#clock,
        });
      } finally {
        await this.#closeWithin(driver);
      }
      return Result.success();
    } catch (error) {
      return this.#failed(message, error);
    }
  }

  /** Asks the open connection's server what it is. */
  async getMetadata(options: WaitOptions = {}): Promise<Result<ConnectionMetadata>> {
    if (this.#session === undefined || !this.#isUsable())
      return Result.failure('invalid-state', 'Connection not open');
    const limits = { signal: options.signal, timeout: this.#commandTimeout ?? this.#connectTimeout };
    return this.#run(
      this.#session,
      (driver, context) => this.readMetadata(driver, context),
      limits,
      'Failed to get metadata',
    );
  }

  /**
   * Hands the native driver to an operation and counts it as running until it settles. When the command timeout
   * or the signal ends the wait, `context.signal` fires; the result is a failure even where the driver goes on.
   */
  async execute<T>(
    operation: (driver: TDriver, context: DriverContext) => T | Promise<T>,
    options: WaitOptions = {},
  ): Promise<Result<T>> {
    if (this.#session === undefined || !this.#isUsable())
      return Result.failure('invalid-state', 'Connection is not open');
    const limits = { signal: options.signal, timeout: this.#commandTimeout };
    return this.#run(this.#session, operation, limits, 'Operation failed');
  }

  /** Closes the connection for good; it cannot be opened again. */
  async dispose(): Promise<void> {
    this.#isDisposing = true;
    await this.close();
    if (this.#state !== 'Disposed') this.#become('Disposed');
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  get #connectTimeout(): number | undefined {
    return this.#timeout('connectTimeout') ?? this.#commandTimeout ?? DEFAULT_CONNECT_TIMEOUT;
  }

  get #commandTimeout(): number | undefined {
    return this.#timeout('commandTimeout');
  }

  #timeout(role: 'connectTimeout' | 'commandTimeout'): number | undefined {
    const value = roleValue(this.configuration, role);
    return typeof value === 'number' ? value : undefined;
  }

  get #retries(): number {
    const count = roleValue(this.configuration, 'retryCount');
    return roleValue(this.configuration, 'retryEnabled') === false || typeof count !== 'number' ? 0 : count;
  }

  #refusalToOpen(): string | undefined {
    if (this.#isDisposing) return 'Connection is disposed';
    if (this.#closing !== undefined) return 'Connection is closing';
    return this.#isUsable() ? 'Connection is already open' : undefined;
  }

  #isUsable(): boolean {
    return this.#state === 'Open' || this.#state === 'Executing';
  }

  async #attemptToOpen(signal: AbortSignal): Promise<Result> {
    try {
      const driver = await this.#connect(signal);
      if (signal.aborted) {
        // The attempt was given up in the very moment it succeeded.
        this.#discard(driver);
        throw signal.reason;
      }
      this.#session = new Session(driver);
      this.#become('Open');
      return Result.success();
    } catch (error) {
      if (this.#state === 'Opening') this.#become('Broken');
      return this.#failed('Failed to open connection', error);
    } finally {
      this.#attempt = undefined;
    }
  }

  /** A new driver within the connect timeout, all retries included. */
  #connect(signal: AbortSignal | undefined): Promise<TDriver> {
    const deadline = this.#clock.now() + (this.#connectTimeout ?? Number.POSITIVE_INFINITY);
    const tryOnce = (): Promise<TDriver> => {
      const timeout = Math.max(deadline - this.#clock.now(), 0);
      return boundedWait((ended) => this.openDriver({ signal: ended, timeout }), {
        clock: this.#clock,
        timeout,
        signal,
        onLate: (driver) => this.#discard(driver),
      });
    };
    const isTransient = (error: unknown): boolean => this.#classify(error) === 'transient';
    return retryTransient(tryOnce, {
      clock: this.#clock,
      retries: this.#retries,
      deadline,
      signal,
      isTransient,
    });
  }

  async #close(signal: AbortSignal | undefined): Promise<Result> {
    if (this.#state === 'Opening') await this.#abortOpening();
    else if (this.#isUsable()) return this.#closeSession(signal);
    else if (this.#state === 'Created' || this.#state === 'Broken') this.#become('Closed');
    await this.#discarded(signal);
    return Result.success();
  }

  async #abortOpening(): Promise<void> {
    const attempt = this.#attempt;
    this.#become('Closing');
    attempt?.abort('Connection was closed while opening');
    await attempt?.outcome;
    this.#become('Closed');
  }

  async #closeSession(signal: AbortSignal | undefined): Promise<Result> {
    const session = this.#session as Session<TDriver>;
    this.#session = undefined;
    this.#become('Closing');
    const timeout = this.#commandTimeout ?? DEFAULT_DRAIN_TIMEOUT;
    // What outlives the drain is told to stop; the driver is closed under it.
    await boundedWait(() => session.drained(), { clock: this.#clock, timeout, signal }).catch((reason) =>
      session.abort(reason),
    );
    try {
      await this.#closeWithin(session.driver);
      this.#become('Closed');
      return Result.success();
    } catch (error) {
      this.#become('Broken');
      return this.#failed('Failed to close connection', error);
    }
  }

  #closeWithin(driver: TDriver): Promise<void> {
    return boundedWait(() => this.closeDriver(driver), { clock: this.#clock, timeout: this.#connectTimeout });
  }

  /** Closes a driver that nobody will use, in the background; its errors have nobody to go to. */
  #discard(driver: TDriver): void {
    const discarding = this.#closeWithin(driver)
      .catch(() => undefined)
      .finally(() => this.#discarding.delete(discarding));
    this.#discarding.add(discarding);
  }

  async #discarded(signal: AbortSignal | undefined): Promise<void> {
    const all = Promise.all(this.#discarding);
    await boundedWait(() => all, { clock: this.#clock, signal }).catch(() => undefined);
  }

  async #run<T>(
    session: Session<TDriver>,
    operation: (driver: TDriver, context: DriverContext) => T | Promise<T>,
    { timeout, signal }: { timeout: number | undefined; signal: AbortSignal | undefined },
    message: string,
  ): Promise<Result<T>> {
    const start = async (ended: AbortSignal): Promise<T> =>
      operation(session.driver, { signal: AbortSignal.any([ended, session.signal]), timeout });
    try {
      const work = (ended: AbortSignal): Promise<T> => {
        if (this.#state === 'Open') this.#become('Executing');
        return session.track(start(ended), () => this.#becomeIdle(session));
      };
      return Result.success(await boundedWait(work, { clock: this.#clock, timeout, signal }));
    } catch (error) {
      if (this.#classify(error) === 'connectionLost') this.#break(session);
      return this.#failed(message, error);
    }
  }

  #becomeIdle(session: Session<TDriver>): void {
    if (this.#session === session && this.#state === 'Executing') this.#become('Open');
  }

  #break(session: Session<TDriver>): void {
    if (this.#session !== session) return;
    this.#session = undefined;
    this.#become('Broken');
    this.#discard(session.driver);
  }

  #classify(error: unknown): ErrorClass {
    if (error instanceof WaitEnded) return 'other';
    const own = this.classifyError(error);
    return own === 'other' ? classifySystemError(error) : own;
  }

  #failed(message: string, error: unknown): Failure {
    return failureFrom(error, { message, errorClass: this.#classify(error), redact: this.#redact });
  }

  #become(to: ConnectionState): void {
    const from = this.#state;
    this.#state = transition(from, to);
    for (const listener of this.#listeners) {
      try {
        listener({ connectionId: this.connectionId, from, to });
      } catch (bug) {
        // A listener's bug must surface, but not in the middle of the lifecycle.
        queueMicrotask(() => {
          throw bug;
        });
      }
    }
  }
}
