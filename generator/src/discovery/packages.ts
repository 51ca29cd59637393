import { dirname, join } from 'node:path';
import type { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import { nearest } from '../text/nearest.ts';
import {
  type Dependency,
  dependenciesOf,
  findPackage,
  isOptionalPeer,
  parsePackageJson,
} from './package-json.ts';
import { type InstalledPackage, type InstalledProvider, readPackageModels } from './package-models.ts';

export type { InstalledProvider } from './package-models.ts';

/** A provider that stays out of the index because its driver, which is optional, is not among the dependencies. */
export interface OmittedProvider {
  readonly package: string;
  readonly name: string;
  readonly driver: string;
}

export interface InstalledProviders {
  /** By id. */
  readonly providers: readonly InstalledProvider[];
  readonly omitted: readonly OmittedProvider[];
}

/** What extconn.yaml says about packages: names of packages, of providers, or modules. */
export interface PackageSettings {
  readonly exclude: readonly string[];
  /** These win over other packages' providers of the same id or name. */
  readonly prefer: readonly string[];
}

/** Where packages are looked for. */
export interface PackageSearch {
  /** The project's folder, absolute. */
  readonly root: string;
  readonly settings: PackageSettings;
  /** Where mistakes in the settings are reported. */
  readonly settingsFile: string;
}

const NOTHING: InstalledProviders = { providers: [], omitted: [] };

/** Finds the providers of installed packages: direct dependencies whose package.json has a section `extconn`. */
export function discoverPackages(
  host: Host,
  { root, settings, settingsFile }: PackageSearch,
  diagnostics: Diagnostics,
): InstalledProviders {
  const file = join(root, 'package.json');
  const text = host.read(file);
  if (text === undefined) return NOTHING;
  const manifest = parsePackageJson(text);
  if (manifest === undefined) {
    diagnostics.report('package-json-invalid', {}, { file });
    return NOTHING;
  }
  const dependencies = dependenciesOf(manifest);
  const packages = findInstalled(host, root, dependencies, diagnostics);
  const brought = packages
    .filter(({ name }) => !settings.exclude.includes(name))
    .flatMap((installed) => readPackageModels(host, installed, diagnostics));
  const known = [...packages.map(({ name }) => name), ...brought.flatMap(namesOf)];
  reportUnusedSettings(settings, known, settingsFile, diagnostics);
  const included = brought.filter((provider) => !isNamed(provider, settings.exclude));
  const lacking = new Set(included.filter((provider) => lacksDriver(provider, packages, dependencies)));
  return {
    providers: settleClashes(
      included.filter((provider) => !lacking.has(provider)),
      settings.prefer,
    ),
    omitted: [...lacking].map(({ package: name, model }) => ({
      package: name,
      name: model.name,
      driver: model.driver,
    })),
  };
}

/** Whether the package leaves the driver to the project, and the project does not declare it. */
function lacksDriver(
  { package: name, model }: InstalledProvider,
  packages: readonly InstalledPackage[],
  dependencies: readonly Dependency[],
): boolean {
  const owner = packages.find((installed) => installed.name === name);
  if (owner === undefined || !isOptionalPeer(owner.manifest, model.driver)) return false;
  return !dependencies.some((dependency) => dependency.name === model.driver);
}

/** The installed packages that opt in. */
function findInstalled(
  host: Host,
  root: string,
  dependencies: readonly Dependency[],
  diagnostics: Diagnostics,
): readonly InstalledPackage[] {
  const from = host.realPath(root) ?? root;
  const missing: string[] = [];
  const found = dependencies.flatMap(({ name, isOptional }) => {
    const installed = findPackage(host, from, name);
    if (installed === undefined && !isOptional) missing.push(name);
    // Most packages have nothing to do with this, and parsing them all would take longer than everything else.
    if (installed === undefined || !installed.text.includes('"extconn"')) return [];
    const manifest = parsePackageJson(installed.text);
    if (manifest === undefined)
      diagnostics.report('package-json-invalid', {}, { file: join(installed.folder, 'package.json') });
    if (manifest === undefined || !Object.hasOwn(manifest, 'extconn')) return [];
    return [{ name, folder: installed.folder, manifest }];
  });
  if (missing.length > 0) reportMissing(host, root, missing, diagnostics);
  return found;
}

function reportMissing(host: Host, root: string, missing: readonly string[], diagnostics: Diagnostics): void {
  const file = join(root, 'package.json');
  if (usesPlugAndPlay(host, root)) diagnostics.report('packages-without-folder', {}, { file });
  else diagnostics.report('packages-not-installed', { names: missing.join(', ') }, { file });
}

function usesPlugAndPlay(host: Host, folder: string): boolean {
  if (host.stat(join(folder, '.pnp.cjs')) !== undefined) return true;
  return dirname(folder) !== folder && usesPlugAndPlay(host, dirname(folder));
}

/** Of providers that share an id or a name, those that are preferred stay. Without a preference, all do. */
function settleClashes(
  providers: readonly InstalledProvider[],
  prefer: readonly string[],
): readonly InstalledProvider[] {
  const preferred = providers.filter((provider) => isNamed(provider, prefer));
  const ids = new Set(preferred.map(({ model }) => model.id));
  const names = new Set(preferred.map(({ model }) => model.name.toLowerCase()));
  return providers
    .filter(
      (provider) =>
        preferred.includes(provider) ||
        !(ids.has(provider.model.id) || names.has(provider.model.name.toLowerCase())),
    )
    .sort((a, b) => a.model.id - b.model.id || (a.module < b.module ? -1 : 1));
}

function namesOf({ package: name, model, module }: InstalledProvider): readonly string[] {
  return [name, model.name, module];
}

function isNamed(provider: InstalledProvider, names: readonly string[]): boolean {
  return namesOf(provider).some((name) => names.includes(name));
}

function reportUnusedSettings(
  settings: PackageSettings,
  known: readonly string[],
  file: string,
  diagnostics: Diagnostics,
): void {
  for (const setting of ['exclude', 'prefer'] as const) {
    for (const value of settings[setting].filter((name) => !known.includes(name))) {
      const place = { file, suggestion: nearest(value, known) };
      diagnostics.report('setting-names-nothing', { setting, value }, place);
    }
  }
}
