import { Ending, WaitEnded } from './ending.ts';
import type { ExternalConnection, WaitOptions } from './external-connection.ts';
import { Gate } from './gate.ts';
import { ChangeStream } from './health/change-stream.ts';
import { type HealthStatus, worstOf } from './health/health-state.ts';
import { type HealthMonitorOptions, type HealthSettings, healthSettings } from './health/options.ts';
import {
  type ConnectionHealth,
  type HealthChange,
  type HealthTarget,
  type WatchContext,
  WatchedTarget,
} from './health/watched-target.ts';
import type { Result } from './result.ts';

export type { HealthStatus, HealthThresholds } from './health/health-state.ts';
export type { HealthMonitorOptions } from './health/options.ts';
export type { ConnectionHealth, HealthChange, HealthTarget } from './health/watched-target.ts';

/** How all connections fare; the answer of a `/health` endpoint. */
export interface HealthSnapshot {
  /** The worst of all. */
  readonly status: HealthStatus;
  readonly connections: readonly ConnectionHealth[];
}

/** Named connections of any names: what `loadConnections` gives. */
export interface NamedTargets {
  readonly names: readonly string[];
  get(name: never): Result<unknown>;
  onReload(listener: () => void): () => void;
}

/**
 * Watches connections by making their systems answer: each at its own interval, never twice at once, a few at a time.
 *
 * @example
 * ```ts
 * await using monitor = new ConnectionHealthMonitor(connections, { interval: 10_000 });
 * monitor.onChange(({ name, to, failure }) => console.warn(name, to, failure?.errorMessage));
 * monitor.start();
 * server.get('/health', (_, reply) => reply.send(monitor.snapshot()));
 * ```
 */
export class ConnectionHealthMonitor implements AsyncDisposable {
  readonly #settings: HealthSettings;
  readonly #gate: Gate;
  readonly #targets = new Map<string, WatchedTarget>();
  readonly #listeners = new Set<(change: HealthChange) => void>();
  readonly #changes = new ChangeStream<HealthChange>();
  readonly #stopped = new Ending();
  readonly #forgetConnections: () => void;
  #isStarted = false;

  /** @param targets - named connections, followed through reloads, or anything with a name and a test. */
  constructor(targets: NamedTargets | Iterable<HealthTarget>, options: HealthMonitorOptions = {}) {
    this.#settings = healthSettings(options);
    this.#gate = new Gate(this.#settings.clock, this.#settings.concurrency);
    if (isIterable(targets)) {
      this.#follow(targets);
      this.#forgetConnections = () => undefined;
    } else {
      this.#follow(targetsOf(targets));
      this.#forgetConnections = targets.onReload(() => this.#follow(targetsOf(targets)));
    }
  }

  /** Tests every connection now and at its interval from then on; the signal stops that for good. */
  start({ signal }: WaitOptions = {}): void {
    if (signal?.aborted === true) void this.stop();
    if (this.#isStarted || this.#stopped.reason !== undefined) return;
    this.#isStarted = true;
    signal?.addEventListener('abort', () => void this.stop(), { once: true });
    for (const target of this.#targets.values()) void target.watch();
  }

  /** Stops for good: ends the tests that run, and the iterators of changes. Settles when nothing runs any more. */
  async stop(): Promise<void> {
    this.#stopped.end(new WaitEnded('aborted', 'The health monitor was stopped'));
    this.#forgetConnections();
    this.#changes.end();
    await Promise.all([...this.#targets.values()].map((target) => target.stop()));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  /** Tests every connection now, besides its interval; what is being tested already is not tested twice. */
  async check(): Promise<HealthSnapshot> {
    await Promise.all([...this.#targets.values()].map((target) => target.test()));
    return this.snapshot();
  }

  /** What the tests have shown so far. Plain data, without secrets. */
  snapshot(): HealthSnapshot {
    const connections = [...this.#targets.values()].map(({ health }) => health);
    return { status: worstOf(connections.map(({ status }) => status)), connections };
  }

  /** Calls back after every change of a status; the returned function ends that. */
  onChange(listener: (change: HealthChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The changes from now on; ends with the signal, and when the monitor stops. */
  changes({ signal }: WaitOptions = {}): AsyncIterableIterator<HealthChange> {
    return this.#changes.read(signal);
  }

  #follow(targets: Iterable<HealthTarget>): void {
    const context: WatchContext = {
      settings: this.#settings,
      gate: this.#gate,
      stopped: this.#stopped,
      onChange: (change) => this.#tell(change),
    };
    const wanted = new Map([...targets].map((target) => [target.name, target]));
    for (const [name, watched] of this.#targets) {
      if (wanted.has(name)) continue;
      void watched.stop();
      this.#targets.delete(name);
    }
    for (const [name, target] of wanted) {
      if (this.#targets.has(name)) continue;
      const watched = new WatchedTarget(target, context);
      this.#targets.set(name, watched);
      if (this.#isStarted) void watched.watch();
    }
  }

  #tell(change: HealthChange): void {
    this.#changes.push(change);
    // A listener's bug must surface, but not in the middle of a test.
    for (const listener of this.#listeners) queueMicrotask(() => listener(change));
  }
}

function isIterable(targets: NamedTargets | Iterable<HealthTarget>): targets is Iterable<HealthTarget> {
  return Symbol.iterator in targets;
}

function targetsOf(connections: NamedTargets): readonly HealthTarget[] {
  return connections.names.map((name) => ({
    name,
    testConnection: async (options) => {
      const found = connections.get(name as never);
      return found.isFailure ? found : (found.value as ExternalConnection).testConnection(options);
    },
  }));
}
