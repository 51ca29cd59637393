import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type WatchReport, watch } from '../../../generator/src/commands/watch.ts';
import { createNodeHost } from '../../../generator/src/node-host.ts';
import { createLockSystem } from '../../../generator/src/output/lock-system.ts';
import { nodeWatchSystem } from '../../../generator/src/watch/node-watch-system.ts';

/** What one run of the watch said. */
export interface Seen {
  readonly changed: readonly string[];
  /** Action and path of every file that was not left as it is. */
  readonly files: readonly string[];
  /** Code, path and line. */
  readonly diagnostics: readonly string[];
}

/** A real folder under watch, by the machine's own events. */
export class WatchedFolder {
  readonly root: string;
  readonly #end = new AbortController();
  readonly #reports: Seen[] = [];
  #done: Promise<void> = Promise.resolve();

  private constructor(root: string) {
    this.root = root;
  }

  static async create(files: Readonly<Record<string, string>>): Promise<WatchedFolder> {
    const folder = new WatchedFolder(await realpath(await mkdtemp(join(tmpdir(), 'extconn-watch-'))));
    await folder.save(files);
    return folder;
  }

  /** Starts the watch; the first run is over when it returns. */
  async start(): Promise<Seen> {
    const context = {
      host: createNodeHost(this.root, {}),
      lockSystem: createLockSystem(process),
      system: nodeWatchSystem,
      signal: this.#end.signal,
      show: async (report: WatchReport) => void this.#reports.push(this.#seen(report)),
    };
    this.#done = watch(context, {});
    return this.next();
  }

  path(name: string): string {
    return join(this.root, name);
  }

  async save(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(this.path(name)), { recursive: true });
      await writeFile(this.path(name), text);
    }
  }

  /** The next run's report; fails where none comes. */
  async next(): Promise<Seen> {
    for (let waited = 0; waited < 25_000; waited += 20) {
      const report = this.#reports.shift();
      if (report !== undefined) return report;
      await setTimeout(20);
    }
    throw new Error('No run of the watch followed');
  }

  /** The reports that come although nothing more is due. */
  async late(): Promise<readonly Seen[]> {
    await setTimeout(1200);
    return this.#reports.splice(0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end.abort();
    await this.#done;
    await rm(this.root, { recursive: true, force: true });
  }

  #seen({ diagnostics, outcome }: WatchReport): Seen {
    const files = outcome.members['files'] as readonly { readonly path: string; readonly action: string }[];
    return {
      changed: outcome.members['changed'] as readonly string[],
      files: files.filter(({ action }) => action !== 'same').map(({ path, action }) => `${action} ${path}`),
      diagnostics: diagnostics.sorted.map(
        ({ code, file, range }) => `${code} ${file?.slice(this.root.length + 1)}:${range?.line}`,
      ),
    };
  }
}
