import assert from 'node:assert/strict';
import type { Failure, FailureCode, Result } from '../result.ts';

/** The value of a result that must be a success. */
export function successOf<T>(what: string, result: Result<T>): T {
  if (result.isSuccess) return result.value;
  const details = [result.errorMessage, ...result.validationErrors].join('; ');
  throw new assert.AssertionError({
    message: `${what} must succeed, but failed with '${result.code}': ${details}`,
    actual: result,
  });
}

/** The failure of a result that must be one, with one of some codes where there are any given. */
export function failureOf(what: string, result: Result<unknown>, ...codes: FailureCode[]): Failure {
  assert(result.isFailure, `${what} must fail, but succeeded`);
  assert(
    codes.length === 0 || codes.includes(result.code),
    `${what} must fail with '${codes.join("' or '")}', not with '${result.code}' (${result.errorMessage})`,
  );
  assert(result.errorMessage.trim() !== '', `${what} failed without saying why`);
  return result;
}

/** A failure with exactly this sentence. */
export function refusalOf(what: string, result: Result<unknown>, code: FailureCode, sentence: string): void {
  assert.equal(
    failureOf(what, result, code).errorMessage,
    sentence,
    `${what} must be refused in these words`,
  );
}

/** Settles as a promise does, unless that takes longer than so many milliseconds. */
export async function within<T>(what: string, milliseconds: number, promise: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(new assert.AssertionError({ message: `${what} did not settle within ${milliseconds} ms` })),
      milliseconds,
    );
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Waits for so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
