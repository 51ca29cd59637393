import { type Stats, statSync } from 'node:fs';

/** Milliseconds within which two changes of a file may have the same time; file systems differ, the coarsest count. */
const COARSEST_CLOCK = 2_000;

/** See `Host.stamp`. The time of the last change of the entry itself is part of it: no program can set that. */
export function fileStamp(path: string): string | undefined {
  const stat = readStat(path);
  if (stat === undefined || !stat.isFile() || isRecent(stat)) return undefined;
  const { dev, ino, size, mtimeMs, ctimeMs } = stat;
  return `${dev}:${ino}:${size}:${mtimeMs}:${ctimeMs}`;
}

function readStat(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** A time in the future counts as recent: that clock is not this one. */
function isRecent({ mtimeMs, ctimeMs }: Stats): boolean {
  return Date.now() - Math.max(mtimeMs, ctimeMs) < COARSEST_CLOCK;
}
