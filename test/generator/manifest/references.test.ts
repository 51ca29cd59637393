import { describe, expect, it } from 'vitest';
import type { DiagnosticName } from '../../../generator/src/catalogue.ts';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { Fragments } from '../../../generator/src/manifest/fragments.ts';
import { loadManifest } from '../../../generator/src/manifest/load-manifest.ts';
import { createMemoryHost } from '../../support/memory-host.ts';
import { check, checkConfiguration, HEAD, nameOf } from './check.ts';

const FRAGMENTS = {
  'providers/fragments/tls.yaml':
    '$defs:\n  tls: { type: object, properties: { caFile: { type: string } } }\n',
  'providers/fragments/retry-options.yaml': 'type: object\nproperties: { count: { type: integer } }\n',
  '/outside/tls.yaml': 'type: string\n',
};

describe('references', () => {
  it.each<[name: DiagnosticName, reference: string]>([
    ['reference-name', '#/$defs/x'],
    ['reference-name', '../fragments/tls.yaml#/$defs/tsl'],
    ['reference-form', '#/properties/a'],
    ['reference-form', '#'],
    ['reference-form', '#tls'],
    ['reference-form', '../fragments/tls.yaml#tls'],
    ['reference-form', ''],
    ['path-missing', '../fragments/tsl.yaml'],
    ['path-outside', 'https://example.com/tls.yaml'],
    ['path-outside', '/project/providers/fragments/tls.yaml#/$defs/tls'],
    ['path-outside', '../../../outside/tls.yaml'],
    ['path-outside', '../../../nowhere/tls.yaml'],
    ['path-outside', '..\\fragments\\tls.yaml'],
    ['path-outside', 'C:/tls.yaml'],
  ])('%s: %j', (name, reference) => {
    const { found, expected, loaded } = checkConfiguration(
      `properties:\n  a: { $ref: ⟦'${reference}'⟧ }`,
      FRAGMENTS,
    );
    expect(found).toEqual(expected(name));
    expect(loaded).toBeUndefined();
  });

  it.each([
    '#/$defs/own',
    '#/configuration/$defs/own',
    '../fragments/tls.yaml#/$defs/tls',
    '../fragments/retry-options.yaml',
  ])('follows %s', (reference) => {
    const { found } = checkConfiguration(
      `properties:\n  a: { $ref: '${reference}' }\n$defs:\n  own: { type: string }`,
      FRAGMENTS,
    );
    expect(found).toEqual([]);
  });

  it('suggests the definition that was meant', () => {
    const { diagnostics } = checkConfiguration(
      "properties:\n  a: { $ref: '../fragments/tls.yaml#/$defs/tsl' }",
      FRAGMENTS,
    );
    expect(diagnostics[0]?.suggestion).toBe('../fragments/tls.yaml#/$defs/tls');
  });

  it('takes definitions from the top of the manifest too', () => {
    const { found, loaded } = check(
      `${HEAD}$defs:\n  own: { type: string }\nconfiguration:\n  properties:\n    a: { $ref: '#/$defs/own' }\n`,
    );
    expect(found).toEqual([]);
    expect(loaded?.model.configuration).toMatchObject({ definitions: [{ name: 'own' }] });
  });

  it('does not follow a link out of the project', () => {
    const text = `${HEAD}configuration:\n  properties:\n    a: { $ref: ⟦./tls.yaml⟧ }\n`;
    const links = { 'providers/mongo-db/tls.yaml': '/outside/tls.yaml' };
    const { found, expected } = check(text, FRAGMENTS, { links });
    expect(found).toEqual(expected('path-outside'));
    const inside = { 'providers/mongo-db/tls.yaml': '../fragments/retry-options.yaml' };
    expect(check(text, FRAGMENTS, { links: inside }).found).toEqual([]);
  });

  it('works in a project that is itself reached by a link', () => {
    const files = Object.fromEntries(
      Object.entries(FRAGMENTS).map(([file, text]) => [`/real/${file}`, text]),
    );
    const manifest = `${HEAD}configuration:\n  properties:\n    a: { $ref: '../fragments/tls.yaml#/$defs/tls' }\n`;
    const host = createMemoryHost(
      { ...files, '/real/providers/mongo-db/provider.yaml': manifest },
      { links: { '/link': '/real' } },
    );
    const diagnostics = new Diagnostics();
    const loaded = loadManifest(host, '/link/providers/mongo-db/provider.yaml', '/link', diagnostics);
    expect(diagnostics.sorted).toEqual([]);
    expect(loaded?.fragments).toEqual(['/real/providers/fragments/tls.yaml']);
  });

  it('refuses what leads back to itself, once', () => {
    const self = checkConfiguration("$defs:\n  a: { type: array, items: { $ref: ⟦'#/$defs/a'⟧ } }");
    expect(self.found).toEqual(self.expected('reference-cycle'));
    expect(self.diagnostics[0]?.message).toContain('a → a');
    const pair = checkConfiguration("$defs:\n  a: { $ref: '#/$defs/b' }\n  b: { $ref: ⟦'#/$defs/a'⟧ }");
    expect(pair.found).toEqual(pair.expected('reference-cycle'));
    expect(pair.diagnostics[0]?.message).toContain('a → b → a');
  });

  it('refuses a circle of files, in each of them', () => {
    const { found, loaded } = checkConfiguration("properties:\n  a: { $ref: './a.yaml' }", {
      'providers/mongo-db/a.yaml': 'properties: { b: { $ref: ./b.yaml } }\n',
      'providers/mongo-db/b.yaml': 'properties: { a: { $ref: ./a.yaml } }\n',
    });
    expect(found).toEqual(['reference-cycle 1:26-1:34', 'reference-cycle 1:26-1:34']);
    expect(loaded).toBeUndefined();
  });

  it('refuses a chain that would cost the stack', () => {
    const chain = (length: number): string =>
      Array.from({ length }, (_, index) => `  d${index}: { $ref: '#/$defs/d${index + 1}' }`).join('\n');
    const defs = (length: number): string => `$defs:\n${chain(length)}\n  d${length}: { type: string }`;
    expect(checkConfiguration(defs(10)).found).toEqual([]);
    expect(checkConfiguration(defs(5000)).found[0]).toMatch(/^reference-chain/);
  });

  it('takes the deepest schemas there can be, one inside the other by reference', () => {
    const deep = (levels: number, inner: string): string =>
      `${'{ items: '.repeat(levels)}${inner}${' }'.repeat(levels)}`;
    const defs = Array.from({ length: 10 }, (_, index) => {
      const inner = index === 9 ? '{ type: string }' : `{ $ref: '#/$defs/d${index + 1}' }`;
      return `  d${index}: ${deep(90, inner)}`;
    });
    const { found, loaded } = checkConfiguration(
      `properties:\n  a: { $ref: '#/$defs/d0' }\n$defs:\n${defs.join('\n')}`,
    );
    expect(found).toEqual([]);
    expect(loaded).toBeDefined();
  });

  it('refuses unions that multiply by reference', () => {
    const defs = Array.from({ length: 9 }, (_, index) => {
      const branch = (value: string): string =>
        index === 8
          ? `{ properties: { k: { const: ${value} } } }`
          : `{ properties: { k: { const: ${value} }, v: { oneOf: [{ $ref: '#/$defs/d${index + 1}${value}' }] } } }`;
      const inner = ['x', 'y'].map(
        (value) =>
          `  d${index}${value}: { properties: { k: { const: 1 }, ${'abcdefghij'
            .split('')
            .map((name) =>
              index === 8
                ? `${name}: { type: string }`
                : `${name}: { oneOf: [{ $ref: '#/$defs/d${index + 1}${value}' }] }`,
            )
            .join(', ')} } }`,
      );
      return branch('x') === '' ? '' : inner.join('\n');
    });
    const started = performance.now();
    const { found } = checkConfiguration(
      `properties:\n  a: { $ref: '#/$defs/d0x' }\n$defs:\n${defs.join('\n')}`,
    );
    expect(found).toEqual([expect.stringMatching(/^model-too-large/)]);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('shared files', () => {
  const manifest = `${HEAD}configuration:\n  properties:\n    a: { $ref: ../fragments/bad.yaml }\n`;
  const bad = 'type: object\nproperties: { b: { type: strin } }\nrequired: [c]\n';

  it('are checked, and their mistakes stand in them', () => {
    const { diagnostics, found, loaded } = check(manifest, { 'providers/fragments/bad.yaml': bad });
    expect(found).toEqual(['unknown-word 2:26-2:31', 'field-undeclared 3:12-3:13']);
    expect(new Set(diagnostics.map(({ file }) => file))).toEqual(
      new Set(['/project/providers/fragments/bad.yaml']),
    );
    expect(loaded).toBeUndefined();
  });

  it('are read and reported once a run', () => {
    const host = createMemoryHost({
      'a/mongo-db/provider.yaml': manifest,
      'b/mongo-db/provider.yaml': manifest,
      'a/fragments/bad.yaml': bad,
      'b/fragments/bad.yaml': 'type: string\n',
    });
    const diagnostics = new Diagnostics();
    const fragments = new Fragments(host, '/project');
    const load = (file: string) => loadManifest(host, file, '/project', diagnostics, fragments);
    expect(load('/project/a/mongo-db/provider.yaml')).toBeUndefined();
    expect(load('/project/a/mongo-db/provider.yaml')).toBeUndefined();
    expect(diagnostics.sorted.map(nameOf)).toEqual(['unknown-word', 'field-undeclared']);
    expect(load('/project/b/mongo-db/provider.yaml')?.fragments).toEqual(['/project/b/fragments/bad.yaml']);
  });

  it.each([
    ['not-a-map', '- a\n'],
    ['not-a-map', ''],
    ['yaml-syntax', 'a: "\n'],
    ['unknown-key', 'manifestVersion: 1\ntype: string\n'],
    ['type-missing', 'title: x\n'],
  ])('%s: %j', (name, text) => {
    const { diagnostics, loaded } = check(manifest, { 'providers/fragments/bad.yaml': text });
    expect(diagnostics.filter(({ file }) => file?.endsWith('bad.yaml')).map(nameOf)).toEqual([name]);
    expect(loaded).toBeUndefined();
  });

  it('may be whole only where they are one schema', () => {
    const text = manifest.replace('bad', 'tls').replace('../', '⟦../').replace('yaml }', 'yaml⟧ }');
    const { found, expected } = check(text, FRAGMENTS);
    expect(found).toEqual(expected('reference-empty'));
  });

  it('lists what a manifest depends on, through each other', () => {
    const { loaded } = check(manifest, {
      'providers/fragments/bad.yaml': 'properties: { x: { $ref: ./retry.yaml } }\n',
      'providers/fragments/retry.yaml': 'type: integer\n',
    });
    expect(loaded?.fragments).toEqual([
      '/project/providers/fragments/bad.yaml',
      '/project/providers/fragments/retry.yaml',
    ]);
  });
});

describe('a schema written by hand', () => {
  const files = {
    'providers/mongo-db/schema.ts': '',
    'providers/mongo-db/schema.txt': '',
    '/outside/schema.ts': '',
  };

  it('is a module of the project and a name in it', () => {
    const { loaded, found } = check(`${HEAD}configuration: { zod: ./schema.ts, export: schema }\n`, files);
    expect(found).toEqual([]);
    expect(loaded?.model.configuration).toEqual({ kind: 'zod', module: './schema.ts', export: 'schema' });
  });

  it.each<[name: DiagnosticName, configuration: string]>([
    ['missing-key', '⟦configuration⟧: { zod: ./schema.ts }'],
    ['unknown-key', 'configuration: { zod: ./schema.ts, export: schema, ⟦properties⟧: {} }'],
    ['wrong-value', 'configuration: { zod: ⟦1⟧, export: schema }'],
    ['module-form', 'configuration: { zod: ⟦schema.ts⟧, export: schema }'],
    ['module-form', 'configuration: { zod: ⟦./schema.txt⟧, export: schema }'],
    ['path-missing', 'configuration: { zod: ⟦./schmea.ts⟧, export: schema }'],
    ['path-outside', 'configuration: { zod: ⟦../../../outside/schema.ts⟧, export: schema }'],
    ['export-name', 'configuration: { zod: ./schema.ts, export: ⟦"a; b()"⟧ }'],
  ])('%s: %s', (name, configuration) => {
    const { found, expected, loaded } = check(`${HEAD}${configuration}\n`, files);
    expect(found).toEqual(expected(name));
    expect(loaded).toBeUndefined();
  });
});
