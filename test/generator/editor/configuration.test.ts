// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what an editor puts in
import { describe, expect, test } from 'vitest';
import type { KeyCase } from '../../../generator/src/emit/external-connections-schema.ts';
import {
  externalConnectionsText,
  renderDefinition,
} from '../../../generator/src/emit/external-connections-text.ts';
import type { JsonObject } from '../../../generator/src/located.ts';
import type { ProviderModel } from '../../../generator/src/model/model.ts';
import { modelOf } from '../agreement/support/manifests.ts';
import { JsonEditor } from './json-editor.ts';

const sample = modelOf(
  {
    required: ['host', 'auth'],
    properties: {
      host: { type: 'string', description: 'Where the store is.', pattern: '\\S' },
      port: { type: 'integer', minimum: 1, default: 8080, description: 'The port it listens on.' },
      timeout: { type: 'integer', unit: 'seconds', default: 30, description: 'How long a command may take.' },
      level: { enum: ['low', 'high'], default: 'low', description: 'How much is written.' },
      tls: { type: 'boolean', default: true, env: 'STORE_TLS', description: 'Whether it is encrypted.' },
      oldName: { type: 'string', deprecated: 'Use host instead.', description: 'As it was called.' },
      dated: { type: 'string', deprecated: true, description: 'Of another time.' },
      token: { type: 'string', secret: true, default: 'hunter2', description: 'The key to it.' },
      tags: { type: 'array', items: { enum: ['red', 'green'] }, description: 'What it is for.' },
      auth: {
        description: 'How to log in.',
        oneOf: [
          { properties: { method: { const: 'none' } }, required: ['method'] },
          {
            properties: {
              method: { const: 'password' },
              userName: { type: 'string', description: 'Who logs in.' },
            },
            required: ['method', 'userName'],
          },
        ],
      },
    },
  },
  { dataStores: ['StoreDb', 'StoreCache'], connectionModes: ['ReadWrite', 'ReadOnly'] },
);
const folder = modelOf(
  { properties: { folder: { type: 'string', description: 'Where the files are.' } } },
  { id: 1001, provider: 'files', dataStores: ['Disk'] },
);
const MODELS: readonly ProviderModel[] = [
  { ...sample, name: 'Store' },
  { ...folder, name: 'Files' },
];

function schemaIn(keyCase: KeyCase): JsonObject {
  const providers = MODELS.map((model) => ({
    identity: model,
    definition: (wanted: KeyCase) => renderDefinition(model, wanted),
  }));
  return JSON.parse(externalConnectionsText(providers, keyCase).text);
}

const editor = new JsonEditor({
  'schemas/external-connections.schema.json': schemaIn('camel'),
  'schemas/external-connections.pascal.schema.json': schemaIn('pascal'),
});

const file = (connection: string): string =>
  `{\n"$schema": "./schemas/external-connections.schema.json",\n// A comment.\n"externalConnections": { "main": { ${connection} } } }`;
const inStore = (text: string): string => file(`"provider": "Store", ${text}`);

async function labels(text: string): Promise<readonly string[]> {
  return (await editor.offers(text)).map(({ label }) => label.replaceAll('"', ''));
}

describe('what is offered', () => {
  test('the names of providers and of the data stores that they serve', async () => {
    const words = ['Store', 'StoreDb', 'StoreCache', 'Files', 'Disk'];
    expect([...(await labels(file('"provider": ▮')))].sort()).toEqual(words.sort());
  });

  test('the keys of the provider that is chosen, and no others', async () => {
    const keys = await labels(inStore('▮'));
    expect(keys).toEqual(
      expect.arrayContaining(['mode', 'host', 'port', 'timeout', 'level', 'tls', 'token', 'tags', 'auth']),
    );
    expect(keys).not.toContain('folder');
    expect(await labels(file('"provider": "Disk", ▮'))).toEqual(expect.arrayContaining(['mode', 'folder']));
    expect(await labels(file('"provider": "Disk", ▮'))).not.toContain('host');
  });

  test.each([
    ['"mode": ▮', ['ReadWrite', 'ReadOnly']],
    ['"level": ▮', ['low', 'high']],
    ['"tags": [▮]', ['red', 'green']],
    ['"tls": ▮', ['true', 'false']],
    ['"auth": { "method": ▮ }', ['none', 'password']],
  ])('%s: the values', async (text, values) => {
    expect(await labels(inStore(text))).toEqual(expect.arrayContaining(values));
  });

  test('the keys of the branch that is chosen', async () => {
    expect(await labels(inStore('"auth": { "method": "password", ▮ }'))).toContain('userName');
    expect(await labels(inStore('"auth": { "method": "none", ▮ }'))).not.toContain('userName');
  });

  test('a key with what belongs behind it: the default, or a place to write', async () => {
    const offers = new Map((await editor.offers(inStore('▮'))).map(({ label, text }) => [label, text]));
    expect(Object.fromEntries(offers)).toMatchObject({
      port: '"port": ${1:8080}',
      timeout: '"timeout": ${1:30}',
      level: '"level": "${1:low}"',
      tls: '"tls": ${1:true}',
      host: '"host": "$1"',
      tags: '"tags": [$1]',
      auth: '"auth": {$1}',
      token: '"token": "$1"',
    });
  });

  test('nothing that is deprecated for a reason that is given', async () => {
    expect(await labels(inStore('▮'))).not.toContain('oldName');
  });

  test('the same in PascalCase', async () => {
    const pascal = (text: string): string =>
      `{ "$schema": "./schemas/external-connections.pascal.schema.json", "ExternalConnections": { "main": { ${text} } } }`;
    expect(await labels(pascal('"Provider": ▮'))).toContain('Store');
    expect(await labels(pascal('"Provider": "Store", ▮'))).toEqual(
      expect.arrayContaining(['Mode', 'Host', 'Auth']),
    );
    expect(await labels(pascal('"Provider": "Store", "Auth": { "Method": ▮ }'))).toContain('password');
  });
});

describe('what is said where the pointer rests', () => {
  test.each([
    ['"▮provider": "Store"', 'A provider, or a data store that it serves.'],
    ['"provider": "Store", "▮mode": "ReadOnly"', 'The connection mode; the first unless given.'],
    ['"provider": "Store", "▮host": "h"', 'Where the store is.'],
    ['"provider": "Store", "▮timeout": 1', 'How long a command may take. In seconds.'],
    ['"provider": "Store", "▮tls": true', 'Read from the environment variable STORE_TLS when absent.'],
    ['"provider": "Store", "▮auth": {}', 'How to log in.'],
    ['"provider": "Store", "auth": { "method": "password", "▮userName": "u" }', 'Who logs in.'],
    ['"provider": "Files", "▮folder": "x"', 'Where the files are.'],
  ])('%s', async (text, words) => {
    expect(await editor.hover(file(text))).toContain(words);
  });

  test('never a secret', async () => {
    const all = [
      await editor.hover(inStore('"▮token": "x"')),
      JSON.stringify(await editor.offers(inStore('▮'))),
    ];
    expect(all.join()).not.toContain('hunter2');
  });
});

describe('what is underlined', () => {
  const right = '"host": "h", "auth": { "method": "none" }';

  test('nothing in a file that is right, references included', async () => {
    expect(await editor.problems(inStore(right))).toEqual([]);
    expect(
      await editor.problems(inStore('"host": "$' + '{env:HOST}", "auth": "$' + '{file:auth.json}"')),
    ).toEqual([]);
  });

  test('unknown keys, wrong types, values that are not listed, and what is missing', async () => {
    for (const wrong of ['"hots": "h"', '"port": true', '"level": "x"', '"mode": "x"', '"port": 0']) {
      expect(await editor.problems(inStore(`${right}, ${wrong}`)), wrong).not.toEqual([]);
    }
    expect(await editor.problems(inStore('"host": "h"'))).toEqual([expect.stringContaining('auth')]);
  });

  test('what is deprecated, with the reason', async () => {
    expect(await editor.problems(inStore(`${right}, "oldName": "x"`))).toEqual(['4 Use host instead.']);
    expect(await editor.problems(inStore(`${right}, "dated": "x"`))).toEqual([
      expect.stringMatching(/deprecated/),
    ]);
  });
});
