import type { Clock } from '../clock.ts';
import type { ConnectionState } from '../connection-state.ts';
import type { ExternalConnection } from '../external-connection.ts';

/** What a replaced connection must not be interrupted in. */
const BUSY: readonly ConnectionState[] = ['Opening', 'Executing', 'Closing'];

/**
 * Connections that a reload replaced. Somebody may still hold one, so each is disposed only when nothing has run on
 * it for a while.
 */
export class RetiredConnections {
  readonly #clock: Clock;
  readonly #grace: number;
  readonly #waiting = new Map<ExternalConnection, () => void>();

  /** @param grace - milliseconds. */
  constructor(clock: Clock, grace: number) {
    this.#clock = clock;
    this.#grace = grace;
  }

  get all(): readonly ExternalConnection[] {
    return [...this.#waiting.keys()];
  }

  add(connection: ExternalConnection): void {
    if (connection.state === 'Disposed') return;
    const startGrace = (): (() => void) => {
      if (BUSY.includes(connection.state)) return () => undefined;
      return this.#clock.schedule(() => void this.#dispose(connection), this.#grace);
    };
    let cancel = startGrace();
    const stopListening = connection.onStateChange(({ to }) => {
      cancel();
      if (to === 'Disposed') this.#forget(connection);
      else cancel = startGrace();
    });
    this.#waiting.set(connection, () => {
      cancel();
      stopListening();
    });
  }

  async disposeAll(): Promise<void> {
    await Promise.all(this.all.map((connection) => this.#dispose(connection)));
  }

  async #dispose(connection: ExternalConnection): Promise<void> {
    this.#forget(connection);
    await connection.dispose();
  }

  #forget(connection: ExternalConnection): void {
    this.#waiting.get(connection)?.();
    this.#waiting.delete(connection);
  }
}
