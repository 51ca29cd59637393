/** Whether a value wants to be released. */
export function isDisposable(value: unknown): value is AsyncDisposable | Disposable {
  return (
    typeof value === 'object' && value !== null && (Symbol.asyncDispose in value || Symbol.dispose in value)
  );
}

/**
 * Releases values, the last one first and one after the other: what was made later may use what was made earlier.
 *
 * @throws AggregateError with everything that was thrown, after all had their turn.
 */
export async function disposeInReverse(values: Iterable<AsyncDisposable | Disposable>): Promise<void> {
  const errors: unknown[] = [];
  for (const value of [...values].reverse()) {
    try {
      if (Symbol.asyncDispose in value) await value[Symbol.asyncDispose]();
      else value[Symbol.dispose]();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} services could not be disposed`);
}
