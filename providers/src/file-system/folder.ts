import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PathRefused, pathSegments } from './safe-path.ts';

/** What is known of a file or folder. */
export interface FileInfo {
  readonly kind: 'file' | 'folder' | 'other';
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
}

/** One entry of a folder. */
export interface FolderEntry {
  readonly name: string;
  /** Links are `other`: they are never followed. */
  readonly kind: FileInfo['kind'];
}

// Windows has neither flag. Without the second, opening a named pipe would wait for ever.
const { O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
const READ = constants.O_RDONLY | O_NOFOLLOW | O_NONBLOCK;
const WRITE = constants.O_WRONLY | constants.O_CREAT | O_NOFOLLOW | O_NONBLOCK;

/**
 * The files below a root folder. Paths are relative to it, with `/` or `\` between names. No link is followed,
 * wherever it leads.
 */
export class Folder {
  /** The root, its own links resolved. */
  readonly root: string;
  readonly isReadOnly: boolean;
  #isClosed = false;

  constructor(root: string, isReadOnly: boolean) {
    this.root = root;
    this.isReadOnly = isReadOnly;
  }

  /** A file's bytes. */
  read(path: string, signal?: AbortSignal): Promise<Buffer> {
    return this.#withFile(path, READ, (file) => file.readFile({ signal }));
  }

  /** A file's text, as UTF-8. */
  async readText(path: string, signal?: AbortSignal): Promise<string> {
    return (await this.read(path, signal)).toString('utf8');
  }

  /** Writes a file, in place of what it held; makes the folders on the way to it. An end half-way leaves half. */
  async write(path: string, data: string | Uint8Array, signal?: AbortSignal): Promise<void> {
    this.#mayChange();
    await this.#makeParents(path);
    await this.#withFile(path, WRITE, async (file) => {
      await file.truncate();
      await file.writeFile(data, { signal });
    });
  }

  /** What is in a folder, by name; the root unless told otherwise. */
  async list(path = ''): Promise<readonly FolderEntry[]> {
    const entries = await readdir(await this.#locate(path), { withFileTypes: true });
    return entries
      .map((entry) => ({ name: entry.name, kind: kindOf(entry) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** What is known of a file or folder. */
  async stat(path: string): Promise<FileInfo> {
    const stats = await lstat(await this.#locate(path));
    return { kind: kindOf(stats), size: stats.size, modified: stats.mtime };
  }

  /** Removes a file, or a folder with all that is in it; never the root. Links go, what they lead to stays. */
  async remove(path: string): Promise<void> {
    this.#mayChange();
    if (pathSegments(path).length === 0) throw new PathRefused('is the root, which is not removed');
    await rm(await this.#locate(path, true), { recursive: true });
  }

  /** Ends its use. */
  close(): void {
    this.#isClosed = true;
  }

  async #withFile<T>(path: string, flags: number, use: (file: FileHandle) => Promise<T>): Promise<T> {
    const located = await this.#locate(path);
    const file = await open(located, flags, 0o666);
    try {
      if (!(await file.stat()).isFile()) throw new PathRefused('is no file');
      // A folder that has become a link since it was looked at shows here.
      if ((await realpath(located)) !== located) throw new PathRefused('leads through a link');
      return await use(file);
    } finally {
      await file.close();
    }
  }

  /** Where a path leads, once it is sure that no name in it is a link. */
  async #locate(path: string, mayEndInLink = false): Promise<string> {
    if (this.#isClosed) throw new Error('The folder is closed');
    const segments = pathSegments(path);
    let at = this.root;
    for (const [index, segment] of segments.entries()) {
      at = join(at, segment);
      const stats = await present(at);
      const isLast = index === segments.length - 1;
      if (stats?.isSymbolicLink() === true && !(mayEndInLink && isLast)) {
        throw new PathRefused('leads through a link');
      }
    }
    return at;
  }

  async #makeParents(path: string): Promise<void> {
    const parents = pathSegments(path).slice(0, -1);
    for (const depth of parents.keys()) {
      const parent = await this.#locate(parents.slice(0, depth + 1).join('/'));
      await mkdir(parent).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    }
  }

  #mayChange(): void {
    if (!this.isReadOnly) return;
    throw Object.assign(new Error('The connection is ReadOnly'), { code: 'EROFS' });
  }
}

async function present(path: string): Promise<Stats | undefined> {
  return lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

function kindOf(entry: { isFile(): boolean; isDirectory(): boolean }): FileInfo['kind'] {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'other';
}
