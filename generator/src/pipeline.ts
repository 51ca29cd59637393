import { dirname, join, relative, sep } from 'node:path';
import type { Diagnostics } from './diagnostics.ts';
import { FactsCache } from './discovery/cache.ts';
import { checkConnections } from './discovery/connection.ts';
import { discoverPackages, type InstalledProvider } from './discovery/packages.ts';
import { discoverProviders, type HandWrittenProvider } from './discovery/providers.ts';
import type { IndexedProvider } from './emit/index-file.ts';
import { type ImportExtension, relativeModule } from './emit/modules.ts';
import { findManifests } from './find-manifests.ts';
import { SETTINGS_FILE } from './find-root.ts';
import type { Host } from './host.ts';
import { importExtension } from './import-extension.ts';
import type { DocumentPath } from './located.ts';
import { type PlacedProvider, reportCollisions } from './manifest/collisions.ts';
import { Fragments } from './manifest/fragments.ts';
import { type LoadedManifest, loadManifest } from './manifest/load-manifest.ts';
import type { ProviderModel } from './model/model.ts';
import { kebabCase, providerIdentifiers } from './model/names.ts';
import type { Project } from './project.ts';
import { SharedModels } from './shared-models.ts';

/** A provider of the project's own, declared by a manifest. */
export interface LocalProvider extends LoadedManifest {
  /** The manifest, absolute. */
  readonly file: string;
  /** Absolute. */
  readonly folder: string;
  /** Where its package ships the model, absolute; undefined where its package does not share it. */
  readonly modelFile: string | undefined;
}

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
}

export interface RegistryOptions {
  /** Whether a project without a provider is fine; otherwise it is a finding. */
  readonly allowNone?: boolean;
}

/** The one path all commands share: finds, loads and checks every provider. */
export async function buildRegistry(
  host: Host,
  project: Project,
  diagnostics: Diagnostics,
  { allowNone = false }: RegistryOptions = {},
): Promise<Registry> {
  const { root, settings } = project;
  const { manifests, folders } = findManifests(host, root, settings.providers);
  const facts = new FactsCache(host, root);
  const local = loadLocal(host, root, manifests, diagnostics);
  await checkConnections(host, local.map(connectionOf), facts, diagnostics);
  const bare = folders.filter((folder) => !manifests.some((file) => dirname(file) === folder));
  const handWritten = await discoverProviders(host, bare, facts, diagnostics);
  const installed =
    settings.packages === 'auto'
      ? discoverPackages(host, { root, settings, settingsFile: join(root, SETTINGS_FILE) }, diagnostics)
          .providers
      : [];
  reportCollisions(
    [...local, ...handWritten.map(placeHandWritten), ...installed.map(placeInstalled)],
    diagnostics,
  );
  const extension = importExtension(host, project);
  const moduleOf = (file: string): string => relativeModule(settings.index, toPosix(relative(root, file)));
  const providers = [
    ...local.map(({ model, folder }) => entryOf(model, moduleOf(join(folder, `provider.gen${extension}`)))),
    ...handWritten.map((provider) =>
      handWrittenEntry(provider, moduleOf(provider.file.replace(/\.ts$/, extension))),
    ),
    ...installed.map(({ model, module, package: name }) => entryOf(model, module, name)),
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
  };
}

function loadLocal(
  host: Host,
  root: string,
  manifests: readonly string[],
  diagnostics: Diagnostics,
): readonly LocalProvider[] {
  const fragments = new Fragments(host, root);
  const shared = new SharedModels(host, root);
  return manifests.flatMap((file) => {
    const loaded = loadManifest(host, file, root, diagnostics, fragments);
    if (loaded === undefined) return [];
    const folder = dirname(file);
    return [{ ...loaded, file, folder, modelFile: shared.fileFor(folder, kebabCase(loaded.model.name)) }];
  });
}

function connectionOf({ model, file, folder, document }: LocalProvider) {
  return { name: model.name, manifest: file, nameRange: () => document.locate(['name']), folder };
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

function entryOf(model: ProviderModel, module: string, origin?: string): ProviderEntry {
  const { id, name, displayName, driver, dataStores, connectionModes, priority } = model;
  const className = providerIdentifiers(name).provider;
  return {
    id,
    name,
    displayName,
    driver,
    dataStores,
    connectionModes,
    priority,
    className,
    module,
    package: origin,
    model,
  };
}

function handWrittenEntry(provider: HandWrittenProvider, module: string): ProviderEntry {
  const { file: _file, ranges: _ranges, ...entry } = provider;
  return { ...entry, module, package: undefined, model: undefined };
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}
