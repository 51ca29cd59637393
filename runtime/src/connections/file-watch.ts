import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Clock } from '../clock.ts';
import { faultCode } from './referenced-files.ts';

/** Editors write a file in several steps; together they are one change. Milliseconds. */
const SETTLE = 100;

/**
 * Calls back when one of some files changes. It watches their folders: editors replace a file instead of writing into
 * it, and mounted secrets change by a link named `..data` beside them. It keeps no process alive.
 */
export class FileWatch {
  readonly #clock: Clock;
  readonly #onChange: () => void;
  readonly #watchers = new Map<string, FSWatcher>();
  #names: ReadonlySet<string> = new Set();
  #cancel: () => void = () => undefined;

  constructor(clock: Clock, onChange: () => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  /** Watches these files instead of those before; undefined, or the code of the system's error. */
  follow(files: readonly string[]): string | undefined {
    this.#names = new Set(files.map((file) => basename(file)));
    const folders = new Set(files.map((file) => dirname(file)));
    for (const [folder, watcher] of this.#watchers) {
      if (folders.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    try {
      for (const folder of folders) if (!this.#watchers.has(folder)) this.#watch(folder);
      return undefined;
    } catch (error) {
      return faultCode(error);
    }
  }

  close(): void {
    this.#cancel();
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  #watch(folder: string): void {
    const watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name === null || name === '..data' || this.#names.has(name)) this.#settle();
    });
    // The folder vanished; the next reload that finds the files follows it again.
    watcher.on('error', () => {
      watcher.close();
      this.#watchers.delete(folder);
    });
    this.#watchers.set(folder, watcher);
  }

  #settle(): void {
    this.#cancel();
    this.#cancel = this.#clock.schedule(this.#onChange, SETTLE);
  }
}
