import type { Failure, Result } from '@extconn/runtime';

/** The value of a success; a failure fails the test with its own words. */
export function unwrap<T>(result: Result<T>): T {
  if (result.isSuccess) return result.value;
  throw new Error([`${result.code}: ${result.errorMessage}`, ...result.validationErrors].join('; '));
}

/** The failure; a success fails the test. */
export function failureOf(result: Result<unknown>): Failure {
  if (result.isFailure) return result;
  throw new Error('A success, where a failure was expected');
}

/** A value with the milliseconds it took. */
export async function timed<T>(work: Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  const started = performance.now();
  const value = await work;
  return { value, ms: performance.now() - started };
}
