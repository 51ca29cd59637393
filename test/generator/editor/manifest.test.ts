import { describe, expect, test } from 'vitest';
import { isJsonObject, type Json } from '../../../generator/src/located.ts';
import type { KeywordTable } from '../../../generator/src/manifest/keywords.ts';
import { manifestJsonSchema } from '../../../generator/src/manifest/manifest-json-schema.ts';
import { CAPABILITY_KEYS, MANIFEST_KEYS } from '../../../generator/src/manifest/manifest-keys.ts';
import {
  CONFIGURATION_KEYS,
  RULE_ENTRY_KEYS,
  SCHEMA_KEYS,
} from '../../../generator/src/manifest/schema-keys.ts';
import { JsonEditor } from './json-editor.ts';

const SCHEMA = manifestJsonSchema();
const editor = new JsonEditor({ 'schemas/provider-manifest.schema.json': SCHEMA });

/** A manifest in which something stands at a place. */
const TABLES: readonly (readonly [place: string, table: KeywordTable, manifest: (text: string) => string])[] =
  [
    ['the manifest', MANIFEST_KEYS, (text) => text],
    ['capabilities', CAPABILITY_KEYS, (text) => `"capabilities": { ${text} }`],
    ['configuration', CONFIGURATION_KEYS, (text) => `"configuration": { ${text} }`],
    ['a rule', RULE_ENTRY_KEYS, (text) => `"configuration": { "rules": [{ ${text} }] }`],
    ['a field', SCHEMA_KEYS, (text) => `"configuration": { "properties": { "a": { ${text} } } }`],
    [
      'a field in a field',
      SCHEMA_KEYS,
      (text) =>
        `"configuration": { "properties": { "a": { "type": "object", "properties": { "b": { ${text} } } } } }`,
    ],
    [
      'the items of a list',
      SCHEMA_KEYS,
      (text) => `"configuration": { "properties": { "a": { "items": { ${text} } } } }`,
    ],
    ['a definition', SCHEMA_KEYS, (text) => `"$defs": { "a": { ${text} } }`],
  ];

const file = (text: string): string => `{ "$schema": "./schemas/provider-manifest.schema.json", ${text} }`;

/** Every property that a schema declares, with its path. */
function declared(node: Json, path = '#'): [path: string, property: Json][] {
  if (Array.isArray(node)) return node.flatMap((item: Json, index) => declared(item, `${path}/${index}`));
  if (!isJsonObject(node)) return [];
  return Object.entries(node).flatMap(([key, each]) => {
    if (key !== 'properties' && key !== 'definitions') return declared(each, `${path}/${key}`);
    const members = Object.entries(isJsonObject(each) ? each : {}).map(([name, member]): [string, Json] => [
      `${path}/${key}/${name}`,
      member,
    ]);
    return [
      ...(key === 'properties' ? members : []),
      ...members.flatMap(([at, member]) => declared(member, at)),
    ];
  });
}

test('every property of the schema has a description', () => {
  const all = declared(SCHEMA);
  expect(all.length).toBeGreaterThan(80);
  const silent = all.filter(
    ([, each]) => !isJsonObject(each) || !/^[A-Z].*[.]$/s.test(String(each['description'])),
  );
  expect(silent.map(([path]) => path)).toEqual([]);
});

describe.each(TABLES)('in %s', (_, table, manifest) => {
  test('every key is offered, with its description', async () => {
    const offers = await editor.offers(file(manifest('▮')));
    const explained = new Map(offers.map(({ label, explanation }) => [label, explanation]));
    for (const [key, { description }] of Object.entries(table)) {
      expect(explained.get(key), key).toContain(description);
    }
    expect(
      [...explained.keys()].filter((key) => !Object.hasOwn(table, key) && key !== 'zod' && key !== 'export'),
    ).toEqual([]);
  });

  test.each(Object.entries(table))(
    '%s is explained where the pointer rests on it',
    async (key, { description }) => {
      expect(await editor.hover(file(manifest(`"▮${key}": null`)))).toContain(description);
    },
  );
});

describe('values', () => {
  const inField = (text: string): string => file(`"configuration": { "properties": { "a": { ${text} } } }`);

  test.each([
    ['"type": ▮', ['string', 'integer', 'number', 'boolean', 'array', 'object', 'null']],
    ['"format": ▮', ['uri', 'hostname', 'email', 'ipv4', 'ipv6', 'date', 'date-time', 'duration', 'uuid']],
    ['"unit": ▮', ['seconds', 'milliseconds', 'bytes']],
    ['"role": ▮', ['connectTimeout', 'commandTimeout', 'retryEnabled', 'retryCount', 'maxPoolSize']],
    ['"secret": ▮', ['true', 'false']],
  ])('%s offers its words', async (text, words) => {
    const offers = await editor.offers(inField(text));
    const labels = offers.map(({ label }) => label.replaceAll('"', ''));
    expect(labels).toEqual(expect.arrayContaining(words));
  });

  test('what is wrong is underlined', async () => {
    const about = async (text: string): Promise<readonly string[]> =>
      (await editor.problems(inField(text))).filter((line) => !/Missing property|\$schema/.test(line));
    expect(await about('"min": 1')).toEqual(['1 Property min is not allowed.']);
    expect(await about('"type": "strin"')).toHaveLength(1);
    expect(await about('"maximum": "1"')).toHaveLength(1);
    expect(await about('"type": ["string", "null"], "maxLength": 1')).toEqual([]);
  });
});

test('the keywords of a sentence by keyword are offered', async () => {
  const offers = await editor.offers(
    file('"configuration": { "properties": { "a": { "errorMessage": { ▮ } } } }'),
  );
  const labels = offers.map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining(['required', 'type', 'format', 'pattern', 'minimum']));
});
