import { styleText } from 'node:util';
import type { Diagnostic, RelatedPlace } from '../diagnostics.ts';
import type { Range } from '../located.ts';
import { adviceOf } from './advice.ts';
import { codeFrame, type FrameLines, frameLines } from './code-frame.ts';
import type { FrameSource } from './frame-source.ts';
import { printable } from './printable.ts';
import { relativePath } from './relative-path.ts';

interface PrettyOptions {
  readonly cwd: string;
  readonly color?: boolean;
  readonly frame?: (file: string) => FrameSource | undefined;
}

/** For people: the place, the sentence, the code around it, and what to do. */
export function prettyReport(diagnostics: readonly Diagnostic[], options: PrettyOptions): string {
  const printer = new PrettyPrinter(options);
  return diagnostics.map((diagnostic) => `${printer.print(diagnostic).join('\n')}\n`).join('\n');
}

type Style = Parameters<typeof styleText>[0];

class PrettyPrinter {
  readonly #options: PrettyOptions;
  readonly #files = new Map<string, FrameLines | undefined>();

  constructor(options: PrettyOptions) {
    this.#options = options;
  }

  print(diagnostic: Diagnostic): readonly string[] {
    const { code, severity, message, file, range, related = [] } = diagnostic;
    const style = severity === 'error' ? 'red' : 'yellow';
    const place = file === undefined ? '' : `${this.#style('bold', this.#place(file, range))}  `;
    return [
      `${place}${this.#style(style, severity)} ${code}  ${printable(message)}`,
      ...this.#frame(file, range),
      ...adviceOf(diagnostic).map((line) => `  ${printable(line)}`),
      ...related.flatMap((other) => this.#related(other)),
    ];
  }

  #related({ message, file, range }: RelatedPlace): readonly string[] {
    return [
      `  ${this.#style('bold', this.#place(file, range))}  ${printable(message)}`,
      ...this.#frame(file, range),
    ];
  }

  #place(file: string, range: Range | undefined): string {
    const path = printable(relativePath(file, this.#options.cwd));
    return range === undefined ? path : `${path}:${range.line}:${range.column}`;
  }

  #frame(file: string | undefined, range: Range | undefined): readonly string[] {
    if (file === undefined || range === undefined) return [];
    const lines = this.#lines(file);
    const frame = lines === undefined ? [] : codeFrame(lines, range);
    return frame.map((line) => `    ${line.startsWith('>') ? line : this.#style('dim', line)}`);
  }

  #lines(file: string): FrameLines | undefined {
    if (!this.#files.has(file)) {
      const source = this.#options.frame?.(file);
      this.#files.set(file, source === undefined ? undefined : frameLines(source));
    }
    return this.#files.get(file);
  }

  #style(style: Style, text: string): string {
    // The caller decides about colour, not the state of standard output.
    return this.#options.color === true ? styleText(style, text, { validateStream: false }) : text;
  }
}
