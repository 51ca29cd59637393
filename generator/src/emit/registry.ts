import { dirname, join, relative, sep } from 'node:path';
import type { JsonObject } from '../located.ts';
import { manifestJsonSchema } from '../manifest/manifest-json-schema.ts';
import { kebabCase } from '../model/names.ts';
import type { NamedConnections } from '../named-connections.ts';
import { addHeader } from '../output/header.ts';
import type { OutputFile, OutputFolder, OutputScope } from '../output/scope.ts';
import type { LocalProvider, Registry } from '../pipeline.ts';
import { emitConfiguration } from './configuration.ts';
import { emitConnections } from './connections-file.ts';
import { externalConnectionsSchema } from './external-connections-schema.ts';
import { emitFactory } from './factory.ts';
import { emitIndex } from './index-file.ts';
import { providerSchema } from './json-schema.ts';
import { emitProvider } from './provider.ts';

/** Renders every file of a registry. Nothing is written before all of it has been rendered. */
export function emitRegistry(
  registry: Registry,
  named?: NamedConnections,
): {
  readonly files: readonly OutputFile[];
  readonly scope: OutputScope;
} {
  const { root, settings } = registry.project;
  const index = join(root, settings.index);
  const schemas = join(root, settings.schemas);
  const providerSchemas = join(schemas, 'providers');
  const patterns = settings.providers.join(', ');
  const sharedSchema = (name: string, schema: JsonObject): OutputFile => ({
    path: join(schemas, name),
    text: addHeader('json', patterns, json(schema)),
  });
  const models = registry.providers.flatMap(({ model }) => (model === undefined ? [] : [model]));
  const files = [
    ...registry.local.flatMap((provider) => emitProviderFiles(registry, provider, providerSchemas)),
    { path: index, text: addHeader('typescript', patterns, emitIndex(registry.providers)) },
    ...(named === undefined
      ? []
      : [
          {
            path: join(dirname(index), 'connections.gen.ts'),
            text: addHeader(
              'typescript',
              named.files.join(', '),
              emitConnections(named.connections, named.files),
            ),
          },
        ]),
    sharedSchema('external-connections.schema.json', externalConnectionsSchema(models, 'camel')),
    sharedSchema('external-connections.pascal.schema.json', externalConnectionsSchema(models, 'pascal')),
    {
      path: join(schemas, 'provider-manifest.schema.json'),
      text: addHeader('json', 'the manifest language', json(manifestJsonSchema())),
    },
  ];
  const folders: OutputFolder[] = [
    ...registry.folders.map((path) => ({ path, kind: 'code' as const })),
    { path: dirname(index), kind: 'code' },
    { path: schemas, kind: 'schemas' },
    { path: providerSchemas, kind: 'schemas' },
    ...modelFolders(registry),
  ];
  return { files, scope: { root, folders } };
}

function emitProviderFiles(
  registry: Registry,
  provider: LocalProvider,
  providerSchemas: string,
): readonly OutputFile[] {
  const { model, folder, file } = provider;
  const source = relative(registry.project.root, file).split(sep).join('/');
  const code = (name: string, body: string): OutputFile => ({
    path: join(folder, `${name}.gen.ts`),
    text: addHeader('typescript', source, body),
  });
  return [
    code('configuration', emitConfiguration(model)),
    code('factory', emitFactory(model, registry.importExtension)),
    code('provider', emitProvider(model, registry.importExtension)),
    {
      path: join(providerSchemas, `${kebabCase(model.name)}.schema.json`),
      text: addHeader('json', source, json(providerSchema(model))),
    },
    ...(provider.modelFile === undefined
      ? []
      : [
          { path: provider.modelFile, text: addHeader('json', source, json(model as unknown as JsonObject)) },
        ]),
  ];
}

function modelFolders({ local }: Registry): OutputFolder[] {
  const folders = local.flatMap(({ modelFile }) => (modelFile === undefined ? [] : [dirname(modelFile)]));
  return [...new Set(folders)].map((path) => ({ path, kind: 'models' }));
}

function json(value: JsonObject): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
