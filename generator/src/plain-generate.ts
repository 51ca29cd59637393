import { type GenerateOptions, generate } from './commands/generate.ts';
import { run } from './run-command.ts';

/** `extconn generate` as it is run all day: in this folder, for people. */
export function plainGenerate(options: GenerateOptions): Promise<void> {
  return run({ cwd: '.', format: 'pretty' }, (context) => generate(context, options));
}
