/** How a provider classifies what its driver threw; it drives retries and the state `Broken`. */
export type ErrorClass = 'transient' | 'authentication' | 'connectionLost' | 'other';

/** Causes deeper than this are cut: some drivers link errors in a ring. */
const DEEPEST_CAUSE = 8;

/**
 * A copy of what a driver threw, without its secrets and without the objects drivers hang on their errors
 * (requests, sockets, whole configurations).
 */
export class DriverError extends Error {
  override readonly name: string;
  /** The driver's own code, such as `ECONNREFUSED`, `ELOGIN` or `ORA-01017`. */
  readonly code?: string | number;

  constructor(name: string, message: string, code: string | number | undefined, cause: Error | undefined) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = name;
    if (code !== undefined) this.code = code;
  }
}

/**
 * Thrown by a provider's `openDriver` for a setting that cannot be honoured: `unsupported-setting` where the
 * driver cannot do it, `invalid-configuration` where it contradicts itself or cannot be read. Never retried.
 *
 * @example
 * ```ts
 * throw new SettingError('unsupported-setting', 'Trusted_Connection needs Windows; use User Id and Password.');
 * ```
 */
export class SettingError extends Error {
  override readonly name = 'SettingError';
  readonly failureCode: 'unsupported-setting' | 'invalid-configuration';

  constructor(failureCode: SettingError['failureCode'], message: string) {
    super(message);
    this.failureCode = failureCode;
  }
}

/** A call that the connection's state does not allow. */
export class InvalidStateError extends Error {
  override readonly name = 'InvalidStateError';
}

/** Copies an error, its causes and its stack through a redactor. */
export function sanitizeError(error: unknown, redact: (text: string) => string, depth = 0): DriverError {
  if (!(error instanceof Error))
    return new DriverError('Error', redact(describe(error)), undefined, undefined);
  const cause = depth < DEEPEST_CAUSE ? causeOf(error) : undefined;
  const copy = new DriverError(
    redact(error.name),
    redact(error.message),
    codeOf(error, redact),
    cause === undefined || cause === error ? undefined : sanitizeError(cause, redact, depth + 1),
  );
  copy.stack = redact(error.stack ?? `${copy.name}: ${copy.message}`);
  return copy;
}

/** The driver's code of an error, its first cause's where it has none itself. */
export function errorCode(error: unknown): string | number | undefined {
  for (
    let at: unknown = error, depth = 0;
    at instanceof Error && depth < DEEPEST_CAUSE;
    at = causeOf(at), depth += 1
  ) {
    const code: unknown = 'code' in at ? at.code : undefined;
    if (typeof code === 'string' || typeof code === 'number') return code;
  }
  return undefined;
}

/** Codes of the operating system that mean a live connection is gone. */
const LOST = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_SOCKET_CLOSED', 'UND_ERR_SOCKET']);
/** Codes of the operating system that may pass. */
const TRANSIENT = new Set([
  'ECONNREFUSED',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What the operating system's codes say, for providers whose driver passes them on. */
export function classifySystemError(error: unknown): ErrorClass {
  const code = errorCode(error);
  if (typeof code !== 'string') return 'other';
  if (LOST.has(code)) return 'connectionLost';
  return TRANSIENT.has(code) ? 'transient' : 'other';
}

function causeOf(error: Error): unknown {
  if (error.cause !== undefined) return error.cause;
  // mssql keeps the driver's own error here, and AggregateError its first one.
  if ('originalError' in error && error.originalError instanceof Error) return error.originalError;
  return error instanceof AggregateError ? error.errors[0] : undefined;
}

function codeOf(error: Error, redact: (text: string) => string): string | number | undefined {
  const code: unknown = 'code' in error ? error.code : undefined;
  if (typeof code === 'number') return code;
  return typeof code === 'string' ? redact(code) : undefined;
}

function describe(thrown: unknown): string {
  return typeof thrown === 'string' ? thrown : `A value of type ${typeof thrown} was thrown`;
}
