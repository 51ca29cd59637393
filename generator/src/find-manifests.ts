import { join } from 'node:path';
import type { Host } from './host.ts';

/** What the patterns of `providers` in extconn.yaml match; paths are absolute and sorted. */
export interface FoundManifests {
  readonly manifests: readonly string[];
  /** Every folder where a manifest could be, with or without one: what was generated there earlier is found by it. */
  readonly folders: readonly string[];
}

/** Expands patterns in which a `*` stands for any one name or part of it. */
export function findManifests(host: Host, root: string, patterns: readonly string[]): FoundManifests {
  const manifests = new Set<string>();
  const folders = new Set<string>();
  for (const pattern of patterns) {
    const segments = pattern.split('/').filter((segment) => segment !== '' && segment !== '.');
    const file = segments.pop() ?? '';
    for (const folder of expandFolders(host, root, segments)) {
      folders.add(folder);
      for (const name of expandNames(host, folder, file, false)) manifests.add(join(folder, name));
    }
  }
  return { manifests: [...manifests].sort(), folders: [...folders].sort() };
}

function expandFolders(host: Host, root: string, segments: readonly string[]): readonly string[] {
  return segments.reduce<readonly string[]>(
    (folders, segment) =>
      folders.flatMap((folder) => expandNames(host, folder, segment, true).map((name) => join(folder, name))),
    [root],
  );
}

function expandNames(host: Host, folder: string, pattern: string, folders: boolean): readonly string[] {
  if (!pattern.includes('*')) {
    const found = host.stat(join(folder, pattern));
    return found !== undefined && found.isFolder === folders ? [pattern] : [];
  }
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('[^/]*')}$`, 'u');
  return host
    .list(folder)
    .filter(
      ({ name, isFolder }) =>
        isFolder === folders && !name.startsWith('.') && name !== 'node_modules' && expression.test(name),
    )
    .map(({ name }) => name);
}
