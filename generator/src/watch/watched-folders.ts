import { dirname, sep } from 'node:path';
import type { WatchSystem } from './watch-system.ts';

interface Watched {
  readonly identity: string;
  readonly end: (() => void) | undefined;
}

/** The folders in which something may happen that a run depends on, each watched by itself. */
export class WatchedFolders {
  readonly #system: WatchSystem;
  readonly #changed: () => void;
  readonly #watched = new Map<string, Watched>();

  /** @param changed - called whenever something may have changed in one of the folders. */
  constructor(system: WatchSystem, changed: () => void) {
    this.#system = system;
    this.#changed = changed;
  }

  /** Whether there is a folder that the system cannot watch; in it, changes have to be looked for. */
  get isIncomplete(): boolean {
    return [...this.#watched.values()].some(({ end }) => end === undefined);
  }

  /** Watches these folders and no others. One that was replaced by another is watched anew. */
  update(folders: ReadonlySet<string>): void {
    for (const [folder, { end }] of this.#watched) {
      if (folders.has(folder)) continue;
      end?.();
      this.#watched.delete(folder);
    }
    for (const folder of folders) {
      const identity = this.#system.identify(folder);
      const watched = this.#watched.get(folder);
      if (identity === watched?.identity) continue;
      watched?.end?.();
      if (identity === undefined) this.#watched.delete(folder);
      else this.#watched.set(folder, { identity, end: this.#system.watch(folder, this.#changed) });
    }
  }

  end(): void {
    this.update(new Set());
  }
}

/**
 * The folders around some paths: all those on the way from the root, since each of them can be renamed, deleted or
 * replaced; outside the root, those on the way from `node_modules`.
 */
export function foldersAround(root: string, paths: Iterable<string>, listed: Iterable<string>): Set<string> {
  const found = new Set<string>([root]);
  const inside = root.endsWith(sep) ? root : root + sep;
  const isKnown = (folder: string): boolean =>
    folder.startsWith(inside) || folder.includes(`${sep}node_modules`);
  const add = (from: string): void => {
    for (let folder = from; !found.has(folder) && isKnown(folder); folder = dirname(folder))
      found.add(folder);
  };
  for (const folder of listed) add(folder);
  for (const path of paths) add(dirname(path));
  return found;
}
