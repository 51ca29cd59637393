import type { Failure, Result } from '@extconn/runtime';

/** The value of a success. */
export function expectValue<T>(result: Result<T>): T {
  if (result.isSuccess) return result.value;
  throw new Error([result.errorMessage, ...result.validationErrors].join('\n'));
}

/** The failure that a test expects. */
export function expectFailure(result: Result<unknown>): Failure {
  if (result.isFailure) return result;
  throw new Error('This should have failed');
}
