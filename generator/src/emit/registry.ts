import { dirname, join } from 'node:path';
import { manifestJsonSchema } from '../manifest/manifest-json-schema.ts';
import type { NamedConnections } from '../named-connections.ts';
import { hashText } from '../output/hash.ts';
import { addHeader } from '../output/header.ts';
import type { OutputFile, OutputFolder, OutputScope } from '../output/scope.ts';
import type { Registry } from '../pipeline.ts';
import { emitConnections } from './connections-file.ts';
import type { KeyCase } from './external-connections-schema.ts';
import {
  type DefinedProvider,
  externalConnectionsText,
  renderDefinition,
  type SlicedText,
} from './external-connections-text.ts';
import { emitIndex, type IndexedProvider } from './index-file.ts';
import { jsonText, outputFile, type ProviderFiles, providerFiles } from './provider-files.ts';

/** Every file of a registry. */
export interface EmittedRegistry {
  readonly files: readonly OutputFile[];
  readonly scope: OutputScope;
  /** The files of each local provider, in their order. */
  readonly local: readonly ProviderFiles[];
  /** The two schemas of configuration files, with the places of the definitions of local providers, in their order. */
  readonly sections: Readonly<Record<KeyCase, SectionFile>>;
  readonly index: IndexFile;
}

type SectionFile = OutputFile & SlicedText & { readonly hash: string };

type IndexFile = OutputFile & {
  /** Hash of everything that the index is made from. */
  readonly source: string;
};

/** Renders every file of a registry. Nothing is written before all of it has been rendered. */
export function emitRegistry(registry: Registry, named?: NamedConnections): EmittedRegistry {
  const { root, settings } = registry.project;
  const index = indexFile(registry);
  const indexFolder = dirname(index.path);
  const schemas = join(root, settings.schemas);
  const local = registry.local.map((provider) => providerFiles(registry, provider));
  const sections = {
    camel: sectionFile(registry, join(schemas, 'external-connections.schema.json'), 'camel'),
    pascal: sectionFile(registry, join(schemas, 'external-connections.pascal.schema.json'), 'pascal'),
  };
  const files = [
    ...local.flatMap((made) => Object.values(made)),
    index,
    ...(named === undefined ? [] : [connectionsFile(indexFolder, named)]),
    ...Object.values(sections),
    {
      path: join(schemas, 'provider-manifest.schema.json'),
      text: addHeader('json', 'the manifest language', jsonText(manifestJsonSchema())),
    },
  ];
  const folders: OutputFolder[] = [
    ...registry.folders.map((path) => ({ path, kind: 'code' as const })),
    { path: indexFolder, kind: 'code' },
    { path: schemas, kind: 'schemas' },
    { path: join(schemas, 'providers'), kind: 'schemas' },
    ...modelFolders(registry),
  ];
  return { files, scope: { root, folders }, local, sections, index };
}

/** Rendered only where an earlier run did not make it from the same providers. */
function indexFile({ project, providers, known }: Registry): IndexFile {
  const { root, settings } = project;
  const source = hashText(JSON.stringify(providers.map(indexed)));
  const render = (): string =>
    addHeader('typescript', settings.providers.join(', '), emitIndex(providers.map(indexed)));
  return Object.assign(outputFile(join(root, settings.index), known?.indexHash(source), render), { source });
}

/** What the index needs of a provider, and no more: its model would be made. */
function indexed(provider: IndexedProvider): IndexedProvider {
  const { id, name, driver, dataStores, connectionModes, priority } = provider;
  const { className, displayName, description, module } = provider;
  return {
    id,
    name,
    driver,
    dataStores,
    connectionModes,
    priority,
    className,
    displayName,
    description,
    module,
  };
}

function connectionsFile(folder: string, { files, connections }: NamedConnections): OutputFile {
  const body = emitConnections(connections, files);
  return { path: join(folder, 'connections.gen.ts'), text: addHeader('typescript', files.join(', '), body) };
}

function sectionFile(registry: Registry, path: string, keyCase: KeyCase): SectionFile {
  const defined = definedProviders(registry);
  const body = externalConnectionsText(defined, keyCase);
  const text = addHeader('json', registry.project.settings.providers.join(', '), body.text);
  const shift = text.length - body.text.length;
  const slices = new Map(
    defined.map(({ identity }, at) => [identity.id, body.slices[at] ?? [0, 0]] as const),
  );
  return {
    path,
    text,
    hash: hashText(text),
    slices: registry.local.map(({ identity }) => {
      const [start, end] = slices.get(identity.id) ?? [0, 0];
      return [start + shift, end + shift];
    }),
  };
}

/** The providers that have a manifest, be it here or in a package, by id. */
function definedProviders({ local, providers }: Registry): readonly DefinedProvider[] {
  const own = local.map((provider) => ({
    identity: provider.identity,
    definition: (keyCase: KeyCase) =>
      provider.definition(keyCase) ?? renderDefinition(provider.model, keyCase),
  }));
  const installed = providers
    .filter((provider) => provider.package !== undefined)
    .flatMap(({ model }) =>
      model === undefined
        ? []
        : [{ identity: model, definition: (keyCase: KeyCase) => renderDefinition(model, keyCase) }],
    );
  return [...own, ...installed].sort((a, b) => a.identity.id - b.identity.id);
}

function modelFolders({ local }: Registry): OutputFolder[] {
  const folders = local.flatMap(({ modelFile }) => (modelFile === undefined ? [] : [dirname(modelFile)]));
  return [...new Set(folders)].map((path) => ({ path, kind: 'models' }));
}
