#!/usr/bin/env node
import type { GenerateOptions } from './commands/generate.ts';
import { answerUpToDate } from './replay/answer-up-to-date.ts';

/** Wrong usage, or a bug. */
const EXIT_WRONG = 2;

/** The two ways to say `generate` that editors and builds use all day: no parser of flags need be loaded for them. */
function plainOptions([command, flag, ...more]: readonly string[]): GenerateOptions | undefined {
  if (command !== 'generate' || more.length > 0) return undefined;
  if (flag !== undefined && flag !== '--check') return undefined;
  return { check: flag !== undefined };
}

async function start(): Promise<void> {
  const options = plainOptions(process.argv.slice(2));
  if (options === undefined) return (await import('./command-line.ts')).runCommandLine();
  // Nothing to do is answered before anything else is loaded.
  const answer = answerUpToDate(process.cwd(), options.check);
  if (answer !== undefined) process.stdout.write(answer);
  else await (await import('./plain-generate.ts')).plainGenerate(options);
}

// CommonJS, which Node starts some 20 ms sooner, has no `await` here.
start().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = EXIT_WRONG;
});
