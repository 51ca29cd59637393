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

function causeOf(error: Error): unknown {
  if (error.cause !== undefined) return error.cause;
  // mssql keeps tedious's own error here.
  if ('originalError' in error) return error.originalError;
  return error instanceof AggregateError ? error.errors[0] : undefined;
}
