import type { Range } from '../located.ts';
import type { Finding } from './findings.ts';
import type { Machine } from './machine.ts';
import { type Regenerated, regenerate } from './regenerate.ts';

/** The part that is used here of webpack's and Rspack's compiler. */
export interface WebpackCompiler {
  readonly context: string;
  readonly hooks: {
    readonly beforeRun: AsyncHook;
    readonly watchRun: AsyncHook;
    readonly thisCompilation: { tap(name: string, work: (compilation: WebpackCompilation) => void): void };
  };
}

interface AsyncHook {
  tapPromise(name: string, work: () => Promise<void>): void;
}

/** The part that is used here of one build. */
export interface WebpackCompilation {
  readonly errors: unknown[];
  readonly warnings: unknown[];
  readonly fileDependencies: { add(path: string): unknown };
  readonly contextDependencies: { add(path: string): unknown };
}

/** Generates before every build, again for every one in watch mode. */
export function applyToWebpack({ hooks }: WebpackCompiler, machine: Machine, cwd: string): void {
  let found: Regenerated | undefined;
  const start = async (): Promise<void> => {
    found = await regenerate(machine, cwd);
  };
  // Before anything of the build is read; what is found is told to the build as soon as there is one.
  hooks.beforeRun.tapPromise('extconn', start);
  hooks.watchRun.tapPromise('extconn', start);
  hooks.thisCompilation.tap('extconn', (compilation) => {
    for (const finding of found?.errors ?? []) compilation.errors.push(errorOf(finding));
    for (const finding of found?.warnings ?? []) compilation.warnings.push(errorOf(finding));
    for (const path of found?.files ?? []) compilation.fileDependencies.add(path);
    for (const path of found?.folders ?? []) compilation.contextDependencies.add(path);
  });
}

/** An error that is about a file, not about the plugin: without a stack; `file` and `loc` are what webpack shows. */
function errorOf({ text, advice, file, range, frame }: Finding): Error {
  const error = new Error([text, ...(frame === '' ? [] : [frame]), ...advice].join('\n'));
  error.stack = '';
  if (file === undefined) return error;
  return Object.assign(error, { file, ...(range === undefined ? {} : { loc: placeOf(range) }) });
}

/** Columns count from 0 there. */
function placeOf({ line, column, endLine, endColumn }: Range): object {
  return { start: { line, column: column - 1 }, end: { line: endLine, column: endColumn - 1 } };
}
