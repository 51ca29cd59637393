import { type ErrorClass, errorCode } from '@extconn/runtime';

/** The server asks for a password, and the configuration has none. */
export class PasswordMissing extends Error {
  override readonly name = 'PasswordMissing';

  constructor() {
    super('The server asks for a password, and none is configured');
  }
}

/** Serialization, deadlock; too many connections, no memory; locked; starting up or shutting down; out of reach. */
const TRANSIENT: ReadonlySet<unknown> = new Set([
  '40001',
  '40P01',
  '53000',
  '53200',
  '53300',
  '55P03',
  '57P03',
  '08001',
  '08004',
]);

/** Idle for too long in a transaction; ended by the administrator, a crash or idleness; protocol and socket lost. */
const LOST: ReadonlySet<unknown> = new Set(['25P03', '57P01', '57P02', '57P05', '08000', '08003', '08006']);

/** The driver has no code for these. */
const LOST_MESSAGE = /^(?:Connection terminated|Client (?:has encountered|was closed|has been closed))/;

/** What an error of pg is about, by its SQLSTATE. */
export function classifyPostgreSqlError(error: unknown): ErrorClass {
  if (error instanceof PasswordMissing) return 'authentication';
  const code = errorCode(error);
  // Class 28: invalid authorization specification.
  if (typeof code === 'string' && /^28[0-9A-Z]{3}$/.test(code)) return 'authentication';
  if (TRANSIENT.has(code)) return 'transient';
  const isLost = LOST.has(code) || (error instanceof Error && LOST_MESSAGE.test(error.message));
  return isLost ? 'connectionLost' : 'other';
}
