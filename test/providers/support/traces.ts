import { inspect } from 'node:util';
import type { ConnectionStateChange, ExternalConnection } from '@extconn/runtime';

/** Everything that a value shows to whoever logs it, in one text. */
export function everythingShown(...values: readonly unknown[]): string {
  return values
    .flatMap((value) => [
      // Deep enough for whole chains of causes, but not for all of Zod behind a configuration.
      inspect(value, { depth: 7, showHidden: true, getters: true }),
      JSON.stringify(value) ?? '',
      String(value),
      ...errorsIn(value).flatMap((error) => [error.message, error.stack ?? '', String(error)]),
    ])
    .join('\n');
}

/** Follows `exception` and `cause`. */
function errorsIn(value: unknown): readonly Error[] {
  if (typeof value !== 'object' || value === null) return [];
  const next = value instanceof Error ? value.cause : Reflect.get(value, 'exception');
  return value instanceof Error ? [value, ...errorsIn(next)] : errorsIn(next);
}

/** The states a connection goes through from now on. */
export function recordStates(connection: ExternalConnection): readonly ConnectionStateChange['to'][] {
  const states: ConnectionStateChange['to'][] = [];
  connection.onStateChange(({ to }) => states.push(to));
  return states;
}
