import { basename, dirname, join, sep } from 'node:path';
import type { Host } from '../host.ts';

/** Where folders really are, links followed, and whether that is inside the project. */
export class RealFolders {
  readonly #host: Host;
  readonly #root: string;
  readonly #known = new Map<string, string>();
  readonly #free = new Set<string>();

  constructor(host: Host, root: string) {
    this.#host = host;
    this.#root = host.realPath(root) ?? root;
  }

  /** Of a folder that does not exist, where it would be made. */
  resolve(folder: string): string {
    let real = this.#known.get(folder);
    if (real === undefined) {
      real = this.#host.realPath(folder) ?? this.#resolveInParent(folder);
      this.#known.set(folder, real);
    }
    return real;
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

  /** The one name a file has, whichever links lead to its folder. */
  identify(file: string): string {
    return join(this.resolve(dirname(file)), basename(file));
  }

  contains(realPath: string): boolean {
    return realPath === this.#root || realPath.startsWith(this.#root + sep);
  }

  #resolveInParent(folder: string): string {
    const parent = dirname(folder);
    return parent === folder ? folder : join(this.resolve(parent), basename(folder));
  }
}
