import { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import { isJsonObject, type JsonObject, type LocatedDocument } from '../located.ts';
import { buildConfiguration, buildModel, modelSize } from '../model/build-model.ts';
import type { ConfigurationModel, HandWrittenSchema, ProviderModel } from '../model/model.ts';
import { checkSource } from './check-source.ts';
import { checkKeys, describe } from './forms.ts';
import { Fragments, type SchemaSource } from './fragments.ts';
import { checkHandWritten } from './hand-written.ts';
import { CAPABILITY_KEYS, MANIFEST_KEYS } from './manifest-keys.ts';
import { readYaml } from './read-yaml.ts';
import { type Report, reporter } from './reporter.ts';
import { checkIdentity } from './rules/identity.ts';
import { definitionSites, type SchemaSite } from './schema-sites.ts';

/** How many values a model may have; the largest published connectors have some thousand. */
const LARGEST = 200_000;

/** A manifest without mistakes. */
export interface LoadedManifest {
  readonly model: ProviderModel;
  readonly document: LocatedDocument;
  /** The files of shared schemas that it depends on, absolute, sorted. */
  readonly fragments: readonly string[];
}

/**
 * Reads a manifest, reports every mistake in it, and builds its model.
 *
 * @param root - the project's folder, out of which no path of a manifest may lead.
 * @param fragments - what manifests share. Give one to all manifests of a run: shared files are then read once, and
 * their mistakes reported once.
 * @returns undefined where there is a mistake.
 */
export function loadManifest(
  host: Host,
  file: string,
  root: string,
  diagnostics: Diagnostics,
  fragments = new Fragments(host, root),
): LoadedManifest | undefined {
  const local = new Diagnostics();
  const document = readYaml(host, file, local);
  const loaded = document && readManifest(document, fragments, local, diagnostics);
  diagnostics.add(...local.sorted);
  return local.hasErrors ? undefined : loaded;
}

function readManifest(
  document: LocatedDocument,
  fragments: Fragments,
  local: Diagnostics,
  shared: Diagnostics,
): LoadedManifest | undefined {
  const { value } = document;
  const report = reporter(document, local);
  if (!isJsonObject(value)) {
    report('not-a-map', { actual: describe(value) }, []);
    return undefined;
  }
  checkKeys(value, MANIFEST_KEYS, [], report);
  if (isJsonObject(value['capabilities'])) {
    checkKeys(value['capabilities'], CAPABILITY_KEYS, ['capabilities'], report);
  }
  checkIdentity(value, document.file, report);
  const { configuration, files } = readConfiguration(document, value, fragments, report, shared);
  const model = configuration && buildModel(value, configuration);
  return model && { model, document, fragments: [...files].sort() };
}

interface ReadConfiguration {
  readonly configuration: ConfigurationModel | HandWrittenSchema | undefined;
  readonly files: Iterable<string>;
}

function readConfiguration(
  document: LocatedDocument,
  manifest: JsonObject,
  fragments: Fragments,
  report: Report,
  shared: Diagnostics,
): ReadConfiguration {
  const { configuration } = manifest;
  const node = isJsonObject(configuration) ? configuration : {};
  const isHandWritten = Object.hasOwn(node, 'zod');
  const root: SchemaSite = { node, path: ['configuration'], position: 'configuration' };
  const source: SchemaSource = {
    document,
    root: isHandWritten ? undefined : root,
    definitions: [...definitionSites(manifest, []), ...definitionSites(node, ['configuration'])],
  };
  const { builder, files } = checkSource(source, fragments, report, (file) => fragments.check(file, shared));
  if (isHandWritten)
    return { configuration: checkHandWritten(node, document.file, fragments, report), files };
  const model = builder && buildConfiguration({ node, source }, builder);
  if (modelSize(model) > LARGEST) {
    report('model-too-large', { largest: LARGEST }, ['configuration'], { part: 'key' });
  }
  return { configuration: model, files };
}
