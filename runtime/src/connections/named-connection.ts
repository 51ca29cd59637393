import type { ExternalConnection, WaitOptions } from '../external-connection.ts';
import { Result } from '../result.ts';
import type { ConnectionEntry } from './read-entry.ts';

/** One named connection: made from its entry, made again after somebody disposed it. */
export class NamedConnection {
  readonly entry: ConnectionEntry;
  #connection: ExternalConnection;

  private constructor(entry: ConnectionEntry, connection: ExternalConnection) {
    this.entry = entry;
    this.#connection = connection;
  }

  static async create(entry: ConnectionEntry): Promise<Result<NamedConnection>> {
    const created = await entry.factory.createConnection(entry.configuration, entry.mode);
    return created.isFailure ? created : Result.success(new NamedConnection(entry, created.value));
  }

  /** The connection as it stands. */
  get connection(): ExternalConnection {
    return this.#connection;
  }

  /** The connection, open; callers share it. */
  async open(options: WaitOptions): Promise<Result<ExternalConnection>> {
    if (this.#connection.state === 'Disposed') await this.#renew();
    if (this.#connection.state === 'Closing') await this.#connection.close(options);
    const connection = this.#connection;
    if (connection.state === 'Open' || connection.state === 'Executing') return Result.success(connection);
    const opened = await connection.open(options);
    return opened.isFailure ? opened : Result.success(connection);
  }

  async #renew(): Promise<void> {
    const disposed = this.#connection;
    const created = await this.entry.factory.createConnection(this.entry.configuration, this.entry.mode);
    // Of several callers the first one to get here decides; what the others made was never opened.
    if (created.isSuccess && this.#connection === disposed) this.#connection = created.value;
  }
}
