import type { CommandContext, CommandOutcome } from './commands/command.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { Host } from './host.ts';
import { CommandProgress } from './progress.ts';
import type { ReportFormat } from './report/formats.ts';
import { renderReport } from './report.ts';

/** Where a command is run: Node's `process`. */
export type Terminal = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'env'>;

/** How a run is printed. */
export interface Printing {
  readonly host: Host;
  readonly format: ReportFormat;
  /** Whether a JSON object takes one line, as where there are several. */
  readonly isLine?: boolean;
}

/** Prints what a command found. */
export async function print(
  { stdout, stderr, env }: Terminal,
  { host, format, isLine = false }: Printing,
  diagnostics: Diagnostics,
  { text, members, frame }: CommandOutcome,
): Promise<void> {
  // It loads the YAML library, which a run without findings does not need.
  const findings = diagnostics.sorted.length > 0;
  const defaultFrame = findings ? (await import('./report/default-frame.ts')).defaultFrame : undefined;
  const report = renderReport(format, diagnostics.sorted, {
    cwd: host.cwd,
    color: stderr.isTTY === true && env['NO_COLOR'] === undefined,
    frame: (file) => frame?.(file) ?? defaultFrame?.(host, file),
    members,
  });
  if (format === 'pretty') {
    stderr.write(report);
    stdout.write(text);
  } else {
    stdout.write(isLine ? `${JSON.stringify(JSON.parse(report))}\n` : report);
  }
}

/** What tells people how far a command is: on a terminal while it takes long, and with `--verbose` at the end. */
export function createProgress({ stderr, env }: Terminal, isVerbose: boolean): CommandProgress {
  const isSeen = stderr.isTTY === true && env['TERM'] !== 'dumb';
  return new CommandProgress({
    now: () => performance.now(),
    draw: isSeen ? (line) => stderr.write(`\r\u001B[K${line}`) : undefined,
    tell: isVerbose ? (text) => stderr.write(text) : undefined,
  });
}

/** Asks a person; undefined where nobody is there to answer. */
export function createPrompt(terminal: Terminal): CommandContext['ask'] {
  // Stdin last: Node makes it when it is looked at, which takes 3 ms.
  if (terminal.stdout.isTTY !== true || terminal.stdin.isTTY !== true) return undefined;
  return async (question, fallback) => {
    const { createInterface } = await import('node:readline/promises');
    const lines = createInterface({ input: terminal.stdin, output: terminal.stdout });
    try {
      const answer = await lines.question(
        fallback === undefined ? `${question}: ` : `${question} (${fallback}): `,
      );
      return answer.trim() === '' ? (fallback ?? '') : answer.trim();
    } finally {
      lines.close();
    }
  };
}
