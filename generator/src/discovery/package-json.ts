import { dirname, join } from 'node:path';
import type { Host } from '../host.ts';
import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import { tolerateFault } from '../output/fault.ts';

/** In the order in which a package's kind of dependency is decided, where it stands in several. */
const SECTIONS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'] as const;

/** A package that a project declares. */
export interface Dependency {
  readonly name: string;
  /** Whether the project works without it. */
  readonly isOptional: boolean;
}

/** Reads a package.json; undefined where it cannot be read or is not an object. */
export function parsePackageJson(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The direct dependencies, by name. What no package can be called is passed over: names become paths. */
export function dependenciesOf(manifest: JsonObject): readonly Dependency[] {
  const found = new Map<string, Dependency>();
  for (const section of SECTIONS) {
    for (const name of Object.keys(member(manifest, section))) {
      const isOptional =
        section === 'optionalDependencies' ||
        (section === 'peerDependencies' && isOptionalPeer(manifest, name));
      if (isPackageName(name) && !found.has(name)) found.set(name, { name, isOptional });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether a package names another as a peer that may be absent. */
export function isOptionalPeer(manifest: JsonObject, name: string): boolean {
  return (
    Object.hasOwn(member(manifest, 'peerDependencies'), name) &&
    member(member(manifest, 'peerDependenciesMeta'), name)['optional'] === true
  );
}

/** The folder of an installed package: in the nearest `node_modules` that has it, as Node looks for it. */
export function findPackage(
  host: Host,
  from: string,
  name: string,
): { folder: string; text: string } | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    let text: string | undefined;
    tolerateFault(() => {
      text = host.read(join(candidate, 'package.json'));
    });
    if (text !== undefined) return { folder: candidate, text };
    if (dirname(folder) === folder) return undefined;
  }
}

function member(object: JsonObject, key: string): JsonObject {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return isJsonObject(value) ? value : {};
}

function isPackageName(name: string): boolean {
  return name.length <= 214 && /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/i.test(name);
}
