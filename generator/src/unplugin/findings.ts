import type { Diagnostic } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import type { Range } from '../located.ts';
import { adviceOf } from '../report/advice.ts';
import { codeFrame, frameLines } from '../report/code-frame.ts';
import { defaultFrame } from '../report/default-frame.ts';
import type { FrameSource } from '../report/frame-source.ts';
import { relativePath } from '../report/relative-path.ts';

/** A mistake as bundlers show it. */
export interface Finding {
  /** `EXT1104`. */
  readonly code: string;
  /** The code and the sentence. */
  readonly text: string;
  /** What to do. */
  readonly advice: readonly string[];
  /** The text to write instead. */
  readonly suggestion: string | undefined;
  /** Absolute. */
  readonly file: string | undefined;
  readonly range: Range | undefined;
  /** The first line of the place, without its secrets; empty where there is none. */
  readonly lineText: string;
  /** The lines around the place, in the same way. */
  readonly frame: string;
  /** Where and what, on one line: `providers/notes/provider.yaml:3:7  EXT1104  …`. */
  readonly summary: string;
}

export function findingsOf(host: Host, diagnostics: readonly Diagnostic[]): readonly Finding[] {
  return diagnostics.map((diagnostic) => {
    const { code, message, suggestion, file, range } = diagnostic;
    const source = file === undefined || range === undefined ? undefined : defaultFrame(host, file);
    const text = `${code}  ${message}`;
    const place = file === undefined ? '' : placeOf(relativePath(file, host.cwd), range);
    return {
      code,
      text,
      advice: adviceOf(diagnostic),
      suggestion,
      file,
      range,
      lineText: source === undefined || range === undefined ? '' : lineOf(source, range.line),
      frame:
        source === undefined || range === undefined ? '' : codeFrame(frameLines(source), range).join('\n'),
      summary: `${place}${text}`,
    };
  });
}

function placeOf(path: string, range: Range | undefined): string {
  return range === undefined ? `${path}  ` : `${path}:${range.line}:${range.column}  `;
}

function lineOf(source: FrameSource, number: number): string {
  const { lines } = frameLines(source);
  const line = lines[number - 1] ?? '';
  return source
    .hidden(line, number)
    .reduce((text, [start, end]) => text.slice(0, start) + '•'.repeat(end - start) + text.slice(end), line);
}
