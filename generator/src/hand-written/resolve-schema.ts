import { dirname, resolve } from 'node:path';
import type { Diagnostics } from '../diagnostics.ts';
import { loadModule } from '../execute/load-module.ts';
import { isJsonObject, type Json, type JsonObject, type LocatedDocument } from '../located.ts';
import { type Report, reporter } from '../manifest/reporter.ts';
import type { HandWrittenSchema, ProviderModel } from '../model/model.ts';
import { checkConversion } from './check-conversion.ts';
import { convertSchema, reasonOf } from './convert-schema.ts';

/** A manifest whose model may name a module. */
interface Loaded {
  readonly model: ProviderModel;
  readonly document: LocatedDocument;
}

export interface ResolveOptions {
  /** Runs a module and gives its exports. */
  readonly load?: typeof loadModule;
  /** Is told the absolute path of every file that was run. */
  readonly onFile?: (path: string) => void;
}

/**
 * The model with the JSON Schema of its hand-written schema in it; the model itself where its fields are in the
 * manifest. Runs the module that the manifest names.
 *
 * @returns undefined where there is a mistake, which is reported.
 */
export async function resolveHandWritten(
  { model, document }: Loaded,
  diagnostics: Diagnostics,
  { load = loadModule, onFile }: ResolveOptions = {},
): Promise<ProviderModel | undefined> {
  const { configuration } = model;
  if (configuration.kind !== 'zod') return model;
  const before = diagnostics.sorted.length;
  const report = reporter(document, diagnostics);
  const file = resolve(dirname(document.file), configuration.module);
  const exported = await runModule(file, configuration, report, (path) => load(path, path, onFile));
  if (exported === undefined) return undefined;
  const conversion = await convertSchema(exported.schema);
  if ('fault' in conversion) {
    if (conversion.fault === 'zod-not-a-schema') {
      report(conversion.fault, { name: configuration.export }, ['configuration', 'export']);
    } else report(conversion.fault, { reason: conversion.reason }, ['configuration', 'zod']);
    return undefined;
  }
  const { jsonSchema } = conversion;
  checkConversion(jsonSchema, { document, root: undefined, definitions: [] }, report);
  if (diagnostics.sorted.length > before) return undefined;
  return { ...model, configuration: { ...configuration, jsonSchema: inOurWords(jsonSchema) } };
}

async function runModule(
  file: string,
  { export: name }: HandWrittenSchema,
  report: Report,
  load: (file: string) => Promise<Readonly<Record<string, unknown>>>,
): Promise<{ readonly schema: unknown } | undefined> {
  try {
    const module = await load(file);
    if (name in module) return { schema: module[name] };
    const exports = Object.keys(module).sort().join(', ') || 'nothing';
    report('zod-export-missing', { name, exports }, ['configuration', 'export']);
  } catch (error) {
    report('zod-module-fails', { reason: reasonOf(error) }, ['configuration', 'zod']);
  }
  return undefined;
}

/** `secret` is a word of ours; in JSON Schema it is `writeOnly`. */
function inOurWords(schema: JsonObject): JsonObject {
  const { secret, ...rest } = schema;
  const members = Object.entries(rest).map(([key, value]) => [key, translated(key, value)] as const);
  return { ...Object.fromEntries(members), ...(secret === true ? { writeOnly: true } : {}) };
}

/** Keywords that hold schemas, and those that hold schemas by name. Values of others are data and stay. */
const SCHEMAS = new Set([
  'items',
  'additionalItems',
  'additionalProperties',
  'not',
  'propertyNames',
  'contains',
]);
const LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'items']);
const MAPS = new Set(['properties', 'patternProperties', 'definitions', '$defs']);

function translated(key: string, value: Json): Json {
  if (Array.isArray(value)) {
    return LISTS.has(key) ? value.map((item: Json) => (isJsonObject(item) ? inOurWords(item) : item)) : value;
  }
  if (!isJsonObject(value)) return value;
  if (SCHEMAS.has(key)) return inOurWords(value);
  if (!MAPS.has(key)) return value;
  const members = Object.entries(value).map(([name, schema]) => [
    name,
    isJsonObject(schema) ? inOurWords(schema) : schema,
  ]);
  return Object.fromEntries(members) as JsonObject;
}
