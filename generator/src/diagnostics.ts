import { CATALOGUE, type DiagnosticName, type DiagnosticParameters } from './catalogue.ts';
import type { Range } from './located.ts';

export type Severity = 'error' | 'warning';

/** A place that a second sentence is about. */
export interface RelatedPlace {
  readonly message: string;
  readonly file: string;
  readonly range?: Range;
}

/** One mistake of a user: what, where, and what to do about it. */
export interface Diagnostic {
  /** Stable: `EXT1001`. */
  readonly code: string;
  readonly severity: Severity;
  /** The sentence. */
  readonly message: string;
  /** What to do, where the sentence does not say it already. */
  readonly help?: string;
  /** Absolute path; absent for mistakes on the command line. */
  readonly file?: string;
  readonly range?: Range;
  /** What the user may have meant: the text to write instead. */
  readonly suggestion?: string;
  readonly related?: readonly RelatedPlace[];
}

/** Where a diagnostic belongs. */
export interface Place {
  readonly file?: string;
  readonly range?: Range | undefined;
  readonly suggestion?: string | undefined;
  readonly related?: readonly RelatedPlace[];
}

/** Collects the mistakes of a run, so that all show at once. */
export class Diagnostics {
  readonly #all: Diagnostic[] = [];

  /** Reports a mistake from the catalogue. */
  report<N extends DiagnosticName>(name: N, parameters: DiagnosticParameters<N>, place: Place = {}): void {
    this.add(createDiagnostic(name, parameters, place));
  }

  add(...diagnostics: readonly Diagnostic[]): void {
    this.#all.push(...diagnostics);
  }

  get hasErrors(): boolean {
    return this.#all.some(({ severity }) => severity === 'error');
  }

  /** By file, line, column and code. */
  get sorted(): readonly Diagnostic[] {
    return [...this.#all].sort(compareDiagnostics);
  }
}

/** Fills a sentence of the catalogue. */
export function createDiagnostic<N extends DiagnosticName>(
  name: N,
  parameters: DiagnosticParameters<N>,
  { file, range, suggestion, related }: Place = {},
): Diagnostic {
  const entry = CATALOGUE[name];
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (_, key) =>
      String((parameters as Record<string, unknown>)[key as string]),
    );
  return {
    code: entry.code,
    severity: entry.severity,
    message: fill(entry.message),
    ...('help' in entry ? { help: fill(entry.help) } : {}),
    ...(file === undefined ? {} : { file }),
    ...(range === undefined ? {} : { range }),
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(related === undefined ? {} : { related }),
  };
}

function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file ?? '', b.file ?? '') ||
    (a.range?.line ?? 0) - (b.range?.line ?? 0) ||
    (a.range?.column ?? 0) - (b.range?.column ?? 0) ||
    compareText(a.code, b.code)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
