import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, describe, expect, test } from 'vitest';
import { loadJson } from '../../../generator/src/config/load-json.ts';
import { compileEmittedSchema } from '../../../generator/src/config/schema-validator.ts';
import { type Diagnostic, Diagnostics } from '../../../generator/src/diagnostics.ts';
import { providerSchema } from '../../../generator/src/emit/json-schema.ts';
import { emitRegistry } from '../../../generator/src/emit/registry.ts';
import { importJsonSchema } from '../../../generator/src/import-schema/import-json-schema.ts';
import {
  type DocumentPath,
  isJsonObject,
  type Json,
  type JsonObject,
  type LocatedDocument,
} from '../../../generator/src/located.ts';
import { FORMAT_PATTERNS } from '../../../generator/src/model/formats.ts';
import { kebabCase } from '../../../generator/src/model/names.ts';
import { buildRegistry } from '../../../generator/src/pipeline.ts';
import { loadProject } from '../../../generator/src/project.ts';
import { connectionText } from '../../../generator/src/scaffold/connection-text.ts';
import { createMemoryHost } from '../../support/memory-host.ts';
import { REPOSITORY } from '../../support/scratch-project.ts';
import { compileConfiguration } from '../agreement/support/compiled.ts';
import { typeCheck } from '../agreement/support/type-check.ts';
import { fieldsOf, IDENTITY, nameOf, SCHEMA_PATH } from './support/import-schema.ts';
import { placedValues } from './support/placed-values.ts';

const FOLDER = join(REPOSITORY, '../shared/cases/specs');
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.json')) : [];

if (files.length === 0) {
  process.stdout.write('published specifications: not run, as ../shared/cases/specs is not there\n');
}

interface Specification {
  readonly file: string;
  readonly name: string;
  readonly document: LocatedDocument;
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const counts = { values: 0, notices: 0 };

afterAll(() => {
  if (files.length === 0) return;
  const { values, notices } = counts;
  process.stdout.write(
    `published specifications: ${files.length} imported, ${values} configurations with their defaults and examples accepted, ${notices} notices\n`,
  );
});

const specifications = files.map((file, index): Specification => {
  const name = file
    .replace(/\.json$/, '')
    .replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
  const diagnostics = new Diagnostics();
  const document = loadJson(
    join(FOLDER, file),
    readFileSync(join(FOLDER, file), 'utf8'),
    () => true,
    diagnostics,
  );
  if (document === undefined) throw new Error(`${file} is no JSON`);
  const identity = { ...IDENTITY, name, id: 1000 + index, dataStores: [`${name} store`] };
  const text = importJsonSchema(document, identity, SCHEMA_PATH, diagnostics);
  return { file, name, document, text, diagnostics: diagnostics.sorted };
});

describe.runIf(files.length > 0)('published connector specifications', () => {
  test('become manifests without mistakes', () => {
    for (const { file, text, diagnostics } of specifications) {
      const errors = diagnostics.filter(({ severity }) => severity === 'error');
      expect(errors, file).toEqual([]);
      expect(text, file).toBeDefined();
      for (const { range } of diagnostics) expect(range?.line, file).toBeGreaterThan(0);
      counts.notices += diagnostics.length;
    }
  });

  test('are generated and compile under the strict flags', { timeout: 180_000 }, async () => {
    const { files: generated, faults } = await generateAll();
    expect(faults).toEqual([]);
    const errors = await typeCheck(generated);
    expect(Object.fromEntries(errors)).toEqual({});
    expect(Object.keys(generated).length).toBeGreaterThan(specifications.length * 4);
  });

  test('take the defaults and examples that they carry', { timeout: 180_000 }, async () => {
    const { models } = await generateAll();
    for (const model of models) {
      const { schema, configuration } = await compileConfiguration(model);
      const validate = compileEmittedSchema(providerSchema(model));
      for (const { place, configuration: value } of placedValues(fieldsOf(model))) {
        const said = `${model.name}${place} ${JSON.stringify(value)}`;
        expect(validate(value), said).toEqual([]);
        const parsed = schema.safeParse(value);
        expect(parsed.error?.issues ?? [], said).toEqual([]);
        expect(configuration.create(value).isSuccess, said).toBe(true);
        counts.values += 1;
      }
    }
  });

  test('lose no word of a vendor without a notice at its place', () => {
    for (const { file, document, diagnostics } of specifications) {
      const ranges = diagnostics.flatMap(({ range, related = [] }) => [
        range,
        ...related.map((place) => place.range),
      ]);
      const said = new Set(ranges.map((range) => JSON.stringify(range)));
      for (const path of vendorPaths(document.value, [])) {
        expect(said, `${file} ${path.join('/')}`).toContain(JSON.stringify(document.locate(path, 'key')));
      }
    }
  });

  test('lose no default and no example but those that they refuse themselves', () => {
    for (const specification of specifications) {
      for (const path of leftOut(specification)) {
        const [value, verdict] = verdictOn(specification.document.value, path);
        expect(verdict, `${specification.file} ${path.join('/')} ${JSON.stringify(value)}`).toBe(false);
      }
    }
  });
});

async function generateAll() {
  const manifests = specifications.flatMap(({ name, text }) => [
    [`providers/${kebabCase(name)}/provider.yaml`, text ?? ''] as const,
    [`providers/${kebabCase(name)}/connection.ts`, connectionText(name, '.ts')] as const,
  ]);
  const host = createMemoryHost({
    ...Object.fromEntries(manifests),
    'package.json': '{ "type": "module" }',
    'extconn.yaml': 'importExtension: .ts\n',
  });
  const diagnostics = new Diagnostics();
  const project = loadProject(host, diagnostics);
  const registry = await buildRegistry(host, project, diagnostics);
  const generated = emitRegistry(registry).files.filter(({ path }) => path.endsWith('.ts'));
  const written = generated.map(({ path, text }) => [path.slice('/project/'.length), text] as const);
  const scaffolds = manifests.filter(([path]) => path.endsWith('.ts'));
  return {
    files: Object.fromEntries([...written, ...scaffolds]),
    models: registry.local.map(({ model }) => model),
    faults: diagnostics.sorted.filter(({ severity }) => severity === 'error'),
  };
}

/** The places of defaults and examples that were left out because the field refuses them. */
function leftOut({ document, diagnostics }: Specification): readonly DocumentPath[] {
  const wanted = new Set(
    diagnostics
      .filter((diagnostic) => ['import-default', 'import-example'].includes(nameOf(diagnostic)))
      .map(({ range }) => JSON.stringify(range)),
  );
  const paths = valuePaths(document.value, []).filter((path) =>
    wanted.has(JSON.stringify(document.locate(path))),
  );
  expect(paths.length).toBe(wanted.size);
  return paths;
}

function valuePaths(value: Json, path: DocumentPath): DocumentPath[] {
  if (Array.isArray(value)) return value.flatMap((item: Json, index) => valuePaths(item, [...path, index]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const place = [...path, key];
    if (key === 'examples' && Array.isArray(member)) return member.map((_, index) => [...place, index]);
    return key === 'default' ? [place] : valuePaths(member, place);
  });
}

/** The places of keywords that no JSON Schema and no manifest knows. */
function vendorPaths(value: Json, path: DocumentPath): DocumentPath[] {
  if (Array.isArray(value)) return value.flatMap((item: Json, index) => vendorPaths(item, [...path, index]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    const isMap = ['properties', '$defs', 'definitions'].includes(key) && isJsonObject(member);
    const entries = isMap ? Object.entries(member) : [];
    if (isMap) return entries.flatMap(([name, part]) => vendorPaths(part, [...path, key, name]));
    if (VENDOR.test(key)) return [[...path, key]];
    return ['default', 'examples', 'discriminator'].includes(key) ? [] : vendorPaths(member, [...path, key]);
  });
}

const VENDOR = /^(?:x-.*|advanced|multiline|nonsensitive)$/;

/** A default or an example, and what the published schema itself says of it. */
function verdictOn(root: Json, path: DocumentPath): readonly [value: Json, verdict: boolean] {
  const index = path.findLastIndex((segment) => segment === 'examples' || segment === 'default');
  const value = path.reduce<Json>((at, key) => (at as JsonObject)[key as string] ?? null, root);
  const pointer = path
    .slice(0, index)
    .map((segment) => encodeURIComponent(String(segment).replaceAll('~', '~0').replaceAll('/', '~1')))
    .join('/');
  const ajv = new Ajv2020({ strict: false });
  for (const [format, pattern] of Object.entries(FORMAT_PATTERNS))
    ajv.addFormat(format, new RegExp(pattern, 'iu'));
  ajv.addSchema(withoutIds(root) as JsonObject, 'specification');
  return [value, ajv.validate({ $ref: `specification#/${pointer}` }, value)];
}

/** Embedded schemas with addresses of their own would have to be resolved from these. */
function withoutIds(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutIds);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).filter(
    ([key, member]) => !(['$id', '$schema'].includes(key) && typeof member === 'string'),
  );
  return Object.fromEntries(entries.map(([key, member]) => [key, withoutIds(member)]));
}
