import type { ErrorClass } from '@extconn/runtime';
import { isTlsError, withCauses } from '../shared/causes.ts';

/** Unauthorized, AuthenticationFailed, and Atlas's own. */
const AUTHENTICATION = new Set([13, 18, 8000]);

/** Unreachable, time-outs, conflicts, shutting down, and elections: those the driver would try again, too. */
const TRANSIENT = new Set([
  6, 7, 50, 89, 91, 112, 134, 189, 262, 9001, 10_107, 11_600, 11_602, 13_388, 13_435, 13_436, 63, 150,
]);

/** Errors of the driver that mean the way to the server is gone. */
const LOST = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoPoolClearedError',
  'MongoServerSelectionError',
  'MongoTopologyClosedError',
  'MongoNotConnectedError',
  'MongoClientClosedError',
  'MongoServerClosedError',
]);

/** What an error of mongodb is about. */
export function classifyMongoError(error: unknown): ErrorClass {
  // The driver looks for another server while the certificate is not trusted; there is none.
  if (isTlsError(error)) return 'other';
  for (const cause of withCauses(error)) {
    const code: unknown = 'code' in cause ? cause.code : undefined;
    if (typeof code === 'number' && AUTHENTICATION.has(code)) return 'authentication';
    if (typeof code === 'number' && TRANSIENT.has(code)) return 'transient';
    if (LOST.has(cause.name)) return 'connectionLost';
  }
  return 'other';
}

/** Whether the driver found no server because none said anything, or said it too late. */
export function isSilence(error: unknown): error is Error {
  const [selection, ...causes] = withCauses(error);
  if (selection?.name !== 'MongoServerSelectionError') return false;
  return causes.every(
    ({ name, message }) => name === 'MongoNetworkTimeoutError' || /timed out/.test(message),
  );
}
