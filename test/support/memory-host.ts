import { posix } from 'node:path';
import type { DirectoryEntry, FileStat, Host } from '../../generator/src/host.ts';
import { hashFound } from '../../generator/src/output/hash.ts';

export interface MemoryHostOptions {
  /** Default `/project`; file names that are not absolute are taken from here. */
  readonly cwd?: string;
  readonly env?: Host['env'];
  /** Files and folders that exist and cannot be read; of a folder, everything below it. */
  readonly unreadable?: readonly string[];
  /** Files and folders that cannot be changed; of a folder, everything below it. */
  readonly unwritable?: readonly string[];
  /** Symbolic links: where they are and where they lead (relative to the link's folder, or absolute). */
  readonly links?: Readonly<Record<string, string>>;
}

export interface MemoryHost extends Host {
  /** All files by absolute path, sorted. */
  snapshot(): Record<string, string>;
  /** What was changed so far, in order: `replace /project/a.gen.ts`. */
  readonly changes: readonly string[];
  /** Puts a file in place, as a user would: not counted as a change. */
  edit(path: string, text: string): void;
}

/**
 * A file system in memory, with the rules of a POSIX one.
 *
 * @example
 * ```ts
 * const host = createMemoryHost({ 'providers/mongo-db/provider.yaml': 'name: MongoDb' });
 * host.read('/project/providers/mongo-db/provider.yaml');
 * ```
 */
export function createMemoryHost(
  files: Readonly<Record<string, string>> = {},
  options: MemoryHostOptions = {},
): MemoryHost {
  const cwd = options.cwd ?? '/project';
  const absolute = (path: string): string => posix.resolve(cwd, path);
  const links = Object.entries(options.links ?? {}).map(
    ([link, target]) => [absolute(link), target] as const,
  );
  const tree = new MemoryTree(new Map(links));
  tree.addFolder(cwd);
  for (const [path, text] of Object.entries(files)) tree.write(absolute(path), text);
  const isReadable = outside((options.unreadable ?? []).map(absolute));
  const isWritable = outside((options.unwritable ?? []).map(absolute));
  const changes: string[] = [];
  return {
    cwd,
    env: options.env ?? {},
    ...readingPart(tree, absolute, isReadable),
    ...writingPart(tree, absolute, isWritable, changes),
    snapshot: () =>
      Object.fromEntries(
        [...tree.files].map(([path, { text }]) => [path, text] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
      ),
    changes,
    edit: (path, text) => tree.write(tree.resolve(absolute(path)), text),
  };
}

type PathTest = (path: string) => boolean;

function outside(paths: readonly string[]): PathTest {
  return (path) => !paths.some((entry) => path === entry || path.startsWith(`${entry}/`));
}

function readingPart(tree: MemoryTree, absolute: (path: string) => string, isReadable: PathTest) {
  const resolve = (path: string): string => tree.resolve(absolute(path));
  const check = (path: string): void => {
    if (!isReadable(path)) throw fault('EACCES', 'permission denied', path);
  };
  const read = (path: string): string | undefined => {
    const real = resolve(path);
    if (tree.isFolder(real)) throw fault('EISDIR', 'illegal operation on a directory', path);
    if (tree.files.has(real)) check(real);
    return tree.files.get(real)?.text;
  };
  return {
    read,
    hash: (path) => hashFound(read(path)),
    stamp: (path) => tree.files.get(resolve(path))?.modified.toString(),
    list(path) {
      const real = resolve(path);
      if (tree.isFolder(real)) check(real);
      return tree.list(real);
    },
    stat: (path) => tree.stat(resolve(path)),
    realPath(path) {
      const real = resolve(path);
      return tree.stat(real) === undefined ? undefined : real;
    },
  } satisfies Partial<Host>;
}

function writingPart(
  tree: MemoryTree,
  absolute: (path: string) => string,
  isWritable: PathTest,
  changes: string[],
) {
  const record = (verb: string, path: string): void => {
    if (!isWritable(path) || !isWritable(posix.dirname(path)))
      throw fault('EACCES', 'permission denied', path);
    changes.push(`${verb} ${path}`);
  };
  return {
    isWritable: (path) => isWritable(tree.resolve(absolute(path))),
    replace(path, text) {
      const real = tree.resolve(absolute(path));
      if (tree.isFolder(real)) throw fault('EISDIR', 'illegal operation on a directory', path);
      record('replace', real);
      tree.write(real, text);
    },
    remove(path) {
      const real = tree.resolveParent(absolute(path));
      if (tree.isFolder(real)) throw fault('EISDIR', 'is a directory', path);
      if (tree.files.has(real) || tree.links.has(real)) record('remove', real);
      tree.files.delete(real);
      tree.links.delete(real);
    },
    create(path, text) {
      const real = tree.resolve(absolute(path));
      if (tree.stat(real) !== undefined) return false;
      record('create', real);
      tree.write(real, text);
      return true;
    },
    makeFolder(path) {
      const real = tree.resolve(absolute(path));
      if (tree.isFolder(real)) return;
      record('makeFolder', real);
      tree.addFolder(real);
    },
  } satisfies Partial<Host>;
}

/** Files, folders and links by absolute path. */
class MemoryTree {
  readonly files = new Map<string, { readonly text: string; readonly modified: number }>();
  readonly #folders = new Set<string>(['/']);
  readonly links: Map<string, string>;
  #now = 0;

  constructor(links: Map<string, string>) {
    this.links = links;
    for (const link of links.keys()) this.addFolder(posix.dirname(link));
  }

  addFolder(path: string): void {
    for (let folder = path; folder !== '/'; folder = posix.dirname(folder)) {
      if (this.files.has(folder)) throw fault('ENOTDIR', 'not a directory', folder);
      this.#folders.add(folder);
    }
  }

  write(path: string, text: string): void {
    this.addFolder(posix.dirname(path));
    this.#now += 1;
    this.files.set(path, { text, modified: this.#now });
  }

  isFolder(path: string): boolean {
    return this.#folders.has(path);
  }

  stat(path: string): FileStat | undefined {
    if (this.isFolder(path)) return { isFolder: true, isFile: false, size: 0, modified: 0 };
    const file = this.files.get(path);
    if (file === undefined) return undefined;
    return { isFolder: false, isFile: true, size: Buffer.byteLength(file.text), modified: file.modified };
  }

  list(folder: string): readonly DirectoryEntry[] {
    if (!this.isFolder(folder)) return [];
    const names = [...this.files.keys(), ...this.#folders, ...this.links.keys()]
      .filter((path) => path !== '/' && posix.dirname(path) === folder)
      .map((path) => posix.basename(path));
    return [...new Set(names)]
      .sort()
      .map((name) => ({ name, isFolder: this.isFolder(this.resolve(posix.join(folder, name))) }));
  }

  /** Follows links in every part of a path. */
  resolve(path: string, depth = 0): string {
    if (path === '/') return path;
    const here = this.resolveParent(path, depth);
    const target = this.links.get(here);
    if (target === undefined || depth > 40) return here;
    return this.resolve(posix.resolve(posix.dirname(here), target), depth + 1);
  }

  /** Follows links in every part of a path but the last. */
  resolveParent(path: string, depth = 0): string {
    return posix.join(this.resolve(posix.dirname(path), depth), posix.basename(path));
  }
}

function fault(code: string, words: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${words}, '${path}'`), { code });
}
