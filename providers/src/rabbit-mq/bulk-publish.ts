import type { ConfirmChannel, Options } from 'amqplib';

/** One message of `bulkPublish`. */
export interface RabbitMqMessage {
  /** The default exchange unless given: its routing keys are names of queues. */
  readonly exchange?: string;
  readonly routingKey: string;
  /** Text is sent as UTF-8. */
  readonly content: Uint8Array | string;
  /** The driver's own; `persistent` unless said otherwise. */
  readonly options?: Options.Publish;
}

/** Publishes all and waits until the broker has taken all; throws where one was refused or has reached no queue. */
export async function publishAll(
  channel: ConfirmChannel,
  messages: Iterable<RabbitMqMessage>,
  signal: AbortSignal,
): Promise<number> {
  let sent = 0;
  let returned = 0;
  // The broker says so before it confirms.
  channel.on('return', () => {
    returned += 1;
  });
  for (const { exchange = '', routingKey, content, options } of messages) {
    // Also where everything has to wait: a channel that is given up closes later.
    signal.throwIfAborted();
    const chosen = { persistent: true, ...options, mandatory: true };
    const isRoom = channel.publish(exchange, routingKey, bytesOf(content), chosen);
    sent += 1;
    if (!isRoom) await room(channel, signal);
  }
  await channel.waitForConfirms();
  if (returned > 0) throw new Error(`${returned} of ${sent} messages have reached no queue`);
  return sent;
}

/** Until the driver has sent what it holds, or never will. */
function room(channel: ConfirmChannel, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const proceed = (): void => {
      channel.off('drain', proceed).off('close', proceed);
      signal.removeEventListener('abort', proceed);
      resolve();
    };
    channel.on('drain', proceed).on('close', proceed);
    signal.addEventListener('abort', proceed);
  });
}

function bytesOf(content: Uint8Array | string): Buffer {
  if (typeof content === 'string') return Buffer.from(content);
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
}
