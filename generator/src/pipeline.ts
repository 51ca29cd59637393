import { dirname, join, relative, sep } from 'node:path';
import type { Diagnostics } from './diagnostics.ts';
import { FactsCache } from './discovery/cache.ts';
import { discoverPackages, type InstalledProvider } from './discovery/packages.ts';
import { discoverProviders, type HandWrittenProvider } from './discovery/providers.ts';
import type { IndexedProvider } from './emit/index-file.ts';
import { type ImportExtension, relativeModule } from './emit/modules.ts';
import { findManifests } from './find-manifests.ts';
import { SETTINGS_FILE } from './find-root.ts';
import type { Host } from './host.ts';
import { importExtension } from './import-extension.ts';
import type { ProviderIdentity } from './known/known-provider.ts';
import { KnownProviders } from './known/known-providers.ts';
import { type LocalProvider, loadLocalProviders } from './local-providers.ts';
import type { DocumentPath } from './located.ts';
import { type PlacedProvider, reportCollisions } from './manifest/collisions.ts';
import type { ProviderModel } from './model/model.ts';
import { providerIdentifiers } from './model/names.ts';
import { type Progress, SILENT } from './progress.ts';
import type { Project } from './project.ts';

/** One provider of the registry, wherever it comes from. */
export interface ProviderEntry extends IndexedProvider {
  readonly displayName: string;
  /** The installed package that brings it; undefined for the project's own. */
  readonly package: string | undefined;
  /** Undefined for a provider that is written by hand without a manifest. */
  readonly model: ProviderModel | undefined;
}

/** Everything that the outputs are made from. */
export interface Registry {
  readonly project: Project;
  /** By id. */
  readonly providers: readonly ProviderEntry[];
  readonly local: readonly LocalProvider[];
  /** Folders in which providers are or were. */
  readonly folders: readonly string[];
  readonly importExtension: ImportExtension;
  /** What was read from hand-written code; `generate` keeps it for the next run. */
  readonly facts: FactsCache;
  /** What earlier runs made of manifests; undefined where nobody asked for it. */
  readonly known: KnownProviders | undefined;
}

export interface RegistryOptions {
  /** Whether a project without a provider is fine; otherwise it is a finding. */
  readonly allowNone?: boolean;
  /** The generator's build, for whom what earlier runs of it made need not be made again. */
  readonly build?: string | undefined;
  readonly progress?: Progress;
}

/** The one path all commands share: finds, loads and checks every provider. */
export async function buildRegistry(
  host: Host,
  project: Project,
  diagnostics: Diagnostics,
  { allowNone = false, build, progress = SILENT }: RegistryOptions = {},
): Promise<Registry> {
  const { root, settings } = project;
  progress.phase('finding manifests');
  const { manifests, folders } = findManifests(host, root, settings.providers);
  const facts = new FactsCache(host, root);
  const extension = importExtension(host, project);
  const known =
    build === undefined ? undefined : new KnownProviders(host, root, [build, root, settings, extension]);
  const local = await loadLocalProviders({ host, root, facts, known, progress }, manifests, diagnostics);
  progress.phase('looking for other providers');
  const declared = new Set(manifests.map((file) => dirname(file)));
  const bare = folders.filter((folder) => !declared.has(folder));
  const handWritten = await discoverProviders(host, bare, facts, diagnostics);
  const installed =
    settings.packages === 'auto'
      ? discoverPackages(host, { root, settings, settingsFile: join(root, SETTINGS_FILE) }, diagnostics)
          .providers
      : [];
  reportCollisions(
    [...local.map(placeLocal), ...handWritten.map(placeHandWritten), ...installed.map(placeInstalled)],
    diagnostics,
  );
  const moduleOf = (file: string): string => relativeModule(settings.index, toPosix(relative(root, file)));
  const providers = [
    ...local.map((provider) =>
      localEntry(provider, moduleOf(join(provider.folder, `provider.gen${extension}`))),
    ),
    ...handWritten.map((provider) =>
      handWrittenEntry(provider, moduleOf(provider.file.replace(/\.ts$/, extension))),
    ),
    ...installed.map(({ model, module, package: origin }) => ({ ...entryOf(model, module, origin), model })),
  ];
  if (providers.length === 0 && !allowNone && !diagnostics.hasErrors) {
    diagnostics.report('no-providers', { patterns: settings.providers.join(', ') });
  }
  return {
    project,
    providers: providers.sort((a, b) => a.id - b.id),
    local,
    folders,
    importExtension: extension,
    facts,
    known,
  };
}

function placeLocal(provider: LocalProvider): PlacedProvider {
  return { model: provider.identity, file: provider.file, document: provider };
}

function placeHandWritten(provider: HandWrittenProvider): PlacedProvider {
  const { file, ranges } = provider;
  const keys = {
    id: ranges.id,
    name: ranges.name,
    displayName: ranges.displayName,
    priority: ranges.priority,
  };
  const document = { locate: ([key]: DocumentPath) => keys[key as keyof typeof keys] ?? ranges.name };
  return { model: provider, file, document };
}

function placeInstalled({ model, modelFile }: InstalledProvider): PlacedProvider {
  return { model, file: modelFile };
}

function localEntry(provider: LocalProvider, module: string): ProviderEntry {
  return {
    ...entryOf(provider.identity, module),
    get model() {
      return provider.model;
    },
  };
}

function entryOf(identity: ProviderIdentity, module: string, origin?: string): Omit<ProviderEntry, 'model'> {
  const { id, name, displayName, description, driver, dataStores, connectionModes, priority } = identity;
  const className = providerIdentifiers(name).provider;
  return {
    id,
    name,
    displayName,
    description,
    driver,
    dataStores,
    connectionModes,
    priority,
    className,
    module,
    package: origin,
  };
}

function handWrittenEntry(provider: HandWrittenProvider, module: string): ProviderEntry {
  const { file: _file, ranges: _ranges, ...entry } = provider;
  return { ...entry, module, package: undefined, model: undefined };
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}
