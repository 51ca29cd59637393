import { boundedWait } from '../bounded-wait.ts';
import type { Clock } from '../clock.ts';
import type { ConfigurationBase } from '../configuration.ts';
import type { Ending } from '../ending.ts';
import type { ExternalConnection } from '../external-connection.ts';
import type { AnyConnectionFactory } from '../provider.ts';
import { Result } from '../result.ts';
import type { Slot } from './slot.ts';

/** What a pool's connections are made from. */
export interface PoolSource {
  readonly provider: ConnectionSource;
  readonly configuration: ConfigurationBase;
  readonly mode: string | undefined;
}

/** What a pool needs of a provider. */
export interface ConnectionSource<TFactory extends AnyConnectionFactory = AnyConnectionFactory> {
  readonly name: string;
  /** The default mode first. */
  readonly supportedConnectionModes: readonly string[];
  createConnectionFactory(): Promise<Result<TFactory>>;
}

/** What ends the opening of a slot. `deadline` is a time on the clock. */
export interface SlotLimits {
  readonly deadline: number;
  readonly signal: AbortSignal | undefined;
  readonly until: Ending;
}

/** Sees to it that the connection of a slot works: pings it, opens one where none is, replaces one that is broken. */
export class SlotOpener {
  readonly #source: PoolSource;
  readonly #clock: Clock;
  readonly #discard: (connection: ExternalConnection) => void;
  #factory: AnyConnectionFactory | undefined;

  /** @param discard - takes every connection that nobody will use. */
  constructor(source: PoolSource, clock: Clock, discard: (connection: ExternalConnection) => void) {
    this.#source = source;
    this.#clock = clock;
    this.#discard = discard;
  }

  /** The slot's connection, open and answering. Throws `WaitEnded`. */
  async prepare(slot: Slot, limits: SlotLimits): Promise<Result<ExternalConnection>> {
    const { connection } = slot;
    if (connection !== undefined && (await this.#answers(connection, limits))) {
      slot.seenAt = this.#clock.now();
      return Result.success(connection);
    }
    if (connection !== undefined) this.#discard(connection);
    slot.connection = undefined;
    const opened = await this.#open(limits);
    if (opened.isSuccess) slot.connection = opened.value;
    slot.seenAt = this.#clock.now();
    return opened;
  }

  async #answers(connection: ExternalConnection, limits: SlotLimits): Promise<boolean> {
    if (connection.state !== 'Open') return false;
    return (await this.#within(limits, (signal) => connection.testConnection({ signal }))).isSuccess;
  }

  async #open(limits: SlotLimits): Promise<Result<ExternalConnection>> {
    const created = await this.#create();
    if (created.isFailure) return created;
    const connection = created.value;
    let opened: Result | undefined;
    try {
      opened = await this.#within(limits, (signal) => connection.open({ signal }));
      return opened.isFailure ? opened : created;
    } finally {
      if (opened?.isSuccess !== true) this.#discard(connection);
    }
  }

  async #create(): Promise<Result<ExternalConnection>> {
    const { provider, configuration, mode } = this.#source;
    if (this.#factory === undefined) {
      const loaded = await provider.createConnectionFactory();
      if (loaded.isFailure) return loaded;
      this.#factory = loaded.value;
    }
    return this.#factory.createConnection(configuration, mode);
  }

  #within<T>(limits: SlotLimits, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const timeout = limits.deadline - this.#clock.now();
    return boundedWait((ended) => work(ended.signal), { ...limits, clock: this.#clock, timeout });
  }
}
