import { type BigIntStats, statSync, watch } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { WatchSystem } from './watch-system.ts';

/** The real machine. Folders are watched one by one: watching a tree takes a handle for every file below it. */
export const nodeWatchSystem: WatchSystem = {
  watch: watchFolder,
  identify: (folder) => {
    const stat = readStat(folder);
    return stat?.isDirectory() === true ? `${stat.dev}:${stat.ino}` : undefined;
  },
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }).catch(() => {}),
};

function watchFolder(folder: string, changed: () => void): (() => void) | undefined {
  try {
    const watcher = watch(folder, { persistent: true }, changed);
    // A folder that goes away ends its watcher with an error on some systems.
    watcher.on('error', changed);
    return () => watcher.close();
  } catch {
    return undefined;
  }
}

function readStat(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
