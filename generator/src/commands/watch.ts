import { Diagnostics } from '../diagnostics.ts';
import { relativePath } from '../report/relative-path.ts';
import type { Change } from '../watch/sight.ts';
import { watchProject } from '../watch/watch-project.ts';
import type { WatchSystem } from '../watch/watch-system.ts';
import type { CommandContext, CommandOutcome } from './command.ts';
import { type GenerateOptions, generate } from './generate.ts';

/** The most changed files that are named one by one. */
const MOST_NAMED = 5;

/** One run of a watch. */
export interface WatchReport {
  /** For `--format pretty`, before the diagnostics: what changed. */
  readonly intro: string;
  readonly diagnostics: Diagnostics;
  readonly outcome: CommandOutcome;
}

/** What a watch works with. */
export interface WatchContext extends Pick<CommandContext, 'host' | 'lockSystem'> {
  readonly system: WatchSystem;
  /** Shows one run; the next one waits for it. */
  readonly show: (report: WatchReport) => Promise<void>;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

/**
 * Generates, and again after every change of something that what is generated depends on. A mistake is shown and
 * leaves everything as the last good run wrote it.
 */
export async function watch(
  { host, lockSystem, system, show, signal }: WatchContext,
  { config }: Pick<GenerateOptions, 'config'>,
): Promise<void> {
  await watchProject({
    host,
    system,
    signal,
    run: async (seen, changes) => {
      const diagnostics = new Diagnostics();
      const context = { host: seen, lockSystem, diagnostics, ask: undefined };
      const outcome = await generate(context, { check: false, config });
      const names = namesOf(changes, host.cwd);
      const isFirst = names.length === 0;
      if (!isFirst && isIdle(changes, diagnostics, outcome)) return;
      await show({
        intro: changeText(names),
        diagnostics,
        outcome: {
          text: `${outcome.text}${isFirst ? 'Watching for changes; Ctrl-C ends.\n' : ''}`,
          members: { ...outcome.members, changed: names },
        },
      });
    },
  });
}

/** Whether a run was only due because something appeared or went that turned out not to matter. */
function isIdle(changes: readonly Change[], diagnostics: Diagnostics, { members }: CommandOutcome): boolean {
  const files = members['files'] as readonly { readonly action: string }[];
  const isSilent = diagnostics.sorted.length === 0 && files.every(({ action }) => action === 'same');
  return isSilent && changes.every(({ kind }) => kind === 'folder');
}

/** Files, where there are any: that they appear or go changes their folders, too. */
function namesOf(changes: readonly Change[], cwd: string): readonly string[] {
  const files = changes.filter(({ kind }) => kind === 'file');
  const named = files.length === 0 ? changes : files;
  return [...new Set(named.map(({ path }) => relativePath(path, cwd)))].sort();
}

function changeText(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  const shown = names.slice(0, MOST_NAMED).map((name) => `changed ${name}\n`);
  return more > 0 ? `${shown.join('')}changed ${more} more\n` : shown.join('');
}
