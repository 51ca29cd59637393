import { expect, test } from 'vitest';
import { discover, ENTRY, INSTALLED, json, optIn, project } from './installed-package.ts';
import { sampleModel } from './sample-model.ts';

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
