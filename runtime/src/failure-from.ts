import { WaitEnded } from './ending.ts';
import { type ErrorClass, InvalidStateError, isInstance, SettingError, sanitizeError } from './errors.ts';
import { type Failure, type FailureCode, Result } from './result.ts';

const CODES: Readonly<Record<ErrorClass, FailureCode>> = {
  transient: 'transient',
  authentication: 'authentication',
  connectionLost: 'connection-lost',
  other: 'driver-error',
};

/** Turns what was thrown into a failure whose sentence and exception hold no secret. */
export function failureFrom(
  error: unknown,
  about: {
    readonly message: string;
    readonly errorClass: ErrorClass;
    readonly redact: (text: string) => string;
  },
): Failure {
  // The sentence is ours and says it all.
  if (isInstance(error, InvalidStateError)) return Result.failure('invalid-state', error.message);
  const exception = sanitizeError(error, about.redact);
  return Result.failure(codeFor(error, about.errorClass), `${about.message}: ${exception.message}`, {
    exception,
  });
}

function codeFor(error: unknown, errorClass: ErrorClass): FailureCode {
  if (isInstance(error, WaitEnded)) return error.code;
  return isInstance(error, SettingError) ? error.failureCode : CODES[errorClass];
}
