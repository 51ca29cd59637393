import { type ConnectionState, type ConnectionStateChange, transition } from './connection-state.ts';

interface Subscription {
  readonly listener: (change: ConnectionStateChange) => void;
}

/** Who the state is of. */
interface Identified {
  readonly connectionId: string;
}

/** A connection's state: the only place that changes it, and tells those who listen. */
export class ConnectionStateHolder {
  readonly #connection: Identified;
  #subscriptions: Set<Subscription> | undefined;
  #state: ConnectionState = 'Created';

  constructor(connection: Identified) {
    this.#connection = connection;
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
    if (this.#subscriptions === undefined) return;
    const change = { connectionId: this.#connection.connectionId, from, to };
    for (const subscription of this.#subscriptions) queueMicrotask(() => this.#tell(subscription, change));
  }

  subscribe(listener: (change: ConnectionStateChange) => void): () => void {
    const subscription = { listener };
    this.#subscriptions ??= new Set();
    this.#subscriptions.add(subscription);
    return () => this.#subscriptions?.delete(subscription);
  }

  #tell(subscription: Subscription, change: ConnectionStateChange): void {
    if (this.#subscriptions?.has(subscription) === true) subscription.listener(change);
  }
}
