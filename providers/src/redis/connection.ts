import { isIP } from 'node:net';
import {
  ConnectionBase,
  type ConnectionMetadata,
  type DriverContext,
  type ErrorClass,
} from '@extconn/runtime';
import { createClient } from 'redis';
import { CapturedSockets } from '../shared/captured-sockets.ts';
import { dial } from '../shared/dial.ts';
import { redisSettings } from './client-options.ts';
import type { RedisConfiguration } from './configuration.gen.ts';

/** The driver's client, as `createClient` makes it. */
export type RedisClient = ReturnType<typeof createClient>;

/** Wrong password; a password is needed; no right to the command. */
const AUTHENTICATION = /^(?:WRONGPASS|NOAUTH|NOPERM|ERR (?:invalid password|AUTH))/;
/** Loading its data; a script runs; failing over; too many clients. */
const TRANSIENT = /^(?:LOADING|BUSY|TRYAGAIN|MASTERDOWN|CLUSTERDOWN|ERR max number of clients)/;
const LOST = /^(?:Socket closed unexpectedly|The client is (?:closed|offline)|Disconnects client)/;

/**
 * A connection to Redis or a compatible store. `execute` hands out redis' client. It does not connect again by
 * itself: a socket that is lost makes the connection `Broken` at once. A command that has been sent cannot be taken
 * back; the end of an operation ends the wait only.
 *
 * A field beats the same setting in the URL. With a host and no `useTls` the connection is encrypted.
 *
 * There is no mode `ReadOnly`: Redis has none for a session. A user whose rights are `+@read` is what serves.
 *
 * @example
 * ```ts
 * const name = await connection.execute((client) => client.get('user:7'));
 * ```
 */
export class RedisConnection extends ConnectionBase<RedisConfiguration, RedisClient> {
  protected override async openDriver({ signal }: DriverContext): Promise<RedisClient> {
    const sockets = new CapturedSockets();
    const giveUp = (): void => sockets.destroy(new Error('The opening was given up'));
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await sockets.during(() => this.#connect());
    } catch (error) {
      giveUp();
      throw error;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }

  protected override async closeDriver(client: RedisClient): Promise<void> {
    if (client.isOpen) client.destroy();
  }

  protected override async pingDriver(client: RedisClient, _context: DriverContext): Promise<void> {
    // An echo is no answer.
    if ((await client.ping()) !== 'PONG') throw new Error('The server does not answer as Redis does');
  }

  protected override async readMetadata(client: RedisClient): Promise<ConnectionMetadata> {
    const info = await client.info('server');
    const field = (name: string): string =>
      new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim() ?? 'unknown';
    return {
      systemName: 'Redis',
      version: field('redis_version'),
      databaseName: String(redisSettings(this.configuration).database),
      properties: { mode: field('redis_mode') },
    };
  }

  protected override classifyError(error: unknown): ErrorClass {
    const message = error instanceof Error ? error.message : '';
    if (AUTHENTICATION.test(message)) return 'authentication';
    if (TRANSIENT.test(message)) return 'transient';
    return LOST.test(message) ? 'connectionLost' : 'other';
  }

  async #connect(): Promise<RedisClient> {
    const { host, port, username, password, database, useTls } = redisSettings(this.configuration);
    const socket = { host, port, reconnectStrategy: false, connectTimeout: 0 } as const;
    const name = isIP(host) === 0 ? { servername: host } : {};
    const client: RedisClient = createClient({
      socket: useTls ? { ...socket, ...name, tls: true, socket: await dial(host, port) } : socket,
      database,
      disableOfflineQueue: true,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
    });
    // Without a listener it would end the process.
    client.on('error', (error: unknown) => this.reportLost(client, error));
    await client.connect();
    return client;
  }
}
