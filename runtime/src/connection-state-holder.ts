import { type ConnectionState, type ConnectionStateChange, transition } from './connection-state.ts';

interface Subscription {
  readonly listener: (change: ConnectionStateChange) => void;
}

/** A connection's state: the only place that changes it, and tells those who listen. */
export class ConnectionStateHolder {
  readonly #connectionId: string;
  readonly #subscriptions = new Set<Subscription>();
  #state: ConnectionState = 'Created';

  constructor(connectionId: string) {
    this.#connectionId = connectionId;
  }

  get current(): ConnectionState {
    return this.#state;
  }

  /**
   * Listeners hear of it in a microtask: a listener that opens, closes or throws cannot get in the middle of the
   * rule that made the change, and everybody hears everything in the same order, before the call that caused it
   * returns to its caller.
   */
  become(to: ConnectionState): void {
    const from = this.#state;
    this.#state = transition(from, to);
    const change = { connectionId: this.#connectionId, from, to };
    for (const subscription of this.#subscriptions) queueMicrotask(() => this.#tell(subscription, change));
  }

  subscribe(listener: (change: ConnectionStateChange) => void): () => void {
    const subscription = { listener };
    this.#subscriptions.add(subscription);
    return () => this.#subscriptions.delete(subscription);
  }

  #tell(subscription: Subscription, change: ConnectionStateChange): void {
    if (this.#subscriptions.has(subscription)) subscription.listener(change);
  }
}
