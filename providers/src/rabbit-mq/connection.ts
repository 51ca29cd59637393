import {
  ConnectionBase,
  type ConnectionMetadata,
  type DriverContext,
  type ErrorClass,
  type ExecuteOptions,
  Result,
  type WaitOptions,
} from '@extconn/runtime';
import { type Channel, type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import { CapturedSockets } from '../shared/captured-sockets.ts';
import { dial } from '../shared/dial.ts';
import { UrlTimeout } from '../shared/url-timeout.ts';
import { publishAll, type RabbitMqMessage } from './bulk-publish.ts';
import type { RabbitMqConfiguration } from './configuration.gen.ts';
import { type ConnectSettings, connectSettings } from './connect-options.ts';
import { classifyRabbitMqError, whyNotOpened } from './errors.ts';

export type { RabbitMqMessage } from './bulk-publish.ts';

/** Milliseconds that the broker has to hear goodbye. */
const PATIENCE = 500;

/**
 * A connection to RabbitMQ by AMQP 0-9-1. `execute` hands out amqplib's `ChannelModel`, on which an operation makes
 * channels of its own; listen for `error` on them, or a channel that the broker closes ends the process.
 * `useChannel` does all of that. The connection is not made again by itself: one that the broker or the network ends,
 * or whose heartbeat fails, is `Broken` at once.
 *
 * A field beats the same setting in the URL, whose parameters are `heartbeat` (seconds) and `connection_timeout`
 * (milliseconds), which can shorten each attempt at opening; any other is `unsupported-setting`. With a host and no
 * `useTls` the connection is encrypted.
 *
 * - `Bulk` offers `bulkPublish`, and all else.
 * - There is no mode `ReadOnly`: AMQP has none. A user without the rights `configure` and `write` is what serves.
 *
 * @example
 * ```ts
 * const message = await connection.useChannel((channel) => channel.get('orders', { noAck: true }));
 * ```
 */
export class RabbitMqConnection extends ConnectionBase<RabbitMqConfiguration, ChannelModel> {
  readonly #sockets = new WeakMap<ChannelModel, CapturedSockets>();

  /**
   * Runs an operation on a channel of its own, which is closed when the operation ends, also early: what it consumes
   * ends then, and what it has not acknowledged goes back to its queue. The broker closes a channel for a mistake;
   * the call that made it fails, and so does the rest. Fails as `execute` does.
   *
   * @example A consumer that runs until the connection is closed.
   * ```ts
   * await connection.useChannel(async (channel, { signal }) => {
   *   await channel.consume('orders', (message) => message !== null && channel.ack(message));
   *   if (!signal.aborted) await once(signal, 'abort');
   * });
   * ```
   */
  useChannel<T>(
    operation: (channel: Channel, context: DriverContext) => T | Promise<T>,
    options?: ExecuteOptions,
  ): Promise<Result<T>> {
    return this.execute(
      (model, context) => onChannel(() => model.createChannel(), context, operation),
      options,
    );
  }

  /**
   * Publishes many messages and waits until the broker has confirmed every one, and says how many. Fails where the
   * broker refuses one or where one has reached no queue; others may have arrived then. Fails with
   * `unsupported-connection-type` outside of the mode `Bulk`, else as `execute` does.
   *
   * @example
   * ```ts
   * const sent = await connection.bulkPublish([{ routingKey: 'orders', content: JSON.stringify(order) }]);
   * ```
   */
  async bulkPublish(messages: Iterable<RabbitMqMessage>, options?: WaitOptions): Promise<Result<number>> {
    if (this.connectionMode !== 'Bulk') {
      return Result.failure('unsupported-connection-type', "bulkPublish needs the connection mode 'Bulk'");
    }
    const publish = (channel: ConfirmChannel, { signal }: DriverContext): Promise<number> =>
      publishAll(channel, messages, signal);
    return this.execute(
      (model, context) => onChannel(() => model.createConfirmChannel(), context, publish),
      options,
    );
  }

  protected override async openDriver({ signal }: DriverContext): Promise<ChannelModel> {
    const settings = connectSettings(this.configuration);
    const sockets = new CapturedSockets();
    const giveUp = (): void => sockets.destroy(new Error('The opening was given up'));
    signal.addEventListener('abort', giveUp, { once: true });
    const limit = new UrlTimeout(settings.connectTimeout, (reason) => sockets.destroy(reason));
    try {
      const model = await sockets.during(() => connectBy(settings));
      const lost = (error: Error = new Error('Connection closed')): void => this.reportLost(model, error);
      // Without a listener it would end the process. The broker's own closing is no `error`.
      model.on('error', lost).on('close', lost);
      this.#sockets.set(model, sockets);
      return model;
    } catch (error) {
      giveUp();
      throw limit.reason ?? whyNotOpened(error);
    } finally {
      limit.clear();
      signal.removeEventListener('abort', giveUp);
    }
  }

  protected override async closeDriver(model: ChannelModel): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    // The driver never says that a connection has gone while it was closed.
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, PATIENCE);
    });
    try {
      await Promise.race([model.close().catch(() => undefined), patience]);
    } finally {
      clearTimeout(timer);
      this.#sockets.get(model)?.destroy(new Error('The connection was closed'));
    }
  }

  protected override async pingDriver(model: ChannelModel, context: DriverContext): Promise<void> {
    await onChannel(
      () => model.createChannel(),
      context,
      () => undefined,
    );
  }

  protected override async readMetadata(
    model: ChannelModel,
    context: DriverContext,
  ): Promise<ConnectionMetadata> {
    // What the broker says of itself it has said at the beginning.
    await this.pingDriver(model, context);
    const { product, version, platform } = model.connection.serverProperties;
    return {
      systemName: product,
      version,
      databaseName: connectSettings(this.configuration).virtualHost,
      properties: { platform },
    };
  }

  protected override classifyError(error: unknown): ErrorClass {
    return classifyRabbitMqError(error);
  }
}

async function connectBy({ connect: target, socket, useTls }: ConnectSettings): Promise<ChannelModel> {
  if (!useTls) return connect(target, socket);
  return connect(target, { ...socket, socket: await dial(target.hostname, target.port) });
}

async function onChannel<TChannel extends Channel, T>(
  create: () => Promise<TChannel>,
  context: DriverContext,
  operation: (channel: TChannel, context: DriverContext) => T | Promise<T>,
): Promise<T> {
  const { signal } = context;
  const channel = await create();
  // Whoever waits on the channel hears of it; without a listener it would end the process.
  channel.on('error', () => undefined);
  const close = (): Promise<void> => channel.close().catch(() => undefined);
  const giveUp = (): void => void close();
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    signal.throwIfAborted();
    return await operation(channel, context);
  } finally {
    signal.removeEventListener('abort', giveUp);
    // A broker that has not answered before may not answer that either.
    if (!signal.aborted) await close();
  }
}
