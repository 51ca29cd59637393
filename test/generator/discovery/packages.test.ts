import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { discoverPackages, type PackageSettings } from '../../../generator/src/discovery/packages.ts';
import type { Host } from '../../../generator/src/host.ts';
import { createNodeHost } from '../../../generator/src/node-host.ts';
import { createMemoryHost, type MemoryHostOptions } from '../../support/memory-host.ts';
import { sampleModel } from './sample-model.ts';

const ENTRY = { model: './models/redis.json', module: './redis' };
const json = (value: unknown): string => JSON.stringify(value);
const optIn = (providers: unknown = [ENTRY], rest: object = {}): string =>
  json({ name: '@acme/redis', extconn: { contract: 1, providers }, ...rest });
const project = (dependencies: object, rest: object = {}): string =>
  json({ name: 'app', dependencies, ...rest });

/** A project with one installed package that opts in. */
const INSTALLED = {
  'package.json': project({ '@acme/redis': '1' }),
  'node_modules/@acme/redis/package.json': optIn(),
  'node_modules/@acme/redis/models/redis.json': json(sampleModel()),
};

function run(host: Host, settings: Partial<PackageSettings> = {}, root = '/project') {
  const diagnostics = new Diagnostics();
  const { providers, omitted } = discoverPackages(
    host,
    { root, settings: { exclude: [], prefer: [], ...settings }, settingsFile: '/project/extconn.yaml' },
    diagnostics,
  );
  const found = diagnostics.sorted.map(({ code, suggestion }) =>
    [code, suggestion].filter((part) => part !== undefined).join(' '),
  );
  const names = providers.map(({ module, model }) => `${module} ${model.name}`);
  return { providers, omitted, names, found, diagnostics: diagnostics.sorted };
}

function discover(
  files: Record<string, string>,
  settings: Partial<PackageSettings> = {},
  options: MemoryHostOptions = {},
) {
  return run(createMemoryHost(files, options), settings);
}

test('a direct dependency that opts in brings its providers', () => {
  const { providers, found } = discover(INSTALLED);
  expect(found).toEqual([]);
  expect(providers).toEqual([
    {
      package: '@acme/redis',
      module: '@acme/redis/redis',
      model: sampleModel(),
      modelFile: '/project/node_modules/@acme/redis/models/redis.json',
    },
  ]);
});

test.each(['devDependencies', 'peerDependencies', 'optionalDependencies'])('so does one of %s', (section) => {
  const { names } = discover({ ...INSTALLED, 'package.json': json({ [section]: { '@acme/redis': '1' } }) });
  expect(names).toEqual(['@acme/redis/redis Redis']);
});

test('one that is installed and not declared does not', () => {
  expect(discover({ ...INSTALLED, 'package.json': project({}) }).names).toEqual([]);
  expect(discover({ 'src/a.ts': '' }).found).toEqual([]);
});

test('a dependency under another name is imported by that name', () => {
  const files = {
    'package.json': project({ cache: 'npm:@acme/redis@1' }),
    'node_modules/cache/package.json': optIn(),
    'node_modules/cache/models/redis.json': json(sampleModel()),
  };
  expect(discover(files).names).toEqual(['cache/redis Redis']);
});

test('a package may serve its provider from its root', () => {
  const files = { ...INSTALLED, 'node_modules/@acme/redis/package.json': optIn([{ ...ENTRY, module: '.' }]) };
  expect(discover(files).names).toEqual(['@acme/redis Redis']);
});

test('a package of a workspace is found further up, and through links', () => {
  const files = {
    'apps/web/package.json': project({ '@acme/redis': '*' }),
    'packages/redis/package.json': optIn(),
    'packages/redis/models/redis.json': json(sampleModel()),
  };
  const host = createMemoryHost(files, { links: { 'node_modules/@acme/redis': '../../packages/redis' } });
  const { names, found } = run(host, {}, '/project/apps/web');
  expect({ names, found }).toEqual({ names: ['@acme/redis/redis Redis'], found: [] });
});

test('a package in a layout of links, as pnpm makes it, on a real disk', () => {
  const root = mkdtempSync(join(tmpdir(), 'extconn-packages-'));
  try {
    const store = 'node_modules/.pnpm/@acme+redis@1.0.0/node_modules/@acme/redis';
    const files = {
      'package.json': project({ '@acme/redis': '1' }),
      [`${store}/package.json`]: optIn(),
      [`${store}/models/redis.json`]: json(sampleModel()),
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    mkdirSync(join(root, 'node_modules/@acme'));
    symlinkSync(
      '../.pnpm/@acme+redis@1.0.0/node_modules/@acme/redis',
      join(root, 'node_modules/@acme/redis'),
    );
    const { names, found } = run(createNodeHost(root, {}), {}, root);
    expect({ names, found }).toEqual({ names: ['@acme/redis/redis Redis'], found: [] });
  } finally {
    rmSync(root, { recursive: true });
  }
});

test('what is declared and not installed is one mistake, unless it is optional', () => {
  const manifest = {
    dependencies: { a: '1', '@b/c': '1' },
    devDependencies: { d: '1' },
    optionalDependencies: { e: '1' },
    peerDependencies: { f: '1', g: '1' },
    peerDependenciesMeta: { g: { optional: true } },
  };
  const [found, ...others] = discover({ 'package.json': json(manifest) }).diagnostics;
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    code: 'EXT2041',
    message: 'Declared here and not installed: @b/c, a, d, f. Whether they bring providers is not known.',
    help: 'Run "npm install".',
    file: '/project/package.json',
  });
});

test("Plug'n'Play is named for what it is", () => {
  expect(discover({ 'package.json': project({ a: '1' }), '.pnp.cjs': '' }).found).toEqual(['EXT2042']);
});

test('names that would lead elsewhere are no packages', () => {
  const files = {
    'package.json': project({
      '../evil': '1',
      '/etc': '1',
      '@a/../../b': '1',
      '..': '1',
      'a/b': '1',
      __proto__: '1',
    }),
    'evil/package.json': optIn(),
  };
  expect(discover(files)).toMatchObject({ names: [], found: [] });
});

test.each<[string, string, string]>([
  ['another contract', json({ extconn: { contract: 2, providers: 'anything' } }), 'EXT2043'],
  ['a contract of an unknown kind', json({ extconn: { contract: { x: 1 } } }), 'EXT2043'],
  ['a section that is no mapping', json({ extconn: [] }), 'EXT2044'],
  ['no contract', json({ extconn: { providers: [] } }), 'EXT2044'],
  ['providers that are no list', optIn({}), 'EXT2044'],
  ['an unknown member', optIn([{ ...ENTRY, run: 'x' }]), 'EXT2044'],
  ['a module that climbs', optIn([{ ...ENTRY, module: './../other' }]), 'EXT2044'],
  ['a module that is another package', optIn([{ ...ENTRY, module: 'fs' }]), 'EXT2044'],
  ['a module that leaves its string', optIn([{ ...ENTRY, module: "./a'; evil()" }]), 'EXT2044'],
  ['a model that climbs', optIn([{ ...ENTRY, model: './../../../secret.json' }]), 'EXT2044'],
  ['a model that is absolute', optIn([{ ...ENTRY, model: '/etc/x.json' }]), 'EXT2044'],
  ['a model that is no JSON file', optIn([{ ...ENTRY, model: './package' }]), 'EXT2044'],
  ['a model that is not there', optIn([{ ...ENTRY, model: './models/gone.json' }]), 'EXT2045'],
  ['a package.json that does not parse', '{ "extconn": ', 'EXT2040'],
])('a package with %s', (_, text, code) => {
  const { names, found } = discover({ ...INSTALLED, 'node_modules/@acme/redis/package.json': text });
  expect({ names, found }).toEqual({ names: [], found: [code] });
});

test.each<[string, string, string]>([
  ['that is no JSON', 'export {}', 'EXT2045'],
  ['of another shape', json({ ...sampleModel(), name: 'x y' }), 'EXT2046'],
  ['with an id that belongs to the shipped providers', json(sampleModel({ id: 999 })), 'EXT2047'],
  ['that is too long', `${json(sampleModel())}${' '.repeat(5_000_001)}`, 'EXT2045'],
])('a model %s', (_, text, code) => {
  const { names, found } = discover({ ...INSTALLED, 'node_modules/@acme/redis/models/redis.json': text });
  expect({ names, found }).toEqual({ names: [], found: [code] });
});

test('a model that is a link out of its package is not read', () => {
  const { 'node_modules/@acme/redis/models/redis.json': _, ...files } = INSTALLED;
  const links = { 'node_modules/@acme/redis/models/redis.json': '/project/secret.json' };
  expect(discover({ ...files, 'secret.json': json(sampleModel()) }, {}, { links }).found).toEqual([
    'EXT2045',
  ]);
});

test("a project's own package.json that does not parse", () => {
  expect(discover({ 'package.json': '{' }).found).toEqual(['EXT2040']);
});

test('of optional drivers, only those that the project declares bring their provider', () => {
  const files = (drivers: object): Record<string, string> => ({
    'package.json': project({ '@extconn/providers': '1', ...drivers }),
    'node_modules/@extconn/providers/package.json': json({
      name: '@extconn/providers',
      extconn: {
        contract: 1,
        providers: ['mongo-db', 'rest-api', 'pg'].map((name) => ({
          model: `./${name}.json`,
          module: `./${name}`,
        })),
      },
      peerDependencies: { mongodb: '7', pg: '8' },
      peerDependenciesMeta: { mongodb: { optional: true } },
    }),
    'node_modules/@extconn/providers/mongo-db.json': json(
      sampleModel({ id: 1, name: 'MongoDb', driver: 'mongodb' }),
    ),
    'node_modules/@extconn/providers/rest-api.json': json(
      sampleModel({ id: 3, name: 'RestApi', driver: 'fetch' }),
    ),
    'node_modules/@extconn/providers/pg.json': json(sampleModel({ id: 2, name: 'Pg', driver: 'pg' })),
    'node_modules/mongodb/package.json': '{}',
  });
  const without = discover(files({}));
  expect(without.names).toEqual(['@extconn/providers/pg Pg', '@extconn/providers/rest-api RestApi']);
  expect(without.omitted).toEqual([{ package: '@extconn/providers', name: 'MongoDb', driver: 'mongodb' }]);
  const withDriver = discover(files({ mongodb: '7' }));
  expect(withDriver.providers.map(({ model }) => model.id)).toEqual([1, 2, 3]);
  expect(withDriver).toMatchObject({ omitted: [], found: [] });
});

const TWO = {
  ...INSTALLED,
  'package.json': project({ '@acme/redis': '1', other: '1' }),
  'node_modules/other/package.json': json({
    extconn: {
      contract: 1,
      providers: [
        { model: './a.json', module: './a' },
        { model: './b.json', module: './b' },
      ],
    },
  }),
  'node_modules/other/a.json': json(sampleModel({ id: 2000, name: 'REDIS' })),
  'node_modules/other/b.json': json(sampleModel({ id: 2001, name: 'Other' })),
};

test.each<[string, Partial<PackageSettings>, readonly string[]]>([
  ['nothing', {}, ['@acme/redis/redis Redis', 'other/a REDIS', 'other/b Other']],
  ['an excluded package', { exclude: ['other'] }, ['@acme/redis/redis Redis']],
  ['an excluded provider', { exclude: ['REDIS'] }, ['@acme/redis/redis Redis', 'other/b Other']],
  ['an excluded module', { exclude: ['other/b'] }, ['@acme/redis/redis Redis', 'other/a REDIS']],
  ['a preferred package', { prefer: ['other'] }, ['other/a REDIS', 'other/b Other']],
  ['a preferred module', { prefer: ['@acme/redis/redis'] }, ['@acme/redis/redis Redis', 'other/b Other']],
  [
    'everything preferred',
    { prefer: ['other', '@acme/redis'] },
    ['@acme/redis/redis Redis', 'other/a REDIS', 'other/b Other'],
  ],
])('of clashing packages, %s leaves', (_, settings, left) => {
  const { names, found } = discover(TWO, settings);
  expect({ names, found }).toEqual({ names: left, found: [] });
});

test('an excluded package is not looked into', () => {
  const files = { ...INSTALLED, 'node_modules/@acme/redis/package.json': json({ extconn: { contract: 9 } }) };
  expect(discover(files, { exclude: ['@acme/redis'] })).toMatchObject({ names: [], found: [] });
});

test('a setting that names nothing is a warning, with what may be meant', () => {
  const { diagnostics } = discover(INSTALLED, { exclude: ['Reddis'], prefer: ['@acme/redsi'] });
  expect(diagnostics).toMatchObject([
    { code: 'EXT2048', severity: 'warning', file: '/project/extconn.yaml', suggestion: 'Redis' },
    { code: 'EXT2048', suggestion: '@acme/redis' },
  ]);
});
