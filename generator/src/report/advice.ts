import type { Diagnostic } from '../diagnostics.ts';

/** What a user may do about a diagnostic: one line each. */
export function adviceOf({ help, suggestion }: Diagnostic): readonly string[] {
  return [
    ...(suggestion === undefined ? [] : [`Did you mean "${suggestion}"?`]),
    ...(help === undefined ? [] : [help]),
  ];
}
