import { channel } from 'node:diagnostics_channel';
import type { Clock } from '../clock.ts';
import { Line } from './line.ts';
import type { BorrowPlace, Lease } from './slot.ts';

/** A connection that somebody borrowed and did not give back. */
export interface ForgottenRelease {
  /** The provider's name. */
  readonly provider: string;
  /** What is connected to, without its secrets. */
  readonly connectionString: string;
  /** Milliseconds since it was borrowed. */
  readonly heldFor: number;
  /** The stack of the borrowing; for `withConnection` the name of the function that has not ended. */
  readonly borrowedAt: string;
  /** Whether the pool took its place back: nobody could give it back any more, or the pool was closed. */
  readonly isReclaimed: boolean;
}

/** The diagnostics channel of these reports. */
export const FORGOTTEN_RELEASE_CHANNEL = 'extconn:pool:forgotten-release';

/** Reports a connection that was not given back. */
export function reportForgottenRelease(
  lease: Lease,
  details: Pick<ForgottenRelease, 'heldFor' | 'isReclaimed'>,
  listener: ((report: ForgottenRelease) => void) | undefined,
): void {
  const { providerName, connectionString } = lease.connection;
  const borrowedAt = describePlace(lease.place);
  const report = { provider: providerName, connectionString, borrowedAt, ...details };
  channel(FORGOTTEN_RELEASE_CHANNEL).publish(report);
  if (listener !== undefined) listener(report);
  else process.emitWarning(sentence(report), { type: 'ForgottenReleaseWarning', detail: borrowedAt });
}

function describePlace({ stack, name }: BorrowPlace): string {
  if (stack !== undefined) return stack.replace(/^Error.*\n/, '');
  return `    in ${name === undefined || name === '' ? 'a function' : `the function ${name}`} given to withConnection`;
}

function sentence({ provider, heldFor, isReclaimed }: ForgottenRelease): string {
  const seconds = Math.round(heldFor / 1000);
  const now = isReclaimed ? 'was never given back' : 'has not been given back yet';
  return `A connection of ${provider} ${now}; it was borrowed ${seconds} s ago. Use withConnection, or release it in a finally block.`;
}

/** The connections of a pool that are in use; calls back for each that is kept too long. */
export class Leases {
  readonly #clock: Clock;
  readonly #reportAfter: number;
  readonly #onOverdue: (lease: Lease) => void;
  readonly #leases = new Line<Lease>();
  #cancel: (() => void) | undefined;
  #onNone: (() => void) | undefined;

  constructor(clock: Clock, reportAfter: number, onOverdue: (lease: Lease) => void) {
    this.#clock = clock;
    this.#reportAfter = reportAfter;
    this.#onOverdue = onOverdue;
  }

  get size(): number {
    return this.#leases.size;
  }

  get all(): readonly Lease[] {
    return [...this.#leases];
  }

  add(lease: Lease): void {
    this.#leases.add(lease);
    this.#cancel ??= this.#clock.schedule(() => this.#look(), this.#reportAfter);
  }

  /** False where it was given back before. */
  delete(lease: Lease): boolean {
    const isFirst = this.#leases.delete(lease);
    if (this.#leases.size === 0) {
      this.#cancel?.();
      this.#cancel = undefined;
      this.#onNone?.();
    }
    return isFirst;
  }

  /** Settles when nothing is in use. */
  async none(): Promise<void> {
    if (this.size === 0) return;
    await new Promise<void>((resolve) => {
      this.#onNone = resolve;
    });
  }

  #look(): void {
    this.#cancel = undefined;
    const now = this.#clock.now();
    const waiting = this.all.filter((lease) => !lease.isReported);
    const overdue = waiting.filter(({ since }) => now - since >= this.#reportAfter);
    for (const lease of overdue) {
      lease.isReported = true;
      this.#onOverdue(lease);
    }
    // They stand in their order, so the first one left is the next.
    const next = waiting.find((lease) => !lease.isReported);
    if (next !== undefined) {
      this.#cancel = this.#clock.schedule(() => this.#look(), next.since + this.#reportAfter - now);
    }
  }
}
