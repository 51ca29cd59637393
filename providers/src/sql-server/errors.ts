import { type ErrorClass, errorCode } from '@extconn/runtime';
import { isTlsError, withCauses } from '../shared/causes.ts';

/** What the server says when it refuses a login; the driver passes on the last sentence only, and no number. */
export class LoginError extends Error {
  override readonly name = 'LoginError';
  readonly code = 'ELOGIN';
  /** SQL Server's error number. */
  readonly number: number;

  constructor(message: string, number: number) {
    super(message);
    this.number = number;
  }
}

/** The session of a connection without pooling is gone, and with it its temporary tables and settings. */
export class SessionLost extends Error {
  override readonly name = 'SessionLost';
  readonly code = 'ECONNCLOSED';

  constructor() {
    super('The session was lost; without pooling there is no other');
  }
}

/** The server's answer is none of TDS, or whoever listens to its rows threw: nobody can tell what follows on it. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
  readonly code = 'ECONNCLOSED';

  constructor(cause: Error) {
    super(`The server's answer could not be read as TDS: ${cause.message}`, { cause });
  }
}

/** Login failed; cannot open database; untrusted domain; disabled, locked; password expired or to be changed. */
const AUTHENTICATION = new Set([18456, 4060, 18452, 18470, 18486, 18487, 18488]);

/** Locks, deadlocks, limits of resources, and reconfigurations of Azure SQL: those SqlClient tries again. */
const TRANSIENT = new Set([
  1204, 1205, 1222, 4221, 10928, 10929, 40143, 40197, 40501, 40540, 40613, 42108, 42109, 49918, 49919, 49920,
]);

/** Codes of the driver that mean the session, or the way to the server, is gone. */
const LOST: ReadonlySet<unknown> = new Set(['ESOCKET', 'ECONNCLOSED', 'ENOTOPEN', 'ECLOSE', 'EINSTLOOKUP']);

/** What an error of mssql is about. */
export function classifySqlServerError(error: unknown): ErrorClass {
  for (const cause of withCauses(error)) {
    const number: unknown = 'number' in cause ? cause.number : undefined;
    if (typeof number === 'number' && AUTHENTICATION.has(number)) return 'authentication';
    if (typeof number === 'number' && TRANSIENT.has(number)) return 'transient';
    if (cause.name === 'ConnectionError' && 'code' in cause && cause.code === 'ETIMEOUT')
      return 'connectionLost';
  }
  const code = errorCode(error);
  if (code === 'ELOGIN') return 'authentication';
  // The driver calls a certificate it does not trust a broken socket; the next attempt will see the same one.
  if (isTlsError(error)) return 'other';
  return LOST.has(code) ? 'connectionLost' : 'other';
}
