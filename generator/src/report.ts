import type { Diagnostic } from './diagnostics.ts';
import type { JsonObject } from './located.ts';
import type { ReportFormat } from './report/formats.ts';
import type { FrameSource } from './report/frame-source.ts';
import { githubReport } from './report/github.ts';
import { jsonReport } from './report/json.ts';
import { prettyReport } from './report/pretty.ts';
import { sarifReport } from './report/sarif.ts';

export interface ReportOptions {
  /** Absolute; paths are shown relative to it. */
  readonly cwd: string;
  /** Whether `pretty` may use colour. Default false. */
  readonly color?: boolean;
  /** What `pretty` may show of a file; where it is undefined, no code frame is shown. */
  readonly frame?: (file: string) => FrameSource | undefined;
  /** More members of the object that `json` prints: `providers`, `files`. */
  readonly members?: JsonObject;
}

/**
 * Diagnostics as text that ends in a line break; empty where `pretty` and `github` have nothing to say.
 *
 * @example renderReport('pretty', diagnostics.sorted, { cwd: host.cwd, frame: (file) => frames.get(file) })
 */
export function renderReport(
  format: ReportFormat,
  diagnostics: readonly Diagnostic[],
  options: ReportOptions,
): string {
  switch (format) {
    case 'pretty':
      return prettyReport(diagnostics, options);
    case 'json':
      return jsonReport(diagnostics, options);
    case 'github':
      return githubReport(diagnostics, options);
    case 'sarif':
      return sarifReport(diagnostics, options);
  }
}
