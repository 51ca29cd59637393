import { dirname } from 'node:path';
import { Diagnostics } from './diagnostics.ts';
import type { FactsCache } from './discovery/cache.ts';
import { checkConnection } from './discovery/connection.ts';
import type { KeyCase } from './emit/external-connections-schema.ts';
import type { Host } from './host.ts';
import type { KnownProvider, ProviderIdentity } from './known/known-provider.ts';
import type { KnownProviders } from './known/known-providers.ts';
import type { LocatedDocument } from './located.ts';
import { Fragments } from './manifest/fragments.ts';
import { type LoadedManifest, loadManifest } from './manifest/load-manifest.ts';
import type { ProviderModel } from './model/model.ts';
import { kebabCase } from './model/names.ts';
import type { Progress } from './progress.ts';
import { type Recording, recordHost } from './replay/recording-host.ts';
import { SharedModels } from './shared-models.ts';

/** A provider of the project's own, declared by a manifest. */
export interface LocalProvider extends Pick<LoadedManifest, 'model' | 'document'> {
  readonly identity: ProviderIdentity;
  /** The manifest, absolute. */
  readonly file: string;
  /** Absolute. */
  readonly folder: string;
  /** Where its package ships the model, absolute; undefined where its package does not share it. */
  readonly modelFile: string | undefined;
  /** What was asked to load it; undefined where the answers do not decide alone, or something was reported. */
  readonly trace: Recording | undefined;
  /** What an earlier run made of the same answers. */
  readonly known: KnownProvider | undefined;
  /** Its definition in a schema of configuration files, where an earlier run left that. */
  readonly definition: (keyCase: KeyCase) => string | undefined;
}

/** What all local providers of a run share. */
export interface LocalContext {
  readonly host: Host;
  readonly root: string;
  readonly facts: FactsCache;
  readonly known: KnownProviders | undefined;
  readonly progress: Progress;
}

/** Loads and checks the providers that manifests declare; of what is known already, only what somebody asks for. */
export async function loadLocalProviders(
  context: LocalContext,
  manifests: readonly string[],
  diagnostics: Diagnostics,
): Promise<readonly LocalProvider[]> {
  const { host, root, known, progress } = context;
  progress.phase('reading manifests');
  const fragments = new Fragments(host, root);
  const shared = new SharedModels(host, root);
  const providers: LocalProvider[] = [];
  for (const [done, file] of manifests.entries()) {
    progress.step(done, manifests.length);
    const found = known?.find(file);
    const provider =
      known === undefined || found === undefined
        ? await loadProvider(context, fragments, file, diagnostics)
        : recallProvider(context, fragments, file, found, known);
    if (provider === undefined) continue;
    const folder = dirname(file);
    const modelFile = shared.fileFor(folder, kebabCase(provider.identity.name));
    providers.push(Object.assign(provider, { file, folder, modelFile }));
  }
  return providers;
}

type Loaded = Omit<LocalProvider, 'file' | 'folder' | 'modelFile'>;

async function loadProvider(
  { host, root, facts }: LocalContext,
  fragments: Fragments,
  file: string,
  diagnostics: Diagnostics,
): Promise<Loaded | undefined> {
  const found = new Diagnostics();
  const recorded = recordHost(host, () => false);
  const manifest = loadManifest(recorded.host, file, root, found, fragments);
  const loaded = manifest && (await resolveSchema(host, manifest, found));
  if (loaded !== undefined) await checkConnection(recorded.host, connectionOf(loaded, file), facts, found);
  diagnostics.add(...found.sorted);
  if (loaded === undefined) return undefined;
  const { model, document } = loaded;
  const own = recorded.recording();
  const isDecided = found.sorted.length === 0 && model.configuration.kind === 'fields' && own !== undefined;
  const trace = isDecided ? [...own, ...fragments.trace([file, ...loaded.fragments])] : undefined;
  return {
    identity: identityOf(model),
    model,
    document,
    trace,
    known: undefined,
    definition: () => undefined,
  };
}

/** A schema written by hand says what it is only when its module runs. */
async function resolveSchema(
  host: Host,
  manifest: LoadedManifest,
  diagnostics: Diagnostics,
): Promise<LoadedManifest | undefined> {
  if (manifest.model.configuration.kind !== 'zod') return manifest;
  const { resolveHandWritten } = await import('./hand-written/resolve-schema.ts');
  // Read so that the run is known to depend on it.
  const onFile = (path: string): void => void host.read(path);
  const model = await resolveHandWritten(manifest, diagnostics, { onFile });
  return model && { ...manifest, model };
}

function recallProvider(
  { host, root }: LocalContext,
  fragments: Fragments,
  file: string,
  known: KnownProvider,
  store: KnownProviders,
): Loaded {
  let manifest: LoadedManifest | undefined;
  const load = (): LoadedManifest => {
    manifest ??= loadManifest(host, file, root, new Diagnostics(), fragments);
    if (manifest === undefined) throw new Error(`${file} changed while it was read`);
    return manifest;
  };
  return {
    identity: known.identity,
    trace: known.trace,
    known,
    definition: (keyCase) => store.definition(known, keyCase),
    get model(): ProviderModel {
      return load().model;
    },
    get document(): LocatedDocument {
      return load().document;
    },
  };
}

function identityOf(model: ProviderModel): ProviderIdentity {
  const { id, name, displayName, driver, dataStores, connectionModes, priority } = model;
  return { id, name, displayName, driver, dataStores, connectionModes, priority };
}

function connectionOf({ model, document }: LoadedManifest, file: string) {
  return {
    name: model.name,
    manifest: file,
    nameRange: () => document.locate(['name']),
    folder: dirname(file),
  };
}
