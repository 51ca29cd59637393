import { connect } from 'node:net';
import { FaultyListener } from '../../servers/support/faulty-listener.ts';

/** A listener with faults on demand before a real server: what it lets through is the server's own. */
export function faultyProxy(port: number): Promise<FaultyListener> {
  return FaultyListener.start((connection) => {
    const server = connect(port, '127.0.0.1').setNoDelay(true);
    connection.pipe(server).pipe(connection);
    // Whichever side goes takes the other with it.
    server.on('error', () => undefined).once('close', () => connection.destroy());
    connection.once('close', () => server.destroy());
  });
}
