import { type ErrorClass, errorCode } from '@extconn/runtime';

/** Wrong password; no right to log in; locked; expired. */
const AUTHENTICATION: ReadonlySet<unknown> = new Set(['ORA-01017', 'ORA-01045', 'ORA-28000', 'ORA-28001']);

/** Listener or instance not ready, or full; deadlock; serialization; resource busy. */
const TRANSIENT: ReadonlySet<unknown> = new Set([
  'NJS-511',
  'ORA-00018',
  'ORA-00020',
  'ORA-00054',
  'ORA-00060',
  'ORA-01033',
  'ORA-01034',
  'ORA-08177',
  'ORA-12170',
  'ORA-12516',
  'ORA-12519',
  'ORA-12520',
  'ORA-12528',
]);

/**
 * The session, or the way to the server, is gone. The driver makes NJS-500 of most of the server's own codes for it
 * (ORA-00028, ORA-01012, ORA-03113 and so on).
 */
const LOST: ReadonlySet<unknown> = new Set([
  'NJS-003',
  'NJS-500',
  'NJS-501',
  'NJS-503',
  'NJS-510',
  'NJS-521',
  'ORA-03113',
  'ORA-03114',
  'ORA-03135',
]);

/** What an error of oracledb is about. */
export function classifyOracleError(error: unknown): ErrorClass {
  const code = errorCode(error);
  if (AUTHENTICATION.has(code)) return 'authentication';
  if (TRANSIENT.has(code)) return 'transient';
  return LOST.has(code) ? 'connectionLost' : 'other';
}
