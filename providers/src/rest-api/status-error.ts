import type { ErrorClass } from '@extconn/runtime';

const REFUSED_CREDENTIALS = new Set([401, 403, 407]);
const MAY_PASS = new Set([408, 425, 429, 502, 503, 504]);

/** An answer that is not a success: its status and what was asked for, but no header, no body and no query. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  /** The HTTP status, where drivers have their error codes. */
  readonly code: number;

  constructor(method: string, endpoint: string, status: number) {
    super(`${method} ${endpoint.replace(/[?#].*/s, '')} answered with status ${status}`);
    this.code = status;
  }

  get errorClass(): ErrorClass {
    if (REFUSED_CREDENTIALS.has(this.code)) return 'authentication';
    return MAY_PASS.has(this.code) ? 'transient' : 'other';
  }
}
