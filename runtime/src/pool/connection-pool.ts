import { setImmediate } from 'node:timers/promises';
import { boundedWait } from '../bounded-wait.ts';
import { type Clock, systemClock } from '../clock.ts';
import { shownTarget } from '../configuration.ts';
import { Ending, WaitEnded } from '../ending.ts';
import type { ExternalConnection, WaitOptions } from '../external-connection.ts';
import { type Failure, Result } from '../result.ts';
import { Leases, reportForgottenRelease } from './forgotten-release.ts';
import { type PoolOptions, poolSize, withDefaults } from './options.ts';
import { livePools, type PoolEvent, type PoolFigures, poolChannel } from './pool-events.ts';
import type { BorrowPlace, Lease, Slot } from './slot.ts';
import { type PoolSource, type SlotLimits, SlotOpener } from './slot-opener.ts';
import { Turnstile } from './turnstile.ts';

/** What ends a wait. Milliseconds. */
export interface PoolWait extends WaitOptions {
  readonly timeout?: number | undefined;
}

/**
 * Callers served before timers and sockets get their turn. Where a driver's calls are synchronous, connections go from
 * hand to hand without one, for as long as somebody waits.
 */
const MOST_IN_A_TURN = 64;

const CLOSED = Result.failure('invalid-state', 'The connection pool is closed');

/** The pool of one provider, configuration and mode. */
export class ConnectionPool {
  readonly #source: PoolSource;
  readonly #connectionString: string;
  readonly #clock: Clock;
  readonly #max: number;
  readonly #limits: ReturnType<typeof withDefaults>;
  readonly #onForgottenRelease: PoolOptions['onForgottenRelease'];
  readonly #turnstile: Turnstile;
  readonly #opener: SlotOpener;
  readonly #leases: Leases;
  #idle = 0;
  /** Connections that were opened here and are not closed. */
  readonly #open = new Set<ExternalConnection>();
  readonly #closing = new Set<Promise<void>>();
  readonly #totals = { opened: 0, closed: 0, borrowed: 0, timedOut: 0 };
  /** Ends what is being opened. */
  readonly #closed = new Ending();
  #served = 0;
  #draining: Promise<void> | undefined;

  /** @param onEmpty - called when the last connection was closed and nobody waits for one. */
  constructor(source: PoolSource, options: PoolOptions, onEmpty: () => void) {
    const clock = options.clock ?? systemClock;
    const { configuration } = source;
    this.#source = source;
    this.#connectionString = shownTarget(configuration);
    this.#clock = clock;
    this.#max = poolSize(options, configuration);
    this.#limits = withDefaults(options);
    this.#onForgottenRelease = options.onForgottenRelease;
    this.#opener = new SlotOpener(source, clock, (connection) => void this.#discard(connection));
    this.#leases = new Leases(clock, this.#limits.reportAfter, (lease) => this.#report(lease, false));
    this.#turnstile = new Turnstile({
      clock,
      max: this.#max,
      idleTimeout: this.#limits.idleTimeout,
      evict: (slot) => this.#evict(slot),
      onEmpty: () => {
        livePools.delete(this);
        onEmpty();
      },
    });
  }

  /** Borrows a connection. Fails with `timeout`, `aborted`, `invalid-state` when closed, and as `open` does. */
  async borrow(
    { signal, timeout = this.#limits.borrowTimeout }: PoolWait,
    place: BorrowPlace,
  ): Promise<Result<Lease>> {
    if (this.#isClosed) return CLOSED;
    const asked = this.#clock.now();
    let slot: Slot;
    livePools.add(this);
    try {
      slot = await this.#turnstile.enter({ timeout, signal });
    } catch (error) {
      return this.#endedWait(error, timeout);
    }
    this.#setIdle(slot, false);
    this.#served += 1;
    if (this.#served % MOST_IN_A_TURN === 0) await setImmediate();
    const ready =
      this.#fresh(slot) ??
      (await this.#prepare(slot, { deadline: asked + timeout, signal, until: this.#closed }, timeout));
    if (ready.isFailure || this.#isClosed) {
      this.#park(slot);
      return ready.isFailure ? ready : CLOSED;
    }
    const since = this.#clock.now();
    const lease: Lease = {
      slot,
      connection: ready.value,
      since,
      place,
      isReported: false,
      before: undefined,
      after: undefined,
    };
    this.#leases.add(lease);
    this.#note('borrowed', since - asked);
    return Result.success(lease);
  }

  /** Takes a connection back; a second time does nothing. One that is broken or still executing is replaced. */
  release(lease: Lease): void {
    if (!this.#leases.delete(lease)) return;
    const now = this.#clock.now();
    lease.slot.seenAt = now;
    this.#note('returned', now - lease.since);
    this.#park(lease.slot);
  }

  /** Takes a connection from somebody who will not give it back. */
  reclaim(lease: Lease): void {
    if (!this.#leases.delete(lease)) return;
    this.#report(lease, true);
    lease.slot.connection = undefined;
    // Who forgot it may also have forgotten what runs on it.
    void lease.connection.close({ signal: AbortSignal.abort() });
    this.#discard(lease.connection);
    this.#turnstile.leave(lease.slot);
  }

  figures(): PoolFigures {
    return {
      provider: this.#source.provider.name,
      connectionString: this.#connectionString,
      mode: this.#source.mode,
      max: this.#max,
      inUse: this.#leases.size,
      idle: this.#idle,
      waiting: this.#turnstile.waiting,
      ...this.#totals,
    };
  }

  /** Refuses new callers, waits for what is in use, and closes every connection. */
  drain(options: PoolWait): Promise<void> {
    this.#draining ??= this.#drain(options);
    return this.#draining;
  }

  async #drain({ signal, timeout = this.#limits.drainTimeout }: PoolWait): Promise<void> {
    const reason = new WaitEnded('aborted', CLOSED.errorMessage);
    this.#closed.end(reason);
    this.#turnstile.refuseAll(reason);
    const limits = { clock: this.#clock, timeout, signal };
    await boundedWait(() => this.#leases.none(), limits).catch(() => undefined);
    for (const lease of this.#leases.all) this.reclaim(lease);
    await this.#turnstile.close();
    await Promise.all(this.#closing);
    livePools.delete(this);
  }

  get #isClosed(): boolean {
    return this.#closed.reason !== undefined;
  }

  /** The connection of a slot that was seen to work a moment ago. */
  #fresh({ connection, seenAt }: Slot): Result<ExternalConnection> | undefined {
    if (connection?.state !== 'Open') return undefined;
    return this.#clock.now() - seenAt < this.#limits.validateAfter ? Result.success(connection) : undefined;
  }

  async #prepare(slot: Slot, limits: SlotLimits, timeout: number): Promise<Result<ExternalConnection>> {
    const before = slot.connection;
    const started = this.#clock.now();
    try {
      const ready = await this.#opener.prepare(slot, limits);
      if (ready.isSuccess && ready.value !== before) {
        this.#open.add(ready.value);
        this.#note('opened', this.#clock.now() - started);
      }
      return ready;
    } catch (error) {
      return this.#endedWait(error, timeout);
    }
  }

  /** Makes a slot ready for the next, without its connection where that is broken or still executing. */
  #park(slot: Slot): void {
    const { connection } = slot;
    if (connection?.state === 'Open' && !this.#isClosed) {
      this.#setIdle(slot, true);
    } else if (connection !== undefined) {
      slot.connection = undefined;
      this.#discard(connection);
    }
    this.#turnstile.leave(slot);
  }

  #setIdle(slot: Slot, isIdle: boolean): void {
    if (slot.isIdle !== isIdle) this.#idle += isIdle ? 1 : -1;
    slot.isIdle = isIdle;
  }

  async #evict(slot: Slot): Promise<void> {
    this.#setIdle(slot, false);
    if (slot.connection !== undefined) await this.#discard(slot.connection);
  }

  /** Closes a connection that nobody will use. */
  #discard(connection: ExternalConnection): Promise<void> {
    const started = this.#clock.now();
    const closing = connection.dispose().finally(() => {
      this.#closing.delete(closing);
      if (this.#open.delete(connection)) this.#note('closed', this.#clock.now() - started);
    });
    this.#closing.add(closing);
    return closing;
  }

  #endedWait(error: unknown, timeout: number): Failure {
    if (!(error instanceof WaitEnded)) throw error;
    if (error.code !== 'timeout') return Result.failure(error.code, error.message);
    this.#note('timedOut', timeout);
    const { size } = this.#leases;
    const counts = `${size} of ${this.#max} in use, ${this.#turnstile.waiting} waiting`;
    return Result.failure('timeout', `No connection was ready within ${timeout} ms: ${counts}`);
  }

  #note(kind: PoolEvent['kind'], milliseconds: number): void {
    if (kind !== 'returned') this.#totals[kind] += 1;
    if (!poolChannel.hasSubscribers) return;
    const { name: provider } = this.#source.provider;
    poolChannel.publish({ kind, milliseconds, provider, connectionString: this.#connectionString });
  }

  #report(lease: Lease, isReclaimed: boolean): void {
    const heldFor = this.#clock.now() - lease.since;
    reportForgottenRelease(lease, { heldFor, isReclaimed }, this.#onForgottenRelease);
  }
}
