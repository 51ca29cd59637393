import { basename, dirname, join, sep } from 'node:path';
import type { DirectoryEntry, Host } from '../host.ts';

/** What a run knows of folders; each is looked at once, since there are many files in few folders. */
export class Folders {
  readonly #host: Host;
  readonly #root: string;
  readonly #real = new Map<string, string>();
  readonly #lists = new Map<string, readonly DirectoryEntry[]>();
  readonly #names = new Map<string, ReadonlySet<string>>();
  readonly #free = new Set<string>();

  constructor(host: Host, root: string) {
    this.#host = host;
    this.#root = host.realPath(root) ?? root;
  }

  /** Where a folder really is, links followed; of one that does not exist, where it would be made. */
  resolve(folder: string): string {
    let real = this.#real.get(folder);
    if (real === undefined) {
      const parent = dirname(folder);
      real = this.#host.realPath(folder);
      real ??= parent === folder ? folder : join(this.resolve(parent), basename(folder));
      this.#real.set(folder, real);
    }
    return real;
  }

  /** The one name a file has, whichever links lead to its folder. */
  identify(file: string): string {
    return join(this.resolve(dirname(file)), basename(file));
  }

  /** Whether a real path is inside the project. */
  contains(realPath: string): boolean {
    return realPath === this.#root || realPath.startsWith(this.#root + sep);
  }

  /** What a folder holds. Throws where it cannot be read. */
  list(folder: string): readonly DirectoryEntry[] {
    let entries = this.#lists.get(folder);
    if (entries === undefined) {
      entries = this.#host.list(folder);
      this.#lists.set(folder, entries);
    }
    return entries;
  }

  /** Whether a folder holds a file or link of this name, in any case, since case does not count everywhere. */
  holds(file: string): boolean {
    const folder = dirname(file);
    let names = this.#names.get(folder);
    if (names === undefined) {
      names = new Set(this.list(folder).map(({ name }) => plain(name)));
      this.#names.set(folder, names);
    }
    return names.has(plain(basename(file)));
  }

  /** The file that is where a folder should be, if there is one. */
  obstacle(folder: string): string | undefined {
    if (this.#free.has(folder)) return undefined;
    const stat = this.#host.stat(folder);
    if (stat !== undefined && !stat.isFolder) return folder;
    const parent = dirname(folder);
    const found = stat === undefined && parent !== folder ? this.obstacle(parent) : undefined;
    if (found === undefined) this.#free.add(folder);
    return found;
  }
}

function plain(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
