import { dirname, join, resolve } from 'node:path';
import type { DirectoryEntry, FileStat, Host } from '../host.ts';
import { hashFound } from '../output/hash.ts';
import type { Revision, RevisionFile } from './git.ts';

/** Links in a row after which they run in a circle. */
const MOST_LINKS = 40;

/** A revision as a file system that can only be read. */
export class RevisionHost implements Host {
  readonly cwd: string;
  readonly env: Host['env'];
  readonly #revision: Revision;
  readonly #files = new Map<string, RevisionFile>();
  readonly #folders = new Map<string, Set<string>>();
  readonly #contents = new Map<string, string>();

  /** @param root - absolute; where the revision's files would be. */
  constructor(root: string, env: Host['env'], revision: Revision) {
    this.cwd = root;
    this.env = env;
    this.#revision = revision;
    this.#folders.set(root, new Set());
    for (const file of revision.files) this.#add(join(root, file.path), file);
  }

  /** Reads many files at once: one by one, each would take a process of its own */
  prepare(paths: readonly string[]): void {
    const oids = paths.flatMap((path) => this.#files.get(this.#follow(path) ?? '')?.oid ?? []);
    const missing = oids.filter((oid) => !this.#contents.has(oid));
    for (const [oid, text] of this.#revision.read([...new Set(missing)])) this.#contents.set(oid, text);
  }

  read = (path: string): string | undefined => {
    const file = this.#files.get(this.#follow(path) ?? '');
    return file === undefined ? undefined : this.#text(file);
  };

  hash = (path: string): string | undefined => hashFound(this.read(path));

  stamp = (): undefined => undefined;

  list = (path: string): readonly DirectoryEntry[] => {
    const folder = this.#follow(path) ?? '';
    const names = [...(this.#folders.get(folder) ?? [])].sort();
    return names.map((name) => ({ name, isFolder: this.stat(join(folder, name))?.isFolder === true }));
  };

  stat = (path: string): FileStat | undefined => {
    const real = this.#follow(path);
    if (real === undefined) return undefined;
    const isFolder = this.#folders.has(real);
    return { isFolder, isFile: !isFolder, size: 0, modified: 0 };
  };

  realPath = (path: string): string | undefined => this.#follow(path);

  isWritable = (): boolean => false;
  replace = refuse;
  remove = refuse;
  create = refuse;
  makeFolder = refuse;

  #add(path: string, file: RevisionFile): void {
    this.#files.set(path, file);
    for (let child = path; child !== this.cwd; child = dirname(child)) {
      const folder = dirname(child);
      const names = this.#folders.get(folder) ?? new Set();
      this.#folders.set(folder, names.add(child.slice(folder.length).replace(/^[\\/]/, '')));
    }
  }

  #text(file: RevisionFile): string {
    const known = this.#contents.get(file.oid) ?? this.#revision.read([file.oid]).get(file.oid) ?? '';
    this.#contents.set(file.oid, known);
    return known;
  }

  /** Where a path leads, links followed in every part of it; undefined where it leads to nothing. */
  #follow(path: string, links = 0): string | undefined {
    const parent = path === this.cwd || dirname(path) === path ? path : this.#follow(dirname(path), links);
    if (parent === undefined || links > MOST_LINKS) return undefined;
    const here = parent === path ? path : join(parent, path.slice(dirname(path).length));
    const file = this.#files.get(here);
    if (file?.isLink === true) return this.#follow(resolve(parent, this.#text(file)), links + 1);
    return file !== undefined || this.#folders.has(here) ? here : undefined;
  }
}

function refuse(): never {
  throw new Error('A revision cannot be changed');
}
