import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { PackageSettings } from '../../../generator/src/discovery/packages.ts';
import { createNodeHost } from '../../../generator/src/node-host.ts';
import { createMemoryHost } from '../../support/memory-host.ts';
import { discover, ENTRY, INSTALLED, json, optIn, project, run } from './installed-package.ts';
import { sampleModel } from './sample-model.ts';

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
