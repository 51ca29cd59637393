import { dirname, join, relative, sep } from 'node:path';
import type { Diagnostics } from './diagnostics.ts';
import type { IndexedProvider } from './emit/index-file.ts';
import { type ImportExtension, relativeModule } from './emit/modules.ts';
import { findManifests } from './find-manifests.ts';
import type { Host } from './host.ts';
import { importExtension } from './import-extension.ts';
import { Fragments } from './manifest/fragments.ts';
import { type LoadedManifest, loadManifest } from './manifest/load-manifest.ts';
import type { ProviderModel } from './model/model.ts';
import { providerIdentifiers } from './model/names.ts';
import type { Project } from './project.ts';

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
  const fragments = new Fragments(host, root);
  const local = manifests.flatMap((file) => {
    const loaded = loadManifest(host, file, root, diagnostics, fragments);
    return loaded === undefined ? [] : [{ ...loaded, file, folder: dirname(file), modelFile: undefined }];
  });
  const extension = importExtension(host, project);
  const index = toPosix(relative(root, join(root, settings.index)));
  const providers = local.map((provider) => entryOf(provider, root, index, extension));
  if (providers.length === 0 && !allowNone && !diagnostics.hasErrors) {
    diagnostics.report('no-providers', { patterns: settings.providers.join(', ') });
  }
  return {
    project,
    providers: providers.sort((a, b) => a.id - b.id),
    local,
    folders,
    importExtension: extension,
  };
}

function entryOf(
  { model, folder }: LocalProvider,
  root: string,
  index: string,
  extension: ImportExtension,
): ProviderEntry {
  const file = `${toPosix(relative(root, folder))}/provider.gen${extension}`;
  return {
    id: model.id,
    name: model.name,
    displayName: model.displayName,
    driver: model.driver,
    dataStores: model.dataStores,
    connectionModes: model.connectionModes,
    priority: model.priority,
    className: providerIdentifiers(model.name).provider,
    module: relativeModule(index, file),
    package: undefined,
    model,
  };
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}
