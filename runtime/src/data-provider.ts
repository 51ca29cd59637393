import type { ConfigurationBase } from './configuration.ts';
import type { DriverContext, ExecuteOptions, ExternalConnection } from './external-connection.ts';
import type { Result } from './result.ts';
import { traced } from './tracing.ts';

/** Something to run on a driver, with the type of its outcome. */
export interface DataCommand<TDriver, TResult> {
  /** For traces; say what it does, not with what. */
  readonly name: string;
  /** Whether running it twice does no harm; then faults that may pass are tried again. Default false. */
  readonly idempotent?: boolean;
  /** Throws what the driver throws. */
  run(driver: TDriver, context: DriverContext): TResult | Promise<TResult>;
}

/**
 * Runs typed commands on a connection, which opens when the first one needs it and again after it broke.
 *
 * @example
 * ```ts
 * const countUsers: DataCommand<Database, number> = {
 *   name: 'count users',
 *   run: (database) => database.prepare('select count(*) from users').pluck().get() as number,
 * };
 * const users = await new DataProvider(connection).execute(countUsers);
 * ```
 */
export class DataProvider<TDriver> {
  readonly #connection: ExternalConnection<ConfigurationBase, TDriver>;

  constructor(connection: ExternalConnection<ConfigurationBase, TDriver>) {
    this.#connection = connection;
  }

  /** Runs a command; several may run at once, and share one opening. Fails as `open` and `execute` do. */
  execute<TResult>(
    command: DataCommand<TDriver, TResult>,
    options: Pick<ExecuteOptions, 'signal'> = {},
  ): Promise<Result<TResult>> {
    const call = { operation: 'command', connection: this.#connection, command: command.name } as const;
    return traced(call, () => this.#execute(command, options));
  }

  async #execute<TResult>(
    command: DataCommand<TDriver, TResult>,
    options: Pick<ExecuteOptions, 'signal'>,
  ): Promise<Result<TResult>> {
    const { state } = this.#connection;
    if (state !== 'Open' && state !== 'Executing') {
      const opened = await this.#connection.open(options);
      if (opened.isFailure) return opened;
    }
    return this.#connection.execute((driver, context) => command.run(driver, context), {
      ...options,
      idempotent: command.idempotent,
    });
  }
}
