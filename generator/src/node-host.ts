import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileStamp } from './file-stamp.ts';
import type { DirectoryEntry, FileStat, Host } from './host.ts';
import { hashFound } from './output/hash.ts';
import { temporaryName } from './output/temporary-name.ts';

/** The real file system. */
export function createNodeHost(cwd: string, env: Host['env']): Host {
  return {
    cwd,
    env,
    read,
    hash: (path) => hashFound(read(path)),
    stamp: fileStamp,
    list: (path) => absentAsUndefined(() => readFolder(path)) ?? [],
    stat: (path) => absentAsUndefined(() => readStat(path), isHidden),
    realPath: (path) => absentAsUndefined(() => realpathSync.native(path), isHidden),
    isWritable,
    replace,
    remove: (path) => rmSync(path, { force: true }),
    create,
    makeFolder: (path) => void mkdirSync(path, { recursive: true }),
  };
}

function read(path: string): string | undefined {
  return absentAsUndefined(() => readFileSync(path, 'utf8'));
}

function replace(path: string, text: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  // A link stays a link: what it leads to is replaced.
  const target = found?.isSymbolicLink() === true ? linkTarget(path) : path;
  const current = target === path ? found : statSync(target);
  const temporary = join(dirname(target), temporaryName(uniqueDigits()));
  try {
    inExistingFolder(temporary, () => writeFileSync(temporary, text, { flag: 'wx' }));
    if (current?.isFile() === true) chmodSync(temporary, current.mode & 0o7777);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

const processDigits = randomBytes(4).toString('hex');
let count = 0;

function uniqueDigits(): string {
  count = (count + 1) % 0x1_0000_0000;
  return processDigits + count.toString(16).padStart(8, '0');
}

function linkTarget(path: string): string {
  return absentAsUndefined(() => realpathSync.native(path)) ?? path;
}

function create(path: string, text: string): boolean {
  try {
    inExistingFolder(path, () => writeFileSync(path, text, { flag: 'wx' }));
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Most folders exist, so they are made only after a write has failed. */
function inExistingFolder(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true });
    write();
  }
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch (error) {
    const parent = dirname(path);
    return isAbsence(error) && parent !== path && isWritable(parent);
  }
}

function readFolder(path: string): readonly DirectoryEntry[] {
  return readdirSync(path, { withFileTypes: true })
    .map((entry) => ({
      name: entry.name,
      isFolder: entry.isSymbolicLink() ? leadsToFolder(join(path, entry.name)) : entry.isDirectory(),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function leadsToFolder(link: string): boolean {
  return absentAsUndefined(() => statSync(link))?.isDirectory() ?? false;
}

function readStat(path: string): FileStat | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  return { isFolder: stat.isDirectory(), isFile: stat.isFile(), size: stat.size, modified: stat.mtimeMs };
}

function absentAsUndefined<T>(read: () => T, isAbsent = isAbsence): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Nothing there, a file where a folder was meant, or links in a circle. */
function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(errorCode(error));
}

/** What a folder hides from this user cannot be told from what is not there; reading it says why. */
function isHidden(error: unknown): boolean {
  return isAbsence(error) || errorCode(error) === 'EACCES';
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
