import { join } from 'node:path';
import type { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import { faultCode } from './fault.ts';
import type { Folders } from './folders.ts';
import { inspectHeader } from './header.ts';
import { isOutputName, type OutputFile, type OutputFolder, type OutputScope } from './scope.ts';
import { isTemporaryName } from './temporary-name.ts';

/** What earlier runs left in the output folders. */
export interface Remains {
  /** Files of ours that nobody wants any more. */
  readonly orphans: readonly OutputFile[];
  /** Paths of temporary files. */
  readonly leftovers: readonly string[];
}

export interface Search {
  readonly host: Host;
  readonly folders: Folders;
  readonly scope: OutputScope;
  readonly wanted: readonly OutputFile[];
  readonly diagnostics: Diagnostics;
}

/** Searches the output folders, and no others, for what earlier runs left. */
export function findRemains(search: Search): Remains {
  const { folders, scope, diagnostics } = search;
  const names = new WantedNames(search);
  const inside = scope.folders.filter(({ path }) => folders.contains(folders.resolve(path)));
  const scans = inside.map((folder) => {
    try {
      return scanFolder(search, folder, names);
    } catch (error) {
      diagnostics.report('output-folder-unreadable', { reason: faultCode(error) }, { file: folder.path });
      return { orphans: [], leftovers: [] };
    }
  });
  return {
    orphans: uniqueBy(
      scans.flatMap(({ orphans }) => orphans),
      ({ path }) => folders.identify(path),
    ),
    leftovers: uniqueBy(
      scans.flatMap(({ leftovers }) => leftovers),
      (path) => folders.identify(path),
    ),
  };
}

function scanFolder(
  { host, folders }: Search,
  { path: folder, kind }: OutputFolder,
  names: WantedNames,
): Remains {
  const real = folders.resolve(folder);
  const files = folders.list(folder).filter(({ isFolder }) => !isFolder);
  const orphans: OutputFile[] = [];
  for (const { name } of files) {
    if (!isOutputName(name, kind) || !names.isUnwanted(join(real, name))) continue;
    const text = readOwn(host, join(real, name));
    if (text !== undefined) orphans.push({ path: join(folder, name), text });
  }
  const leftovers = files.filter(({ name }) => isTemporaryName(name)).map(({ name }) => join(folder, name));
  return { orphans, leftovers };
}

class WantedNames {
  readonly #host: Host;
  readonly #exact: ReadonlySet<string>;
  readonly #paths: readonly string[];
  #inAnyCase: ReadonlyMap<string, string> | undefined;

  constructor({ host, folders, wanted }: Search) {
    this.#host = host;
    this.#paths = wanted.map(({ path }) => folders.identify(path));
    this.#exact = new Set(this.#paths);
  }

  isUnwanted(file: string): boolean {
    if (this.#exact.has(file)) return false;
    // Where case does not count, a wanted file may be listed under a name in another case.
    this.#inAnyCase ??= new Map(this.#paths.map((path) => [path.toLowerCase(), path]));
    const twin = this.#inAnyCase.get(file.toLowerCase());
    return twin === undefined || this.#host.realPath(twin) !== this.#host.realPath(file);
  }
}

function readOwn(host: Host, file: string): string | undefined {
  // The generator makes no links: one with the name of a generated file is somebody else's.
  if (host.realPath(file) !== file) return undefined;
  try {
    const text = host.read(file);
    return text !== undefined && inspectHeader(text) !== 'foreign' ? text : undefined;
  } catch {
    // What cannot be read cannot be shown to be ours.
    return undefined;
  }
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): readonly T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}
