/**
 * Why an operation failed, for programs. Sentences for people are in `errorMessage`.
 *
 * - `invalid-configuration`: a value is missing or refused; `validationErrors` has one sentence each.
 * - `invalid-configuration-type`: the configuration belongs to another provider.
 * - `unsupported-connection-type`: the provider does not offer this connection mode.
 * - `unsupported-data-store`: the provider does not serve this data store.
 * - `unsupported-setting`: the driver cannot do what the configuration asks for.
 * - `invalid-state`: the connection is not in a state that allows the call.
 * - `timeout`: the configured time ran out.
 * - `aborted`: the caller's signal, or `close`, ended the wait.
 * - `authentication`: the system refused the credentials.
 * - `connection-lost`: an open connection died.
 * - `transient`: the system failed in a way that may pass, and the retries are used up.
 * - `driver-missing`: the driver's package is not installed.
 * - `driver-error`: anything else the driver reported.
 * - `not-found`: a name that nothing is registered under.
 */
export type FailureCode =
  | 'invalid-configuration'
  | 'invalid-configuration-type'
  | 'unsupported-connection-type'
  | 'unsupported-data-store'
  | 'unsupported-setting'
  | 'invalid-state'
  | 'timeout'
  | 'aborted'
  | 'authentication'
  | 'connection-lost'
  | 'transient'
  | 'driver-missing'
  | 'driver-error'
  | 'not-found';

/** The outcome of something that worked. */
export interface Success<T> {
  readonly isSuccess: true;
  readonly isFailure: false;
  readonly value: T;
}

/** The outcome of something that did not work. No member of it ever contains a secret. */
export interface Failure {
  readonly isSuccess: false;
  readonly isFailure: true;
  /** One sentence that names the fault. */
  readonly errorMessage: string;
  readonly code: FailureCode;
  /** One sentence for each refused setting; empty unless the code is `invalid-configuration`. */
  readonly validationErrors: readonly string[];
  /** What the driver threw, copied without its secrets. */
  readonly exception?: Error;
}

/**
 * Success or failure, told apart by `isSuccess` or `isFailure`. Expected faults are results; only bugs throw.
 *
 * @example
 * ```ts
 * const opened = await connection.open();
 * if (opened.isFailure) console.error(opened.code, opened.errorMessage);
 * ```
 */
export type Result<T = void> = Success<T> | Failure;

/** What a failure may carry besides its sentence. */
export interface FailureDetails {
  readonly validationErrors?: readonly string[];
  readonly exception?: Error | undefined;
}

function success(): Success<void>;
function success<T>(value: T): Success<T>;
function success(value?: unknown): Success<unknown> {
  return { isSuccess: true, isFailure: false, value };
}

function failure(code: FailureCode, errorMessage: string, details: FailureDetails = {}): Failure {
  return {
    isSuccess: false,
    isFailure: true,
    errorMessage,
    code,
    validationErrors: details.validationErrors ?? [],
    ...(details.exception === undefined ? {} : { exception: details.exception }),
  };
}

/**
 * Makes results.
 *
 * @example
 * ```ts
 * const half = (n: number): Result<number> =>
 *   n % 2 === 0 ? Result.success(n / 2) : Result.failure('driver-error', `${n} is odd`);
 * ```
 */
export const Result = { success, failure } as const;
