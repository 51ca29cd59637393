/** What goes wrong with a login. */
export type LoginFault =
  /** The server refuses it with this error, whatever the credentials. */
  | { readonly kind: 'error'; readonly number: number }
  /** The login succeeds; nothing on that connection is answered after it. */
  | { readonly kind: 'stallAfter' }
  /** The answer is not TDS: a packet that claims to be shorter than its header. */
  | { readonly kind: 'garbage' }
  /** The answer is a packet of TDS with these bytes in place of tokens. */
  | { readonly kind: 'tokens'; readonly bytes: Buffer };

/** What goes wrong with a batch, a remote procedure call or a bulk load. */
export type StatementFault =
  /** It is not executed but answered with this error. */
  | { readonly kind: 'error'; readonly number: number }
  /** Neither it nor anything after it on that connection is answered. */
  | { readonly kind: 'stall' }
  /** The connection is reset after so many bytes of the answer. */
  | { readonly kind: 'reset'; readonly afterBytes: number }
  /** As for a login. */
  | { readonly kind: 'garbage' }
  | { readonly kind: 'tokens'; readonly bytes: Buffer }
  /** The first row of the answer is repeated without end. */
  | { readonly kind: 'endless' };

/** How often a fault happens, by default once, and to which statements, by default any. */
export interface FaultScope {
  readonly times?: number;
  readonly matching?: RegExp;
}

interface Planned<T> {
  readonly fault: T;
  readonly matching: RegExp;
  left: number;
}

/** The faults planned at the level of the protocol; those of the sockets are the listener's. */
export class FaultPlan {
  /** Cancellations are read and not answered. */
  ignoreAttention = false;
  /** What cancellations are answered with, in place of the acknowledgement. */
  attentionTokens: Buffer | undefined;
  #logins: Planned<LoginFault>[] = [];
  #statements: Planned<StatementFault>[] = [];

  planLogin(fault: LoginFault, times = 1): void {
    this.#logins.push({ fault, matching: /(?:)/, left: times });
  }

  planStatement(fault: StatementFault, { times = 1, matching = /(?:)/ }: FaultScope = {}): void {
    this.#statements.push({ fault, matching, left: times });
  }

  takeLogin(): LoginFault | undefined {
    return take(this.#logins, '');
  }

  takeStatement(text: string): StatementFault | undefined {
    return take(this.#statements, text);
  }

  clear(): void {
    this.ignoreAttention = false;
    this.attentionTokens = undefined;
    this.#logins = [];
    this.#statements = [];
  }
}

/** The first fault that is still to happen and is meant for this text. */
function take<T>(planned: Planned<T>[], text: string): T | undefined {
  const found = planned.find(({ left, matching }) => left > 0 && text.search(matching) >= 0);
  if (found !== undefined) found.left -= 1;
  return found?.fault;
}
