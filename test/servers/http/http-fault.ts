/** What goes wrong with one request, planned under its route: `GET /items`. */
export type HttpFault =
  /** The answer comes `delayMs` milliseconds late. */
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Nothing is answered, or nothing after the head and `afterBytes` bytes of the body. */
  | { readonly kind: 'stall'; readonly afterBytes?: number }
  /** A TCP reset in place of the answer, or after the head and `afterBytes` bytes of the body. */
  | { readonly kind: 'reset'; readonly afterBytes?: number }
  /** This status, without running the route's handler. */
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Bytes that are no HTTP, then the end. */
  | { readonly kind: 'garbage' };
