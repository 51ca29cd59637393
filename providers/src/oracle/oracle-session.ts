import oracledb from 'oracledb';
import type { CapturedSockets } from '../shared/captured-sockets.ts';
import { CallQueue } from './call-queue.ts';

/** What the driver's connection does not keep itself. */
export class OracleSession {
  readonly calls: CallQueue;
  readonly sockets: CapturedSockets;
  readonly #connection: oracledb.Connection;
  readonly #isReadOnly: boolean;
  #operations = 0;
  /** The present transaction, where it is a read-only one. */
  #readOnly: Promise<unknown> | undefined;

  constructor(connection: oracledb.Connection, sockets: CapturedSockets, isReadOnly: boolean) {
    this.#connection = connection;
    this.#isReadOnly = isReadOnly;
    this.sockets = sockets;
    // What the break says is of no interest: the call that it ends fails.
    this.calls = new CallQueue(() => void connection.break().catch(() => undefined));
  }

  /**
   * Runs an operation on a connection whose calls end with the signal and, in `ReadOnly`, change nothing. What an
   * operation that ends early has not committed is rolled back, unless others are at work in the same transaction.
   */
  async lend<T>(
    signal: AbortSignal,
    operation: (connection: oracledb.Connection) => T | Promise<T>,
  ): Promise<T> {
    this.#operations += 1;
    // The first of several operations sees the data as they are now, not as the last transaction saw them.
    if (this.#operations === 1) this.#readOnly = undefined;
    const end = (): void => this.#endEarly();
    signal.addEventListener('abort', end, { once: true });
    try {
      return await operation(this.#borrowed(signal));
    } finally {
      signal.removeEventListener('abort', end);
      this.#operations -= 1;
    }
  }

  #endEarly(): void {
    this.calls.interruptEnded();
    if (this.#operations > 1) return;
    this.#readOnly = undefined;
    // Queued now, it comes before whatever the next operation does. The one that has ended says why it failed.
    this.calls.run(undefined, () => this.#connection.rollback()).catch(() => undefined);
  }

  #borrowed(signal: AbortSignal): oracledb.Connection {
    const call = (name: CallName, method: AnyMethod, parameters: unknown[]): Promise<unknown> =>
      // An operation that has ended may still clean up.
      this.calls.run(name === 'rollback' ? undefined : signal, async () => {
        if (this.#isReadOnly && STATEMENTS.has(name)) await this.#beginReadOnly();
        try {
          return await method.apply(this.#connection, parameters);
        } finally {
          if (endsTransaction(name, parameters)) this.#readOnly = undefined;
        }
      });
    return new Proxy(this.#connection, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key, target);
        if (typeof member !== 'function') return member;
        if (!isCallName(key)) return member.bind(target);
        return (...parameters: unknown[]) => call(key, member as AnyMethod, parameters);
      },
      set: (target, key, value) => Reflect.set(target, key, value, target),
    });
  }

  #beginReadOnly(): Promise<unknown> {
    this.#readOnly ??= this.#connection
      .rollback()
      .then(() => this.#connection.execute('SET TRANSACTION READ ONLY'))
      .catch((error: unknown) => {
        this.#readOnly = undefined;
        throw error;
      });
    return this.#readOnly;
  }
}

type AnyMethod = (...parameters: unknown[]) => unknown;

const CALLS = [
  'execute',
  'executeMany',
  'commit',
  'rollback',
  'ping',
  'getStatementInfo',
  'getDbObjectClass',
] as const;
type CallName = (typeof CALLS)[number];
const STATEMENTS: ReadonlySet<CallName> = new Set(['execute', 'executeMany']);

function isCallName(key: string | symbol): key is CallName {
  return CALLS.some((name) => name === key);
}

function endsTransaction(name: CallName, parameters: readonly unknown[]): boolean {
  if (name === 'commit' || name === 'rollback') return true;
  const options: unknown = parameters[2];
  const own: unknown = typeof options === 'object' && options !== null && Reflect.get(options, 'autoCommit');
  return STATEMENTS.has(name) && (own === true || oracledb.autoCommit);
}
