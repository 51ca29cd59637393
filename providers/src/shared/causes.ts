/** Causes deeper than this are left alone: some drivers link errors in a ring. */
const DEEPEST = 8;

/** An error and what caused it, outermost first. */
export function* withCauses(error: unknown): Generator<Error> {
  let at = error;
  for (let depth = 0; at instanceof Error && depth < DEEPEST; depth += 1) {
    yield at;
    at = causeOf(at);
  }
}

const TLS = /^(?:CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|ERR_TLS_|ERR_SSL_)/;

/** Whether an error comes down to TLS: a certificate that is not trusted, or no common ground. */
export function isTlsError(error: unknown): boolean {
  for (const cause of withCauses(error)) {
    if ('code' in cause && typeof cause.code === 'string' && TLS.test(cause.code)) return true;
  }
  return false;
}

function causeOf(error: Error): unknown {
  if (error.cause !== undefined) return error.cause;
  // mssql keeps tedious's own error here.
  if ('originalError' in error) return error.originalError;
  return error instanceof AggregateError ? error.errors[0] : undefined;
}
