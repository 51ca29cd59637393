import { ObjectId } from 'bson';
import type { RetriedWrite } from './retried-writes.ts';
import { DocumentStore } from './store.ts';

/**
 * Servers that share their documents and name each other in `hello`. The first to join is the primary for good;
 * start all members before a client connects.
 *
 * A driver sends `$readPreference` to members of a replica set only, never to a standalone server.
 */
export class ReplicaSet {
  readonly name: string;
  readonly store = new DocumentStore();
  readonly electionId = new ObjectId();
  /** By session. */
  readonly retriedWrites = new Map<string, RetriedWrite>();
  readonly #members: string[] = [];

  constructor(name = 'rs0') {
    this.name = name;
  }

  /** Addresses (`host:port`), the primary's first. */
  get members(): readonly string[] {
    return this.#members;
  }

  get primary(): string | undefined {
    return this.#members[0];
  }

  join(address: string): void {
    this.#members.push(address);
  }
}
