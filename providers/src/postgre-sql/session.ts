import type { Socket } from 'node:net';
import type pg from 'pg';

type AnyMethod = (...parameters: unknown[]) => unknown;

/**
 * The statements on one session, one after the other in the order in which they were made. A statement is cancelled
 * when its own operation ends early, never when another's does.
 */
export class PostgreSqlSession {
  readonly socket: Socket;
  readonly #client: pg.Client;
  readonly #cancel: () => Promise<void>;
  #tail: Promise<void> = Promise.resolve();
  #operations = 0;

  /** @param cancel - cancels what the server is busy with; settles when the server has been told. */
  constructor(client: pg.Client, socket: Socket, cancel: () => Promise<void>) {
    this.#client = client;
    this.socket = socket;
    this.#cancel = cancel;
  }

  /**
   * Runs an operation on a client whose statements end with the signal. The transaction that it leaves open when it
   * ends early is rolled back, unless others are at work in it.
   */
  async lend<T>(signal: AbortSignal, operation: (client: pg.Client) => T | Promise<T>): Promise<T> {
    this.#operations += 1;
    try {
      return await operation(this.#borrowed(signal));
    } finally {
      this.#operations -= 1;
      if (signal.aborted && this.#operations === 0) await this.#rollBack();
    }
  }

  async #rollBack(): Promise<void> {
    await this.#inTurn(async () => {
      if (this.#client.getTransactionStatus() !== 'I') await this.#client.query('ROLLBACK');
    }).catch(() => undefined);
  }

  #borrowed(signal: AbortSignal): pg.Client {
    const query: AnyMethod = (...parameters) => {
      const run = (): unknown => Reflect.apply(this.#client.query, this.#client, parameters);
      // Cursors and callbacks are the driver's own affair.
      if (isDetached(parameters)) return run();
      return this.#inTurn(() => this.#interruptible(signal, run));
    };
    return new Proxy(this.#client, {
      get: (target, key) => {
        if (key === 'query') return query;
        const member: unknown = Reflect.get(target, key, target);
        return typeof member === 'function' ? member.bind(target) : member;
      },
      set: (target, key, value) => Reflect.set(target, key, value, target),
    });
  }

  async #inTurn<T>(call: () => Promise<T>): Promise<T> {
    const before = this.#tail;
    const { promise, resolve } = withResolve();
    this.#tail = promise;
    try {
      await before;
      return await call();
    } finally {
      resolve();
    }
  }

  async #interruptible(signal: AbortSignal, run: () => unknown): Promise<unknown> {
    if (signal.aborted) throw new Error('The operation has ended');
    let cancelled: Promise<void> | undefined;
    const interrupt = (): void => {
      // A server that cannot be told would go on, and with it the session.
      cancelled = this.#cancel().catch((error: Error) => void this.socket.destroy(error));
    };
    signal.addEventListener('abort', interrupt, { once: true });
    try {
      return await run();
    } finally {
      signal.removeEventListener('abort', interrupt);
      // Late, it would hit the next statement.
      await cancelled;
    }
  }
}

function isDetached(parameters: readonly unknown[]): boolean {
  const [query] = parameters;
  const isSubmittable = typeof query === 'object' && query !== null && 'submit' in query;
  return isSubmittable || typeof parameters.at(-1) === 'function';
}

function withResolve(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
