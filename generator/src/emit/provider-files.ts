import { join, relative, sep } from 'node:path';
import type { ProviderOutput } from '../known/known-provider.ts';
import type { LocalProvider } from '../local-providers.ts';
import type { JsonObject } from '../located.ts';
import { kebabCase } from '../model/names.ts';
import { addHeader } from '../output/header.ts';
import type { OutputFile } from '../output/scope.ts';
import type { Registry } from '../pipeline.ts';
import { emitConfiguration } from './configuration.ts';
import { emitFactory } from './factory.ts';
import { providerSchema } from './json-schema.ts';
import { emitProvider } from './provider.ts';

/** The files that are generated for one provider. */
export type ProviderFiles = Readonly<Partial<Record<ProviderOutput, OutputFile>>>;

/** The files of one provider. Those of which an earlier run told the hash are rendered when somebody wants the text. */
export function providerFiles(
  { project, importExtension }: Registry,
  provider: LocalProvider,
): ProviderFiles {
  const { folder, file, modelFile, known } = provider;
  const source = relative(project.root, file).split(sep).join('/');
  const made = (output: ProviderOutput, path: string, render: () => string): OutputFile => {
    const kind = path.endsWith('.ts') ? 'typescript' : 'json';
    return outputFile(path, known?.outputs[output], () => addHeader(kind, source, render()));
  };
  const code = (name: 'configuration' | 'factory' | 'provider', render: () => string): OutputFile =>
    made(name, join(folder, `${name}.gen.ts`), render);
  const schema = join(
    project.root,
    project.settings.schemas,
    'providers',
    `${kebabCase(provider.identity.name)}.schema.json`,
  );
  return {
    configuration: code('configuration', () => emitConfiguration(provider.model, importExtension)),
    factory: code('factory', () => emitFactory(provider.model, importExtension)),
    provider: code('provider', () => emitProvider(provider.model, importExtension)),
    schema: made('schema', schema, () => jsonText(providerSchema(provider.model))),
    ...(modelFile === undefined
      ? {}
      : { model: made('model', modelFile, () => jsonText(provider.model as unknown as JsonObject)) }),
  };
}

/** @param hash - of the text, where an earlier run told it: then it is rendered when somebody wants it. */
export function outputFile(path: string, hash: string | undefined, render: () => string): OutputFile {
  if (hash === undefined) return { path, text: render() };
  let text: string | undefined;
  return {
    path,
    hash,
    get text() {
      text ??= render();
      return text;
    },
  };
}

export function jsonText(value: JsonObject): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
