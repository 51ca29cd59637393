import { basename, dirname } from 'node:path';
import type { DirectoryEntry, FileStat, Host } from '../host.ts';
import { hashFound } from '../output/hash.ts';

/** The file system with some files more, so that what is about to be written can be checked before it is. */
export function overlayHost(host: Host, files: ReadonlyMap<string, string>): Host {
  const folders = new Set([...files.keys()].flatMap(ancestors));
  return {
    ...host,
    read: (path) => files.get(path) ?? host.read(path),
    hash: (path) => hashFound(files.get(path)) ?? host.hash(path),
    stamp: (path) => (files.has(path) ? undefined : host.stamp(path)),
    list: (path) => mergeEntries(host.list(path), addedIn(path, files, folders)),
    stat: (path) => host.stat(path) ?? statAdded(path, files, folders),
    realPath: (path) => host.realPath(path) ?? (files.has(path) || folders.has(path) ? path : undefined),
  };
}

function ancestors(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path ? [] : [parent, ...ancestors(parent)];
}

function addedIn(
  path: string,
  files: ReadonlyMap<string, string>,
  folders: ReadonlySet<string>,
): readonly DirectoryEntry[] {
  const inside = (all: Iterable<string>, isFolder: boolean): DirectoryEntry[] =>
    [...all].filter((entry) => dirname(entry) === path).map((entry) => ({ name: basename(entry), isFolder }));
  return [...inside(files.keys(), false), ...inside(folders, true)];
}

function mergeEntries(
  there: readonly DirectoryEntry[],
  added: readonly DirectoryEntry[],
): readonly DirectoryEntry[] {
  const all = new Map([...added, ...there].map((entry) => [entry.name, entry]));
  return [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function statAdded(
  path: string,
  files: ReadonlyMap<string, string>,
  folders: ReadonlySet<string>,
): FileStat | undefined {
  const text = files.get(path);
  if (text !== undefined) return { isFile: true, isFolder: false, size: text.length, modified: 0 };
  return folders.has(path) ? { isFile: false, isFolder: true, size: 0, modified: 0 } : undefined;
}
