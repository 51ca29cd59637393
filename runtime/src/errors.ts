/** How a provider classifies what its driver threw; it drives retries and the state `Broken`. */
export type ErrorClass = 'transient' | 'authentication' | 'connectionLost' | 'other';

/** Causes deeper than this are cut. */
const DEEPEST_CAUSE = 8;

/**
 * A copy of what a driver threw, without its secrets and without the objects drivers hang on their errors
 * (requests, sockets, whole configurations).
 */
export class DriverError extends Error {
  override readonly name: string;
  /** The driver's own code, such as `ECONNREFUSED`, `ELOGIN` or `ORA-01017`. */
  declare readonly code?: string | number;

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

/**
 * Copies an error, its causes and its stack through a redactor. Whatever was thrown: an error without a message of
 * its own says what those in it say, members that throw when read count as absent. Never throws.
 */
export function sanitizeError(error: unknown, redact: (text: string) => string): DriverError {
  return copy(error, redact, new Set());
}

/** The driver's code of an error, its first cause's where it has none itself. */
export function errorCode(error: unknown): string | number | undefined {
  const code = readMember(withCode(error), 'code');
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
}

/** The first in the chain of causes that has a code; undefined where none has. */
export function withCode(error: unknown): unknown {
  let at = error;
  for (let depth = 0; at !== undefined && depth < DEEPEST_CAUSE; depth += 1) {
    const code = readMember(at, 'code');
    if (typeof code === 'string' || typeof code === 'number') return at;
    at = causeOf(at);
  }
  return undefined;
}

/** A member of whatever was thrown; undefined where there is none or reading it throws. */
export function readMember(thrown: unknown, name: string): unknown {
  if (typeof thrown !== 'object' || thrown === null) return undefined;
  try {
    return Reflect.get(thrown, name);
  } catch {
    return undefined;
  }
}

/** `instanceof` for whatever was thrown: it throws for some proxies. */
export function isInstance<T>(thrown: unknown, type: new (...parameters: never[]) => T): thrown is T {
  try {
    return thrown instanceof type;
  } catch {
    return false;
  }
}

function copy(error: unknown, redact: (text: string) => string, copied: Set<unknown>): DriverError {
  copied.add(error);
  const cause = causeOf(error);
  const isEnd = cause === undefined || copied.has(cause) || copied.size >= DEEPEST_CAUSE;
  const clone = new DriverError(
    nameOf(error, redact),
    redact(messageOf(error)),
    codeOf(error, redact),
    isEnd ? undefined : copy(cause, redact, copied),
  );
  const stack = readMember(error, 'stack');
  clone.stack = typeof stack === 'string' ? redact(stack) : `${clone.name}: ${clone.message}`;
  return clone;
}

function nameOf(error: unknown, redact: (text: string) => string): string {
  const name = readMember(error, 'name');
  return typeof name === 'string' && name !== '' && redact(name) === name ? name : 'Error';
}

function codeOf(error: unknown, redact: (text: string) => string): string | number | undefined {
  const code = readMember(error, 'code');
  if (typeof code !== 'string' && typeof code !== 'number') return undefined;
  return redact(String(code)) === String(code) ? code : undefined;
}

function messageOf(error: unknown): string {
  if (typeof error === 'string') return error;
  const message = readMember(error, 'message');
  if (typeof message === 'string' && message !== '') return message;
  // Node's AggregateError of all addresses of a host that refused has none.
  const inner = membersOf(error).map((member) => readMember(member, 'message'));
  const said = inner.filter((text) => typeof text === 'string' && text !== '');
  if (said.length > 0) return said.join('; ');
  const code = readMember(error, 'code');
  return typeof code === 'string' ? code : `A value of type ${typeof error} was thrown`;
}

function causeOf(error: unknown): unknown {
  // mssql keeps the driver's own error in `originalError`, and AggregateError its first one in a list.
  return readMember(error, 'cause') ?? readMember(error, 'originalError') ?? membersOf(error)[0];
}

function membersOf(error: unknown): readonly unknown[] {
  const members = readMember(error, 'errors');
  try {
    return Array.isArray(members) ? members.slice(0, DEEPEST_CAUSE) : [];
  } catch {
    return [];
  }
}
