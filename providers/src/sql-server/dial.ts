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
      return await startAttempt(address, port, signal).connected;
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
  const attempts = addresses.map(({ address }) => startAttempt(address, port, signal));
  try {
    const winner = await Promise.any(attempts.map(({ connected }) => connected));
    for (const { socket } of attempts) if (socket !== winner) socket.destroy();
    return winner;
  } catch (error) {
    throw error instanceof AggregateError ? error.errors[0] : error;
  }
}

interface Attempt {
  readonly socket: Socket;
  readonly connected: Promise<Socket>;
}

function startAttempt(host: string, port: number, signal: AbortSignal): Attempt {
  const socket = connect({ host, port });
  const giveUp = (): void => void socket.destroy(signal.reason);
  signal.addEventListener('abort', giveUp, { once: true });
  socket.once('close', () => signal.removeEventListener('abort', giveUp));
  const connected = new Promise<Socket>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
  return { socket, connected };
}
