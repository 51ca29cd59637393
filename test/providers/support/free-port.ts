import { once } from 'node:events';
import { createServer } from 'node:net';

/** A loopback port on which nothing listens, for servers that cannot say which one they have taken. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}
