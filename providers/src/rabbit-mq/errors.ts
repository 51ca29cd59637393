import { type ErrorClass, errorCode } from '@extconn/runtime';

/** Forced by the operator or a shutdown; a fault inside the broker. */
const LOST: ReadonlySet<unknown> = new Set([320, 541]);
/** Too many connections or channels; no memory. */
const RESOURCE_ERROR = 506;

/** The driver has no code for these. */
const LOST_MESSAGE =
  /^(?:Unexpected close|Heartbeat timeout|Connection clos(?:ed|ing)|Socket closed abruptly during opening handshake)/;
const REFUSED_LOGIN = /^Handshake terminated by server: 403 /;
const LOST_LOGIN = /^Handshake terminated by server: (?:320|541) /;

/** What an error of amqplib is about, by its AMQP reply code. */
export function classifyRabbitMqError(error: unknown): ErrorClass {
  const message = error instanceof Error ? error.message : '';
  // A channel is refused by 403, too; then the login was good, and it is the right to a queue that is missing.
  if (REFUSED_LOGIN.test(message)) return 'authentication';
  const code = errorCode(error);
  if (code === RESOURCE_ERROR) return 'transient';
  return LOST.has(code) || LOST_LOGIN.test(message) || LOST_MESSAGE.test(message)
    ? 'connectionLost'
    : 'other';
}

/** Says more of an opening that failed, where the driver says little: it drops the broker's reason. */
export function whyNotOpened(error: unknown): unknown {
  const isVirtualHost =
    error instanceof Error && /^Expected ConnectionOpenOk; got <ConnectionClose/.test(error.message);
  if (!isVirtualHost) return error;
  return new Error(
    'The broker refused the virtual host: there is none, or no access to it, or it has its limit of connections',
    { cause: error },
  );
}
