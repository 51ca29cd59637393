import { CATALOGUE } from '../../../../generator/src/catalogue.ts';
import { loadJson } from '../../../../generator/src/config/load-json.ts';
import { type Diagnostic, Diagnostics } from '../../../../generator/src/diagnostics.ts';
import { importJsonSchema } from '../../../../generator/src/import-schema/import-json-schema.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../../generator/src/located.ts';
import { loadManifest } from '../../../../generator/src/manifest/load-manifest.ts';
import { loadYaml } from '../../../../generator/src/manifest/load-yaml.ts';
import type { ConfigurationModel, ProviderModel } from '../../../../generator/src/model/model.ts';
import { createMemoryHost } from '../../../support/memory-host.ts';

export const IDENTITY = {
  name: 'Sample',
  id: 1000,
  driver: 'sample',
  dataStores: ['Sample'],
  connectionModes: ['ReadWrite'],
  priority: 100,
};

export const SCHEMA_PATH = '../../schemas/provider-manifest.schema.json';

const FILE = '/project/providers/sample/provider.yaml';

/** What came of an import. */
export interface Imported {
  /** Undefined where no manifest came of it. */
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** `name line:column` of each, with the text in the source that it points at. */
  readonly said: readonly string[];
  /** The manifest, parsed. */
  readonly manifest: JsonObject;
  readonly configuration: JsonObject;
  /** Errors of the loader; none, ever. */
  readonly faults: readonly string[];
  readonly model: ProviderModel | undefined;
}

/** Imports a schema given as a value, or as the text of a JSON file. */
export function importSchema(schema: Json | { readonly text: string }): Imported {
  const isText = isJsonObject(schema as Json) && typeof (schema as JsonObject)['text'] === 'string';
  const source = isText ? String((schema as JsonObject)['text']) : JSON.stringify(schema, undefined, 2);
  const diagnostics = new Diagnostics();
  const document = loadJson('/project/schema.json', source, () => true, diagnostics);
  if (document === undefined) throw new Error('The test gives no JSON');
  const text = importJsonSchema(document, IDENTITY, SCHEMA_PATH, diagnostics);
  const manifest = text === undefined ? {} : parse(text);
  return {
    text,
    diagnostics: diagnostics.sorted,
    said: diagnostics.sorted.map((diagnostic) => describe(diagnostic, source)),
    manifest,
    configuration: isJsonObject(manifest['configuration']) ? manifest['configuration'] : {},
    ...load(text),
  };
}

/** The configuration's fields of a model. */
export function fieldsOf(model: ProviderModel | undefined): ConfigurationModel {
  if (model?.configuration.kind !== 'fields') throw new Error('The manifest has no fields');
  return model.configuration;
}

export function nameOf({ code }: Diagnostic): string {
  return Object.entries(CATALOGUE).find(([, entry]) => entry.code === code)?.[0] ?? code;
}

function parse(text: string): JsonObject {
  const value = loadYaml(FILE, text, text.length, new Diagnostics())?.value ?? null;
  return isJsonObject(value) ? value : {};
}

function load(text: string | undefined): Pick<Imported, 'faults' | 'model'> {
  if (text === undefined) return { faults: [], model: undefined };
  const diagnostics = new Diagnostics();
  const loaded = loadManifest(createMemoryHost({ [FILE]: text }), FILE, '/project', diagnostics);
  const errors = diagnostics.sorted.filter(({ severity }) => severity === 'error');
  return { faults: errors.map(({ code, message }) => `${code} ${message}`), model: loaded?.model };
}

function describe(diagnostic: Diagnostic, source: string): string {
  const { line, column, endLine, endColumn } = diagnostic.range ?? {
    line: 0,
    column: 0,
    endLine: 0,
    endColumn: 0,
  };
  const words = source.split('\n')[line - 1] ?? '';
  const pointed = endLine === line ? words.slice(column - 1, endColumn - 1) : `${words.slice(column - 1)}…`;
  return `${nameOf(diagnostic)} ${pointed}`;
}

/** What becomes of one field, with what was said about it. Beside it stands another, so that there is always one. */
export function importField(
  schema: Json,
  definitions: JsonObject = {},
  name = 'x',
): {
  readonly field: Json | undefined;
  readonly said: readonly string[];
  readonly definitions: Json | undefined;
} {
  const { configuration, manifest, said, faults } = importSchema({
    type: 'object',
    properties: { [name]: schema, other: { type: 'boolean' } },
    $defs: definitions,
  });
  const { properties } = configuration;
  if (faults.length > 0) throw new Error(faults.join('; '));
  return {
    field: isJsonObject(properties) ? properties[name] : undefined,
    said,
    definitions: manifest['$defs'],
  };
}
