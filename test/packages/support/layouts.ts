import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cp, mkdir, rename, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * Turns what npm installed into what pnpm makes of it: every package in a folder of its own below `.pnpm`, with links
 * to its dependencies beside it; above, links to what the project itself declares, and to nothing else.
 */
export async function layOutAsPnpm(root: string): Promise<void> {
  const modules = join(root, 'node_modules');
  const flat = join(root, 'flat');
  await rename(modules, flat);
  const names = packagesIn(flat);
  const manifests = new Map(names.map((name) => [name, readManifest(join(flat, name))]));
  const home = (name: string): string => {
    const version = manifests.get(name)?.version ?? '';
    return join(modules, '.pnpm', `${name.replace('/', '+')}@${version}`, 'node_modules');
  };
  for (const [name, manifest] of manifests) {
    await mkdir(dirname(join(home(name), name)), { recursive: true });
    await rename(join(flat, name), join(home(name), name));
    await linkAll(home(name), { ...manifest.dependencies, ...manifest.optionalDependencies });
  }
  const { dependencies, devDependencies } = readManifest(root);
  await linkAll(modules, { ...dependencies, ...devDependencies });

  async function linkAll(folder: string, wanted: Readonly<Record<string, string>>): Promise<void> {
    for (const name of Object.keys(wanted).filter((candidate) => manifests.has(candidate))) {
      const link = join(folder, name);
      if (existsSync(link)) continue;
      await mkdir(dirname(link), { recursive: true });
      await symlink(relative(dirname(link), join(home(name), name)), link);
    }
  }
}

/** Gives an installed package a copy of another one for itself alone, as npm does where versions differ. */
export async function nestCopy(root: string, owner: string, name: string): Promise<void> {
  const modules = join(root, 'node_modules');
  await cp(join(modules, name), join(modules, owner, 'node_modules', name), { recursive: true });
}

function packagesIn(modules: string): readonly string[] {
  return readdirSync(modules).flatMap((name) => {
    if (name.startsWith('.')) return [];
    return name.startsWith('@')
      ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`)
      : [name];
  });
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
