import type { Socket } from 'node:net';
import type { SettingError } from '@extconn/runtime';
import type sql from 'mssql';
import { joinSignals } from '../shared/joined-signal.ts';
import { demandEncryption } from './demand-encryption.ts';
import { dial } from './dial.ts';

/** What a connector heeds. */
export interface ConnectorSettings {
  /** End attempts to connect, and destroy the sockets that were made. */
  readonly signals: readonly AbortSignal[];
  readonly onRefused: (error: SettingError) => void;
}

/** mssql's `connector`: a socket on which no login is sent in clear where encryption is demanded. */
export function createConnector(
  config: sql.config & { readonly options: sql.IOptions },
  { signals, onRefused }: ConnectorSettings,
) {
  const { encrypt, multiSubnetFailover } = config.options;
  return async (...given: readonly unknown[]): Promise<Socket> => {
    const destination = { ...addressIn(given, config), inParallel: multiSubnetFailover === true };
    const either = joinSignals(...signals, ...given.filter((value) => value instanceof AbortSignal));
    const socket = await dial(destination, either.signal).catch((error: unknown) => {
      either.release();
      throw error;
    });
    socket.once('close', either.release);
    // `strict` is TLS from the first byte: without it there is no connection.
    if (encrypt === true) demandEncryption(socket, onRefused);
    return socket;
  };
}

/**
 * Whereto: the driver's types declare no parameters, but it passes the address. That is another than configured
 * where the browser service has resolved an instance or a server has sent the client on.
 */
function addressIn([address]: readonly unknown[], { server, port = 1433 }: sql.config) {
  const isGiven = typeof address === 'object' && address !== null && 'host' in address && 'port' in address;
  if (!isGiven || typeof address.host !== 'string') return { host: server, port };
  return { host: address.host, port: Number(address.port) };
}
