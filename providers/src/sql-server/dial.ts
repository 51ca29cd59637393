import { lookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';

/** Where to connect to, and how. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  /** Tries all addresses of the host at once, as `MultiSubnetFailover` asks; otherwise one after the other. */
  readonly inParallel: boolean;
}

/** Connects by TCP. The signal ends the attempt, and destroys a socket that has been connected. */
export async function dial(destination: Destination, signal: AbortSignal): Promise<Socket> {
  const { host, port, inParallel } = destination;
  const addresses = await unlessAborted(lookup(host, { all: true }), signal);
  if (inParallel) return fastest(addresses.map(({ address }) => address), port, signal);
  let failure: unknown;
  for (const { address } of addresses) {
    try {
      return await connectTo(address, port, signal);
    } catch (error) {
      signal.throwIfAborted();
      failure ??= error;
    }
  }
  throw failure;
}

/** The socket that is connected first; the others are destroyed. */
async function fastest(addresses: readonly string[], port: number, signal: AbortSignal): Promise<Socket> {
  const losers = new AbortController();
  const attempts = addresses.map((address) => connectTo(address, port, AbortSignal.any([signal, losers.signal])));
  const winner = await Promise.any(attempts);
  for (const attempt of attempts) {
    attempt.then((socket) => socket !== winner && socket.destroy()).catch(() => undefined);
  }
  return winner;
}

function connectTo(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, signal });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}
