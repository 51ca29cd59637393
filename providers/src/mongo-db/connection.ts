import {
  ConnectionBase,
  type ConnectionMetadata,
  type DriverContext,
  type ErrorClass,
  SettingError,
  WaitEnded,
} from '@extconn/runtime';
import { type Db, MongoClient } from 'mongodb';
import { CapturedSockets } from '../shared/captured-sockets.ts';
import { clientArguments } from './client-options.ts';
import type { MongoDbConfiguration } from './configuration.gen.ts';
import { classifyMongoError, isSilence } from './errors.ts';
import { refuseChanges } from './read-only.ts';

/** Milliseconds that the server has to hear goodbye. */
const PATIENCE = 500;

/**
 * A connection to MongoDB or a compatible store. `execute` hands out the driver's `Db` of `databaseName`; its
 * `client` is the `MongoClient`, for sessions and other databases. The driver takes `context.signal` with each
 * operation, and ends it then.
 *
 * `useTls` and `maxConnectionPoolSize`, defaults included, beat `tls`, `ssl` and `maxPoolSize` in the URL. The
 * driver looks for a server as long as opening may take (`connectTimeoutSeconds`, 15 s unless given), less where
 * the URL says so; the same holds for operations on a server that has gone. A server that is not there is
 * `transient`, one that says nothing `timeout`, a certificate that is not trusted `driver-error`.
 *
 * - `ReadOnly` reads from secondaries where there are some, and sends no command that may change data:
 *   `driver-error`. The driver's monitoring is used for that; rights of a user are the stronger fence.
 *
 * @example
 * ```ts
 * const user = await connection.execute((db, { signal }) => db.collection('users').findOne({ id: 7 }, { signal }));
 * ```
 */
export class MongoDbConnection extends ConnectionBase<MongoDbConfiguration, Db> {
  protected override async openDriver({ signal, timeout }: DriverContext): Promise<Db> {
    const { connectionString, databaseName, maxConnectionPoolSize, useTls } = this.configuration;
    const isReadOnly = this.connectionMode === 'ReadOnly';
    const settings = { useTls, maxPoolSize: maxConnectionPoolSize, isReadOnly, timeout };
    const { url, options } = clientArguments(connectionString.reveal(), settings);
    const client = createClient(url, options);
    if (isReadOnly) refuseChanges(client);
    const sockets = new CapturedSockets();
    // The driver itself holds on to a socket until the server has answered its greeting.
    const giveUp = (): void => {
      sockets.destroy(new Error('The opening was given up'));
      void client.close();
    };
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      await sockets.during(() => client.connect());
      return client.db(databaseName);
    } catch (error) {
      giveUp();
      throw isSilence(error) ? new WaitEnded('timeout', error.message, { cause: error }) : error;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  protected override async closeDriver({ client }: Db): Promise<void> {
    // The driver waits without limit for a silent server to hear of the end of its sessions.
    await Promise.race([client.close(), new Promise((resolve) => setTimeout(resolve, PATIENCE).unref())]);
  }

  protected override async pingDriver(db: Db, { signal }: DriverContext): Promise<void> {
    await db.command({ ping: 1 }, { signal });
  }

  protected override async readMetadata(db: Db, { signal }: DriverContext): Promise<ConnectionMetadata> {
    const { version, gitVersion } = await db.command({ buildInfo: 1 }, { signal });
    return {
      systemName: 'MongoDB',
      version: String(version),
      databaseName: db.databaseName,
      properties: {
        gitVersion: String(gitVersion),
        maxConnectionPoolSize: this.configuration.maxConnectionPoolSize,
        isReadOnly: this.connectionMode === 'ReadOnly',
      },
    };
  }

  protected override classifyError(error: unknown): ErrorClass {
    return classifyMongoError(error);
  }
}

/** The driver checks URL and options before it does anything. */
function createClient(...given: ConstructorParameters<typeof MongoClient>): MongoClient {
  try {
    return new MongoClient(...given);
  } catch (error) {
    throw new SettingError('invalid-configuration', error instanceof Error ? error.message : String(error));
  }
}
