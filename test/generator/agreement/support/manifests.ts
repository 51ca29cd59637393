import { stringify } from 'yaml';
import { Diagnostics } from '../../../../generator/src/diagnostics.ts';
import type { Json, JsonObject } from '../../../../generator/src/located.ts';
import { loadManifest } from '../../../../generator/src/manifest/load-manifest.ts';
import type { ProviderModel } from '../../../../generator/src/model/model.ts';
import { createMemoryHost } from '../../../support/memory-host.ts';

const FILE = '/project/providers/sample/provider.yaml';

/** A manifest with this configuration. */
export function manifestOf(configuration: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    manifestVersion: 1,
    id: 1000,
    name: 'Sample',
    provider: 'sample',
    dataStores: ['Sample'],
    connectionModes: ['ReadWrite'],
    configuration,
    ...more,
  };
}

/** The model of a manifest, or what is wrong with it. */
export function readManifest(
  text: string,
  files: Readonly<Record<string, string>> = {},
): { readonly model: ProviderModel | undefined; readonly faults: readonly string[] } {
  const host = createMemoryHost({ ...files, [FILE]: text });
  const diagnostics = new Diagnostics();
  const loaded = loadManifest(host, FILE, '/project', diagnostics);
  const errors = diagnostics.sorted.filter(({ severity }) => severity === 'error');
  return { model: loaded?.model, faults: errors.map(({ code, message }) => `${code} ${message}`) };
}

/** The model of a configuration that is known to be right, by way of its YAML. */
export function modelOf(configuration: JsonObject, more: JsonObject = {}): ProviderModel {
  const { model, faults } = readManifest(yamlOf(manifestOf(configuration, more)));
  if (model === undefined) throw new Error(`The manifest is refused: ${faults.join('; ')}`);
  return model;
}

export function yamlOf(value: Json): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
}
