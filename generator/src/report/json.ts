import type { Diagnostic } from '../diagnostics.ts';
import type { JsonObject, Range } from '../located.ts';
import { relativePath } from './relative-path.ts';

/** One object; members that a diagnostic does not have are absent. */
export function jsonReport(
  diagnostics: readonly Diagnostic[],
  { cwd, members = {} }: { readonly cwd: string; readonly members?: JsonObject },
): string {
  const report = { diagnostics: diagnostics.map((diagnostic) => entryOf(diagnostic, cwd)), ...members };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function entryOf(
  { code, severity, message, file, range, suggestion, help, related }: Diagnostic,
  cwd: string,
) {
  return {
    code,
    severity,
    message,
    ...placeOf(file, range, cwd),
    suggestion,
    help,
    related: related?.map((place) => ({ message: place.message, ...placeOf(place.file, place.range, cwd) })),
  };
}

function placeOf(file: string | undefined, range: Range | undefined, cwd: string) {
  return { file: file === undefined ? undefined : relativePath(file, cwd), ...range };
}
