import { dirname, join, resolve } from 'node:path';
import { loadJson } from './config/load-json.ts';
import { Diagnostics } from './diagnostics.ts';
import type { ImportExtension } from './emit/modules.ts';
import type { Host } from './host.ts';
import { isJsonObject, type Json } from './located.ts';
import type { Project } from './project.ts';

/** The compiler options that let relative imports end in `.ts`. */
const ALLOWING = ['rewriteRelativeImportExtensions', 'allowImportingTsExtensions'];

/** Chains of `extends` longer than this run in a circle. */
const LONGEST_CHAIN = 20;

/** How generated files write relative imports: as extconn.yaml says, else as the tsconfig.json above the index allows. */
export function importExtension(host: Host, { root, settings }: Project): ImportExtension {
  if (settings.importExtension !== 'auto') return settings.importExtension;
  const file = nearestConfig(host, dirname(join(root, settings.index)), root);
  return file !== undefined && allowsTypeScript(host, file, LONGEST_CHAIN) ? '.ts' : '.js';
}

function nearestConfig(host: Host, from: string, root: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, 'tsconfig.json');
    if (host.stat(file)?.isFile === true) return file;
    if (folder === root || dirname(folder) === folder) return undefined;
  }
}

function allowsTypeScript(host: Host, file: string, remaining: number): boolean {
  const config = readConfig(host, file);
  if (config === undefined || !isJsonObject(config)) return false;
  const options = config['compilerOptions'];
  const own = isJsonObject(options)
    ? ALLOWING.map((name) => options[name]).filter((value) => typeof value === 'boolean')
    : [];
  if (own.length > 0) return own.includes(true);
  if (remaining === 0) return false;
  // The last base wins.
  const bases = [config['extends'] ?? []]
    .flat()
    .filter((base) => typeof base === 'string')
    .reverse();
  return bases.some((base) => {
    const found = locateBase(host, dirname(file), base);
    return found !== undefined && allowsTypeScript(host, found, remaining - 1);
  });
}

/** The project's compiler reports a tsconfig.json that is broken; here it allows nothing. */
function readConfig(host: Host, file: string): Json | undefined {
  try {
    const text = host.read(file);
    return text === undefined ? undefined : loadJson(file, text, () => false, new Diagnostics())?.value;
  } catch {
    return undefined;
  }
}

function locateBase(host: Host, folder: string, base: string): string | undefined {
  const isFile = (path: string): boolean => host.stat(path)?.isFile === true;
  if (/^[./]/.test(base)) return [resolve(folder, base), `${resolve(folder, base)}.json`].find(isFile);
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, 'node_modules', base);
    const found = [path, `${path}.json`, join(path, 'tsconfig.json')].find(isFile);
    if (found !== undefined || dirname(at) === at) return found;
  }
}
