import { type ErrorClass, readMember, withCode } from './errors.ts';

/** Codes of the operating system that mean a live connection is gone. */
const LOST = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_SOCKET_CLOSED', 'UND_ERR_SOCKET']);
/** Codes of the operating system that may pass. */
const TRANSIENT = new Set([
  'ECONNREFUSED',
  'ETIMEDOUT',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What the operating system's codes say, for providers whose driver passes them on. */
export function classifySystemError(error: unknown): ErrorClass {
  const coded = withCode(error);
  const code = readMember(coded, 'code');
  if (typeof code !== 'string') return 'other';
  if (LOST.has(code)) return 'connectionLost';
  if (!TRANSIENT.has(code)) return 'other';
  // The network failed under a connection that was up: `read ETIMEDOUT`.
  const systemCall = readMember(coded, 'syscall');
  return systemCall === 'read' || systemCall === 'write' ? 'connectionLost' : 'transient';
}
