import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/**
 * A connected socket, to hand to drivers for TLS: unlike one that `tls.connect` opens by itself, it is among the
 * `CapturedSockets`.
 */
export async function dial(host: string, port: number): Promise<Socket> {
  const socket = connect({ host, port });
  await once(socket, 'connect');
  // TLS hears of it by itself; without a listener it would end the process.
  socket.on('error', () => undefined);
  return socket;
}
