import { findRoot } from '../find-root.ts';
import type { Host } from '../host.ts';
import { privateFolder } from '../output/private-folder.ts';
import { Bell } from './bell.ts';
import { type Change, Sight } from './sight.ts';
import type { WatchSystem } from './watch-system.ts';
import { foldersAround, WatchedFolders } from './watched-folders.ts';

/** Milliseconds for which a file may be absent while an editor replaces it. */
const REPLACEMENT = 400;
/** Milliseconds between two looks where the system cannot tell of changes. */
const LOOK = 1000;

/** What is watched, and what is done when it changes. */
export interface Watching {
  readonly host: Host;
  readonly system: WatchSystem;
  /** Does the work; whatever it asks the host is what it depends on. `changes` is empty the first time. */
  readonly run: (host: Host, changes: readonly Change[]) => Promise<void>;
  /** Ends the watch, after the run that is on. */
  readonly signal: AbortSignal;
}

/** Runs at once, and again whenever something changed that the last run depended on. */
export async function watchProject({ host, system, run, signal }: Watching): Promise<void> {
  const bell = new Bell(system, signal);
  const folders = new WatchedFolders(system, () => bell.ring());
  let changes: readonly Change[] = [];
  try {
    while (!signal.aborted) {
      const root = findRoot(host);
      const sight = new Sight(host);
      await run(
        sight.watching((path) => path.startsWith(privateFolder(root))),
        changes,
      );
      changes = await nextChanges(root, sight);
    }
  } finally {
    folders.end();
  }

  async function nextChanges(root: string, sight: Sight): Promise<readonly Change[]> {
    for (;;) {
      folders.update(foldersAround(root, sight.paths, sight.folders));
      await bell.quiet();
      if (signal.aborted) return [];
      // What happened before the folders were watched rang no bell.
      const found = await settledChanges(sight);
      if (found.length > 0) return found;
      await bell.next(folders.isIncomplete ? LOOK : undefined);
    }
  }

  async function settledChanges(sight: Sight): Promise<readonly Change[]> {
    const found = sight.changes();
    if (!sight.hasLost(found)) return found;
    await system.sleep(REPLACEMENT, signal);
    return sight.changes();
  }
}
