import { type BigIntStats, statSync, watch } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { WatchSystem } from './watch-system.ts';

/** Nanoseconds within which two changes of a file may have the same time; file systems differ, the coarsest count. */
const COARSEST_CLOCK = 2_000_000_000n;

/** The real machine. Folders are watched one by one: watching a tree takes a handle for every file below it. */
export const nodeWatchSystem: WatchSystem = {
  watch: watchFolder,
  identify: (folder) => {
    const stat = readStat(folder);
    return stat?.isDirectory() === true ? `${stat.dev}:${stat.ino}` : undefined;
  },
  stamp: (file) => {
    const stat = readStat(file);
    if (stat === undefined || isRecent(stat)) return undefined;
    return `${stat.dev}:${stat.ino}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}`;
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

function isRecent({ mtimeNs, ctimeNs }: BigIntStats): boolean {
  const now = BigInt(Date.now()) * 1_000_000n;
  const last = mtimeNs > ctimeNs ? mtimeNs : ctimeNs;
  return now - last < COARSEST_CLOCK;
}
