import type { Diagnostic } from '../diagnostics.ts';
import type { Range } from '../located.ts';
import { adviceOf } from './advice.ts';
import { printable } from './printable.ts';
import { relativePath } from './relative-path.ts';

/** Workflow commands of GitHub Actions: one line a diagnostic, shown at its place in a pull request. */
export function githubReport(diagnostics: readonly Diagnostic[], { cwd }: { readonly cwd: string }): string {
  return diagnostics.map((diagnostic) => `${commandOf(diagnostic, cwd)}\n`).join('');
}

function commandOf(diagnostic: Diagnostic, cwd: string): string {
  const { code, severity, message, file, range, related = [] } = diagnostic;
  const properties = {
    ...(file === undefined ? {} : { file: relativePath(file, cwd) }),
    ...(range === undefined ? {} : placeOf(range)),
    title: code,
  };
  const printed = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  const places = related.map(
    (place) => `${relativePath(place.file, cwd)}:${place.range?.line ?? 1}: ${place.message}`,
  );
  const lines = [message, ...adviceOf(diagnostic), ...places].map(printable);
  return `::${severity} ${printed.join(',')}::${escapeData(lines.join('\n'))}`;
}

/** Columns are refused where they stand on different lines. */
function placeOf({ line, column, endLine, endColumn }: Range): Readonly<Record<string, number>> {
  return line === endLine ? { line, col: column, endLine, endColumn } : { line, endLine };
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
