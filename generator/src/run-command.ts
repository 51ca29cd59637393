import { resolve } from 'node:path';
import type { CommandContext, CommandOutcome } from './commands/command.ts';
import { Diagnostics } from './diagnostics.ts';
import { createNodeHost } from './node-host.ts';
import { createLockSystem } from './output/lock-system.ts';
import type { ReportFormat } from './report/formats.ts';
import { createProgress, createPrompt, print } from './terminal.ts';

/** Fine. */
const EXIT_FINE = 0;
/** An invalid manifest or configuration, drift, or a connection that failed. */
const EXIT_FINDINGS = 1;

/** The options of every command. */
export interface CommonArguments {
  readonly cwd: string;
  readonly format: ReportFormat;
}

/** Only commands that may work for long have `--verbose`. */
export interface RunArguments extends CommonArguments {
  readonly verbose?: boolean | undefined;
}

type Run = (context: CommandContext) => Promise<CommandOutcome>;

/** Runs one command and says what it found. */
export async function run({ cwd, format, verbose = false }: RunArguments, command: Run): Promise<void> {
  const host = createNodeHost(resolve(cwd), process.env);
  const diagnostics = new Diagnostics();
  const lockSystem = createLockSystem(process);
  const progress = createProgress(process, verbose);
  const context = { host, diagnostics, lockSystem, ask: createPrompt(process), progress };
  const outcome = await command(context).finally(() => progress.end());
  await print(process, { host, format }, diagnostics, outcome);
  process.exitCode = diagnostics.hasErrors || outcome.hasFindings === true ? EXIT_FINDINGS : EXIT_FINE;
}
