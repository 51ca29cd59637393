import { type LookupAddress, lookup } from 'node:dns';
import { connect, type Socket } from 'node:net';

/** Where to connect to, and how. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  /** Tries all addresses of the host at once, as `MultiSubnetFailover` asks; otherwise one after the other. */
  readonly inParallel: boolean;
}

/** Connects by TCP. The signal ends the attempt, and later destroys the socket. */
export async function dial({ host, port, inParallel }: Destination, signal: AbortSignal): Promise<Socket> {
  const addresses = await addressesOf(host, signal);
  if (inParallel && addresses.length > 1) return dialAll(addresses, port, signal);
  const failures: unknown[] = [];
  for (const { address } of addresses) {
    try {
      return await connectTo(address, port, signal);
    } catch (error) {
      signal.throwIfAborted();
      failures.push(error);
    }
  }
  throw failures[0];
}

function addressesOf(host: string, signal: AbortSignal): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const giveUp = (): void => reject(signal.reason);
    signal.addEventListener('abort', giveUp, { once: true });
    lookup(host, { all: true }, (error, addresses) => {
      // A signal made of others lives for ever while it has a listener.
      signal.removeEventListener('abort', giveUp);
      return error === null ? resolve(addresses) : reject(error);
    });
  });
}

/** The socket that is connected first; the other attempts are given up. */
async function dialAll(
  addresses: readonly LookupAddress[],
  port: number,
  signal: AbortSignal,
): Promise<Socket> {
  const attempts = addresses.map(({ address }) => {
    const controller = new AbortController();
    const socket = connectTo(address, port, AbortSignal.any([signal, controller.signal]));
    return { socket: socket.then((winner) => ({ winner, controller })), controller };
  });
  try {
    const first = await Promise.any(attempts.map(({ socket }) => socket));
    for (const { controller } of attempts) if (controller !== first.controller) controller.abort();
    return first.winner;
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  }
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
