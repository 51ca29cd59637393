import type { Clock } from '../clock.ts';
import { nearest } from '../connection-string/nearest.ts';
import type { ExternalConnection, WaitOptions } from '../external-connection.ts';
import { type Failure, Result } from '../result.ts';
import { FileWatch } from './file-watch.ts';
import { didYouMean } from './key-case.ts';
import { NamedConnection } from './named-connection.ts';
import type { ReadOutcome } from './read-connections.ts';
import { RetiredConnections } from './retired-connections.ts';

/** What a reload did, by name. */
export interface ConnectionsChange {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

interface ConnectionsOptions {
  readonly clock: Clock;
  readonly retireAfter: number;
  readonly watch: boolean;
}

type Read = () => Promise<Result<ReadOutcome>>;
type Named = ReadonlyMap<string, NamedConnection>;

/**
 * The named connections of a program, from `loadConnections`. Each name has one connection, which its users share.
 * `await using` closes them all.
 */
export class Connections<TConnections extends object = Record<string, ExternalConnection>> {
  readonly #read: Read;
  readonly #retired: RetiredConnections;
  readonly #watch: FileWatch | undefined;
  readonly #listeners = new Set<(outcome: Result<ConnectionsChange>) => void>();
  #named: Named;
  #reloading: Promise<unknown> = Promise.resolve();
  #isDisposed = false;

  private constructor(read: Read, named: Named, options: ConnectionsOptions) {
    this.#read = read;
    this.#named = named;
    this.#retired = new RetiredConnections(options.clock, options.retireAfter);
    if (options.watch) this.#watch = new FileWatch(options.clock, () => void this.reload());
  }

  /** For `loadConnections`. */
  static async create<TConnections extends object>(
    read: Read,
    options: ConnectionsOptions,
  ): Promise<Result<Connections<TConnections>>> {
    const outcome = await read();
    if (outcome.isFailure) return outcome;
    const named = await nameConnections(outcome.value, new Map());
    if (named.isFailure) return named;
    const connections = new Connections<TConnections>(read, named.value, options);
    const fault = connections.#watch?.follow(outcome.value.files);
    return fault === undefined ? Result.success(connections) : unwatched(fault);
  }

  /** Every name, in the order of the file. */
  get names(): readonly (keyof TConnections & string)[] {
    return [...this.#named.keys()] as (keyof TConnections & string)[];
  }

  /** The connection as it stands, open or not. Fails with `not-found`. */
  get<N extends keyof TConnections & string>(name: N): Result<TConnections[N]> {
    const named = this.#find(name);
    return named.isFailure ? named : Result.success(named.value.connection as TConnections[N]);
  }

  /**
   * The connection, opened if it is not open; callers share it. Fails with `not-found`, `invalid-state` after
   * disposal, and as the connection's `open` does.
   */
  async open<N extends keyof TConnections & string>(
    name: N,
    options: WaitOptions = {},
  ): Promise<Result<TConnections[N]>> {
    const named = this.#find(name);
    return named.isFailure ? named : ((await named.value.open(options)) as Result<TConnections[N]>);
  }

  /** Makes every server answer, all at once; the outcome of each by its name. */
  async testAll(options: WaitOptions = {}): Promise<ReadonlyMap<keyof TConnections & string, Result>> {
    const tests = [...this.#named].map(async ([name, { connection }]) => {
      return [name as keyof TConnections & string, await connection.testConnection(options)] as const;
    });
    return new Map(await Promise.all(tests));
  }

  /** Closes what is open, after what is executing; all can be opened again. Fails as the first `close` that does. */
  async closeAll(options: WaitOptions = {}): Promise<Result> {
    const current = [...this.#named.values()].map(({ connection }) => connection);
    const [outcomes] = await Promise.all([
      Promise.all(current.map((connection) => connection.close(options))),
      this.#retired.disposeAll(),
    ]);
    return outcomes.find((outcome) => outcome.isFailure) ?? Result.success();
  }

  /**
   * Reads the configuration again. Connections whose entry did not change stay as they are; a changed or removed one
   * is replaced at once, and closed when nothing has run on it for `retireAfter`. Where the configuration has a
   * problem, all stays as it is, and the outcome is the failure of `loadConnections`.
   */
  reload(): Promise<Result<ConnectionsChange>> {
    // One after the other: a reload that began before a change may have read the file before it.
    const reloaded = this.#reloading.then(() => this.#reload());
    this.#reloading = reloaded.catch(() => undefined);
    return reloaded;
  }

  /** Calls back after every reload that changed something or failed; the returned function ends that. */
  onReload(listener: (outcome: Result<ConnectionsChange>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Closes all connections for good and stops watching. */
  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#watch?.close();
    await this.#reloading;
    const current = [...this.#named.values()].map(({ connection }) => connection);
    await Promise.all([...current.map((connection) => connection.dispose()), this.#retired.disposeAll()]);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.dispose();
  }

  #find(name: string): Result<NamedConnection> {
    if (this.#isDisposed) return DISPOSED;
    const named = this.#named.get(name);
    if (named !== undefined) return Result.success(named);
    const sentence = didYouMean(`No connection has the name "${name}"`, nearest(name, this.names));
    return Result.failure('not-found', sentence);
  }

  async #reload(): Promise<Result<ConnectionsChange>> {
    if (this.#isDisposed) return DISPOSED;
    const outcome = await this.#read();
    const named = outcome.isFailure ? outcome : await nameConnections(outcome.value, this.#named);
    if (outcome.isFailure || named.isFailure) return this.#report(named as Failure);
    const fault = this.#watch?.follow(this.#isDisposed ? [] : outcome.value.files);
    if (fault !== undefined) return this.#report(unwatched(fault));
    const change = compare(this.#named, named.value);
    for (const name of [...change.changed, ...change.removed]) {
      const replaced = this.#named.get(name);
      if (replaced !== undefined) this.#retired.add(replaced.connection);
    }
    this.#named = named.value;
    const isSame = Object.values(change).every((names) => names.length === 0);
    return isSame ? Result.success(change) : this.#report(Result.success(change));
  }

  #report(outcome: Result<ConnectionsChange>): Result<ConnectionsChange> {
    for (const listener of this.#listeners) queueMicrotask(() => listener(outcome));
    return outcome;
  }
}

function unwatched(fault: string): Failure {
  return Result.failure('invalid-configuration', `The configuration's files cannot be watched (${fault})`);
}

const DISPOSED = Result.failure('invalid-state', 'The connections are disposed');

/** Connections for the entries; those of before where nothing about them changed. */
async function nameConnections({ entries }: ReadOutcome, before: Named): Promise<Result<Named>> {
  const named = new Map<string, NamedConnection>();
  for (const entry of entries) {
    const same = before.get(entry.name);
    if (same?.entry.identity === entry.identity) {
      named.set(entry.name, same);
      continue;
    }
    const created = await NamedConnection.create(entry);
    if (created.isFailure) return created;
    named.set(entry.name, created.value);
  }
  return Result.success(named);
}

function compare(before: Named, after: Named): ConnectionsChange {
  const names = [...after.keys()];
  return {
    added: names.filter((name) => !before.has(name)),
    changed: names.filter((name) => before.has(name) && before.get(name) !== after.get(name)),
    removed: [...before.keys()].filter((name) => !after.has(name)),
  };
}
