import { once } from 'node:events';
import { Socket } from 'node:net';
import pg from 'pg';
import type { ClientSettings } from './client-config.ts';

/** What the driver's `Connection` can do besides what its types say. */
interface Wire {
  connect(portOrPath: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processId: unknown, secretKey: unknown): void;
}

/**
 * Asks the server, on a socket of its own and under the same TLS, to cancel what a session runs. The server does
 * not answer: it hangs up once it has told the session.
 *
 * @param patience - milliseconds that the server has for it.
 */
export async function requestCancel(
  client: pg.Client,
  { host, port, ssl }: ClientSettings,
  patience: number,
): Promise<void> {
  const socket = new Socket();
  const wire = new pg.Connection({ stream: () => socket, ssl }) as pg.Connection & Wire;
  // Both are the session's, and neither is in the driver's types.
  const send = (): void => wire.cancel(Reflect.get(client, 'processID'), Reflect.get(client, 'secretKey'));
  wire.once('connect', () => (ssl === false ? send() : wire.requestSsl()));
  wire.once('sslconnect', send);
  const timer = setTimeout(
    () => socket.destroy(new Error('The server did not take the cancellation')),
    patience,
  );
  try {
    const ended = once(wire, 'end');
    if (host.startsWith('/')) wire.connect(`${host}/.s.PGSQL.${port}`);
    else wire.connect(port, host);
    await ended;
  } finally {
    clearTimeout(timer);
    // What it says after the end is of no interest.
    wire.on('error', () => undefined);
    socket.destroy();
  }
}
