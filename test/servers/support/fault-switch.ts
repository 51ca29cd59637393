import { setTimeout as delay } from 'node:timers/promises';

/** What a listener does wrong, for every connection, until it is cleared. */
export type ListenerFault =
  /** The port is closed: new connections are refused, open ones live on. */
  | { readonly kind: 'refuse' }
  /** Accepts, reads and says nothing; what was held back is sent once the fault is cleared. */
  | { readonly kind: 'stall' }
  /** Sends `afterBytes` more bytes on each connection, then a TCP reset instead of the next one. */
  | { readonly kind: 'reset'; readonly afterBytes: number }
  /** Waits `delayMs` milliseconds before each write. */
  | { readonly kind: 'slow'; readonly delayMs: number };

/** The fault in force, shared by a listener and its connections. */
export class FaultSwitch {
  #current: ListenerFault | undefined;
  #stalled: (() => void)[] = [];

  get current(): ListenerFault | undefined {
    return this.#current;
  }

  set(fault: ListenerFault | undefined): void {
    this.#current = fault;
    for (const resume of this.#stalled.splice(0)) resume();
  }

  /** Settles when an answer may be written: at once, after the delay of `slow`, or at the end of a `stall`. */
  async delayAnswer(): Promise<void> {
    while (this.#current?.kind === 'stall') {
      await new Promise<void>((resume) => this.#stalled.push(resume));
    }
    if (this.#current?.kind === 'slow') await delay(this.#current.delayMs, undefined, { ref: false });
  }
}
