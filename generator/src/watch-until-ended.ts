import { resolve } from 'node:path';
import type { GenerateOptions } from './commands/generate.ts';
import { type WatchReport, watch } from './commands/watch.ts';
import { createNodeHost } from './node-host.ts';
import { createLockSystem } from './output/lock-system.ts';
import type { CommonArguments } from './run-command.ts';
import { print } from './terminal.ts';
import { nodeWatchSystem } from './watch/node-watch-system.ts';

/** Generates until somebody ends it, which is how it is meant to end. */
export async function watchUntilEnded(
  { cwd, format }: CommonArguments,
  options: Pick<GenerateOptions, 'config'>,
): Promise<void> {
  const ended = new AbortController();
  // A second signal ends the process at once, as if nobody listened.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  const host = createNodeHost(resolve(cwd), process.env);
  const context = {
    host,
    lockSystem: createLockSystem(process),
    system: nodeWatchSystem,
    signal: ended.signal,
    show: async ({ intro, diagnostics, outcome }: WatchReport): Promise<void> => {
      if (format === 'pretty') process.stdout.write(intro);
      await print(process, { host, format, isLine: true }, diagnostics, outcome);
    },
  };
  await watch(context, options);
}
