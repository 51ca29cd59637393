import assert from 'node:assert/strict';
import type { ConfigurationBase } from '../configuration.ts';
import { connectionLimits } from '../connection-limits.ts';
import { type ConnectionState, canTransition } from '../connection-state.ts';
import type { ExternalConnection } from '../external-connection.ts';
import type { AnyConnectionFactory } from '../provider.ts';
import type { Result } from '../result.ts';
import { pause, successOf, within } from './expectations.ts';
import { assertNoSecrets } from './secrets.ts';
import { type ConformanceSubject, isProvider, type Provided } from './subject.ts';

/** What a call may take beyond a timeout. Milliseconds. */
const SLACK = 2_000;
/** How long a driver may take to load. Milliseconds. */
const LONGEST_LOADING = 10_000;

/** A connection under test and the states it has gone through. */
export interface Bench {
  readonly connection: ExternalConnection;
  readonly states: readonly ConnectionState[];
}

/** What a check works with: a factory, connections that are cleaned up, and calls that must settle in time. */
export class Workbench {
  readonly subject: ConformanceSubject;
  readonly factory: AnyConnectionFactory;
  /** Milliseconds that one call may take while nothing is wrong. */
  readonly patience: number;
  readonly #connections: Bench[] = [];
  #isDisorderly = false;

  private constructor(subject: ConformanceSubject, factory: AnyConnectionFactory) {
    this.subject = subject;
    this.factory = factory;
    this.patience = subject.patience ?? 4_000;
  }

  static async create(subject: ConformanceSubject): Promise<Workbench> {
    const { provider } = subject;
    if (!isProvider(provider)) return new Workbench(subject, provider);
    const factory = await within(
      'createConnectionFactory',
      LONGEST_LOADING,
      provider.createConnectionFactory(),
    );
    return new Workbench(subject, successOf('createConnectionFactory', factory));
  }

  /** The subject's own configuration. */
  configuration(): Promise<ConfigurationBase> {
    return this.provided('configuration', this.subject.configuration());
  }

  async provided(what: string, provided: Provided<ConfigurationBase>): Promise<ConfigurationBase> {
    return successOf(what, await provided);
  }

  /** A connection in state `Created`. */
  async connect(configuration?: ConfigurationBase, mode?: string): Promise<Bench> {
    const settings = configuration ?? (await this.configuration());
    const connection = successOf('createConnection', await this.factory.createConnection(settings, mode));
    const states = [connection.state];
    connection.onStateChange(({ from, to }) => {
      this.#isDisorderly ||= from !== states.at(-1) || !canTransition(from, to);
      states.push(to);
    });
    const bench = { connection, states };
    this.#connections.push(bench);
    return bench;
  }

  /** A connection in state `Open`. */
  async open(configuration?: ConfigurationBase, mode?: string): Promise<Bench> {
    const bench = await this.connect(configuration, mode);
    await this.succeed('open', bench.connection.open());
    return bench;
  }

  /** The value of a call that must succeed, in time. */
  async succeed<T>(what: string, call: Promise<Result<T>>): Promise<T> {
    return successOf(what, await within(what, this.patience, call));
  }

  /** The result of a call on a system that lets it wait: no later than its timeout, and free of secrets. */
  async bounded<T>(
    what: string,
    configuration: ConfigurationBase,
    call: Promise<Result<T>>,
  ): Promise<Result<T>> {
    const { connectTimeout } = connectionLimits(configuration);
    const result = await within(what, Math.min(connectTimeout, 60_000) + SLACK, call);
    assertNoSecrets(`The result of ${what}`, configuration, result);
    return result;
  }

  /** How many sessions the system has; undefined where it cannot be told. */
  async sessions(): Promise<number | undefined> {
    return this.subject.faults?.openSessions?.();
  }

  /** The sessions must come down to what they were; they may take a moment. */
  async expectSessions(before: number | undefined, after: string): Promise<void> {
    if (before === undefined) return;
    const end = performance.now() + this.patience;
    let open = (await this.sessions()) ?? 0;
    while (open > before && performance.now() < end) {
      await pause(20);
      open = (await this.sessions()) ?? 0;
    }
    assert(open <= before, `${after} there must be ${before} open sessions, not ${open}`);
  }

  /** Disposes of every connection, and checks what they have gone through. */
  async clear(): Promise<void> {
    for (const { connection, states } of this.#connections) {
      const drain = connectionLimits(connection.configuration).drainTimeout;
      await within('dispose', Math.min(drain, 30_000) + this.patience, connection.dispose());
      assert.equal(connection.state, 'Disposed', 'dispose must end in the state Disposed');
      assert.equal(states.at(-1), 'Disposed', 'every change of state must be told');
    }
    assert(
      !this.#isDisorderly,
      'each change of state must begin where the last one ended, and be a lawful one',
    );
  }
}
