import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { WatchSystem } from '../../../generator/src/watch/watch-system.ts';
import type { MemoryHost } from '../../support/memory-host.ts';

/** A machine whose clock runs twenty times as fast, and whose events come when the test says so. */
export class FakeWatchSystem implements WatchSystem {
  readonly watched = new Map<string, () => void>();
  /** Folders that cannot be watched. */
  readonly unwatchable = new Set<string>();
  readonly #host: MemoryHost;

  constructor(host: MemoryHost) {
    this.#host = host;
  }

  watch = (folder: string, changed: () => void): (() => void) | undefined => {
    if (this.unwatchable.has(folder)) return undefined;
    this.watched.set(folder, changed);
    return () => this.watched.delete(folder);
  };

  identify = (folder: string): string | undefined =>
    this.#host.stat(folder)?.isFolder === true ? folder : undefined;

  sleep = (milliseconds: number, signal: AbortSignal): Promise<void> =>
    setTimeout(milliseconds / 20, undefined, { signal }).catch(() => {});

  /** Saves files as a user does, and tells who watches their folders. */
  save(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      this.#host.edit(path, text);
      this.tell(path);
    }
  }

  delete(...paths: readonly string[]): void {
    for (const path of paths) {
      this.#host.remove(path);
      this.tell(path);
    }
  }

  tell(path: string): void {
    this.watched.get(dirname(path.startsWith('/') ? path : `/project/${path}`))?.();
  }
}
