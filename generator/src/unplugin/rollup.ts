import type { Finding } from './findings.ts';
import type { Machine } from './machine.ts';
import { regenerate } from './regenerate.ts';

/** The part that is used here of what Rollup, Rolldown and Vite hand to hooks. */
export interface RollupContext {
  addWatchFile(path: string): void;
  warn(log: RollupLog): void;
  error(log: RollupLog): never;
}

/** A message of Rollup; columns count from 0. */
export interface RollupLog {
  readonly message: string;
  readonly code: string;
  readonly id?: string;
  readonly loc?: { readonly file: string; readonly line: number; readonly column: number };
  readonly frame?: string;
}

/** What happens when a build of Rollup, Rolldown or Vite starts, again for every build in watch mode. */
export async function startBuild(context: RollupContext, machine: Machine, cwd: string): Promise<void> {
  const { errors, warnings, files, folders } = await regenerate(machine, cwd);
  for (const path of [...files, ...folders]) context.addWatchFile(path);
  for (const warning of warnings) context.warn(logOf([warning]));
  if (errors.length > 0) context.error(logOf(errors));
}

/** One message for all: Rollup ends with the first error. It stands where the first one is. */
export function logOf([first, ...others]: readonly Finding[]): RollupLog {
  if (first === undefined) return { message: '', code: '' };
  const { code, text, advice, file, range, frame } = first;
  return {
    message: [text, ...advice, ...others.map(({ summary }) => summary)].join('\n'),
    code,
    ...(file === undefined ? {} : { id: file }),
    ...(file === undefined || range === undefined
      ? {}
      : { loc: { file, line: range.line, column: range.column - 1 } }),
    ...(frame === '' ? {} : { frame }),
  };
}
