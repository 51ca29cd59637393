import { dirname } from 'node:path';
import { Diagnostics } from './diagnostics.ts';
import type { FactsCache } from './discovery/cache.ts';
import { checkConnection } from './discovery/connection.ts';
import type { KeyCase } from './emit/external-connections-schema.ts';
import type { Host } from './host.ts';
import type { KnownProvider, ProviderIdentity } from './known/known-provider.ts';
import type { KnownProviders } from './known/known-providers.ts';
import type { DocumentPath, Range } from './located.ts';
import { Fragments } from './manifest/fragments.ts';
import { type LoadedManifest, loadManifest } from './manifest/load-manifest.ts';
import type { ProviderModel } from './model/model.ts';
import { kebabCase } from './model/names.ts';
import type { Progress } from './progress.ts';
import { type Recording, recordHost } from './replay/recording-host.ts';
import { SharedModels } from './shared-models.ts';

/** A provider of the project's own, declared by a manifest. */
export interface LocalProvider {
  readonly identity: ProviderIdentity;
  readonly model: ProviderModel;
  /** The manifest, absolute. */
  readonly file: string;
  /** The place of a value in the manifest. Nothing is kept for it: it is asked for only where something is wrong. */
  readonly locate: (path: DocumentPath) => Range;
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
    const locate = (path: DocumentPath): Range => readAgain(context, fragments, file).document.locate(path);
    providers.push(Object.assign(provider, { file, folder, modelFile, locate }));
  }
  return providers;
}

type Loaded = Omit<LocalProvider, 'file' | 'folder' | 'modelFile' | 'locate'>;

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
  const { model } = loaded;
  const own = recorded.recording();
  const isDecided = found.sorted.length === 0 && model.configuration.kind === 'fields' && own !== undefined;
  const trace = isDecided ? [...own, ...fragments.trace([file, ...loaded.fragments])] : undefined;
  return {
    identity: identityOf(model),
    model,
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
  context: LocalContext,
  fragments: Fragments,
  file: string,
  known: KnownProvider,
  store: KnownProviders,
): Loaded {
  let model: ProviderModel | undefined;
  return {
    identity: known.identity,
    trace: known.trace,
    known,
    definition: (keyCase) => store.definition(known, keyCase),
    get model(): ProviderModel {
      model ??= readAgain(context, fragments, file).model;
      return model;
    },
  };
}

/** A manifest in which nothing was wrong a moment ago. */
function readAgain({ host, root }: LocalContext, fragments: Fragments, file: string): LoadedManifest {
  const manifest = loadManifest(host, file, root, new Diagnostics(), fragments);
  if (manifest === undefined) throw new Error(`${file} changed while it was read`);
  return manifest;
}

function identityOf(model: ProviderModel): ProviderIdentity {
  const { id, name, displayName, description, driver, dataStores, connectionModes, priority } = model;
  return {
    id,
    name,
    displayName,
    ...(description === undefined ? {} : { description }),
    driver,
    dataStores,
    connectionModes,
    priority,
  };
}

function connectionOf({ model, document }: LoadedManifest, file: string) {
  return {
    name: model.name,
    manifest: file,
    nameRange: () => document.locate(['name']),
    folder: dirname(file),
  };
}
