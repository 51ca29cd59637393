/** What goes wrong with one command, planned under its present name (`hello`, never `isMaster`). */
export type CommandFault =
  /** Refused with this error and not executed. */
  | {
      readonly kind: 'error';
      readonly code: number;
      readonly codeName?: string;
      readonly message?: string;
      readonly labels?: readonly string[];
    }
  /** Never answered and not executed. */
  | { readonly kind: 'stall' }
  /** Executed and answered `delayMs` milliseconds late. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Executed; a TCP reset after the first `afterBytes` bytes of the answer. */
  | { readonly kind: 'reset'; readonly afterBytes: number }
  /** Not executed; answered with bytes that are no message: a negative length, or those given. */
  | { readonly kind: 'garbage'; readonly bytes?: Uint8Array };
