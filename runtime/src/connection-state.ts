/** What a connection is doing. */
export type ConnectionState =
  | 'Created'
  | 'Opening'
  | 'Open'
  | 'Executing'
  | 'Closing'
  | 'Closed'
  | 'Broken'
  | 'Disposed';

/** The states a connection may go to from each state; every change goes through this table. */
const TRANSITIONS: Readonly<Record<ConnectionState, readonly ConnectionState[]>> = {
  Created: ['Opening', 'Closed', 'Disposed'],
  Opening: ['Open', 'Closing', 'Broken'],
  Open: ['Executing', 'Closing', 'Broken'],
  Executing: ['Open', 'Closing', 'Broken'],
  Closing: ['Closed', 'Broken'],
  Closed: ['Opening', 'Disposed'],
  Broken: ['Opening', 'Closing', 'Disposed'],
  Disposed: [],
};

/** One change of state. */
export interface ConnectionStateChange {
  readonly connectionId: string;
  readonly from: ConnectionState;
  readonly to: ConnectionState;
}

/** Whether the table allows the change. */
export function canTransition(from: ConnectionState, to: ConnectionState): boolean {
  return TRANSITIONS[from].includes(to);
}

/**
 * The next state.
 *
 * @throws Error when the table does not allow the change: that is a bug in the connection layer.
 */
export function transition(from: ConnectionState, to: ConnectionState): ConnectionState {
  if (!canTransition(from, to)) throw new Error(`A connection cannot go from ${from} to ${to}`);
  return to;
}
