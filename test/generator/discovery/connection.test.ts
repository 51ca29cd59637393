import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../generator/src/diagnostics.ts';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { FactsCache } from '../../../generator/src/discovery/cache.ts';
import { checkConnection } from '../../../generator/src/discovery/connection.ts';
import { createMemoryHost, type MemoryHostOptions } from '../../support/memory-host.ts';

const FOLDER = '/project/providers/mongo-db';
const METHODS = ['openDriver', 'closeDriver', 'pingDriver', 'readMetadata']
  .map((name) => `  protected async ${name}() {}\n`)
  .join('');
const IMPORT = "import { ConnectionBase } from '@extconn/runtime';\n";
const GOOD = `${IMPORT}export class MongoDbConnection extends ConnectionBase<C, D> {\n${METHODS}}\n`;

async function check(
  files: Record<string, string>,
  options: MemoryHostOptions = {},
): Promise<readonly Diagnostic[]> {
  const host = createMemoryHost(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${FOLDER}/${name}`, text])),
    options,
  );
  const diagnostics = new Diagnostics();
  const connection = {
    name: 'MongoDb',
    manifest: `${FOLDER}/provider.yaml`,
    nameRange: () => ({ line: 2, column: 7, endLine: 2, endColumn: 14 }),
    folder: FOLDER,
  };
  await checkConnection(host, connection, new FactsCache(host, '/project'), diagnostics);
  return diagnostics.sorted;
}

const codes = (diagnostics: readonly Diagnostic[]): string[] => diagnostics.map(({ code }) => code);

test('a connection as it should be', async () => {
  expect(await check({ 'connection.ts': GOOD })).toEqual([]);
});

test('a connection.ts that is missing, at the name in the manifest', async () => {
  expect(await check({})).toMatchObject([
    {
      code: 'EXT2001',
      message: 'The provider "MongoDb" has no connection.ts beside its manifest.',
      help: expect.stringContaining('class MongoDbConnection extends ConnectionBase<MongoDbConfiguration'),
      file: `${FOLDER}/provider.yaml`,
      range: { line: 2 },
    },
  ]);
});

test('a connection.ts that exports another class, with both places and what to write', async () => {
  const [found, ...others] = await check({
    'connection.ts': GOOD.replace('MongoDbConnection', 'MongoConnection'),
  });
  expect(others).toEqual([]);
  expect(found).toMatchObject({
    code: 'EXT2004',
    message:
      'The manifest calls the provider "MongoDb", so this file must export the class MongoDbConnection; it exports MongoConnection.',
    file: `${FOLDER}/connection.ts`,
    range: { line: 2, column: 14 },
    suggestion: 'MongoDbConnection',
    related: [{ file: `${FOLDER}/provider.yaml`, range: { line: 2, column: 7 } }],
  });
});

test('a connection.ts without any class', async () => {
  const [found] = await check({ 'connection.ts': 'export const x = 1;\n' });
  expect(found).toMatchObject({ code: 'EXT2004', message: expect.stringContaining('it exports no class.') });
  expect(found?.suggestion).toBeUndefined();
});

test.each([
  ['no export', GOOD.replace('export class', 'class'), 'EXT2005'],
  ['a default export', GOOD.replace('export class', 'export default class'), 'EXT2005'],
  ['an abstract class', GOOD.replace('export class', 'export abstract class'), 'EXT2009'],
  ['no base class', GOOD.replace('extends ConnectionBase<C, D> ', ''), 'EXT2006'],
  ['another base class', GOOD.replace('extends ConnectionBase', 'extends Other'), 'EXT2006'],
  [
    'a base class of Node',
    GOOD.replace('ConnectionBase<', 'EventEmitter<').replace(
      IMPORT,
      "import { EventEmitter } from 'node:events';\n",
    ),
    'EXT2006',
  ],
  ['a computed base class', GOOD.replace('extends ConnectionBase<C, D>', 'extends mixin(X)'), 'EXT2007'],
])('%s', async (_, text, code) => {
  expect(codes(await check({ 'connection.ts': text }))).toEqual([code]);
});

test('TypeScript that does not parse, alone', async () => {
  expect(await check({ 'connection.ts': 'export class MongoDbConnection {\n  open( {\n' })).toMatchObject([
    { code: 'EXT2003', file: `${FOLDER}/connection.ts`, range: { line: expect.any(Number) } },
  ]);
});

test('a file that cannot be read', async () => {
  const unreadable = { unreadable: [`${FOLDER}/connection.ts`] };
  expect(codes(await check({ 'connection.ts': GOOD }, unreadable))).toEqual(['EXT2002']);
});

test('each method that is missing, abstract or static, at the class', async () => {
  const text = GOOD.replace('async openDriver', 'static openDriver')
    .replace('async closeDriver() {}', 'abstract closeDriver(): void;')
    .replace('  protected async pingDriver() {}\n', '');
  const found = await check({ 'connection.ts': text });
  expect(found.map(({ code, message, range }) => [code, message, range?.line])).toEqual([
    ['EXT2008', 'The class MongoDbConnection lacks the method openDriver.', 2],
    ['EXT2008', 'The class MongoDbConnection lacks the method closeDriver.', 2],
    ['EXT2008', 'The class MongoDbConnection lacks the method pingDriver.', 2],
  ]);
});

test('a method that is misspelt, at its place', async () => {
  expect(await check({ 'connection.ts': GOOD.replace('pingDriver', 'pingdriver') })).toMatchObject([
    { code: 'EXT2008', range: { line: 5, column: 19 }, suggestion: 'pingDriver' },
  ]);
});

test('methods as fields count', async () => {
  expect(
    await check({ 'connection.ts': GOOD.replace('async openDriver() {}', 'openDriver = async () => {};') }),
  ).toEqual([]);
});

test.each([
  [
    'an alias',
    GOOD.replace('{ ConnectionBase }', '{ ConnectionBase as Base }').replace(
      'extends ConnectionBase',
      'extends Base',
    ),
  ],
  [
    'a namespace',
    GOOD.replace('{ ConnectionBase }', '* as runtime').replace(
      'extends ConnectionBase',
      'extends runtime.ConnectionBase',
    ),
  ],
  ['a list of exports', `${GOOD.replace('export class', 'class')}export { MongoDbConnection };\n`],
  [
    'a list of exports with another name',
    `${GOOD.replace('export class MongoDbConnection', 'class X')}export { X as MongoDbConnection };\n`,
  ],
  ['an export from elsewhere', "export { MongoDbConnection } from './elsewhere.ts';\n"],
  ['all exports from elsewhere', "export * from './elsewhere.ts';\n"],
  [
    'a base class of a package',
    "import { SqlConnection } from '@acme/sql';\nexport class MongoDbConnection extends SqlConnection {}\n",
  ],
  [
    'a base class of the same file',
    `${GOOD.replace('export class MongoDbConnection', 'abstract class Shared')}export class MongoDbConnection extends Shared {}\n`,
  ],
  [
    'a base class of a file that is not there',
    "import { Shared } from '../gone.ts';\nexport class MongoDbConnection extends Shared {}\n",
  ],
])('%s is fine', async (_, text) => {
  expect(await check({ 'connection.ts': text })).toEqual([]);
});

test.each(['../shared/base.ts', '../shared/base.js', '../shared/base', '../shared'])(
  'a base class of another file is followed by %s',
  async (module) => {
    const shared = GOOD.replace('export class MongoDbConnection', 'export abstract class Shared').replace(
      '  protected async pingDriver() {}\n',
      '',
    );
    const path = module === '../shared' ? '../shared/index.ts' : '../shared/base.ts';
    const text = `import { Shared as S } from '${module}';\nexport class MongoDbConnection extends S<C> {}\n`;
    const found = await check({ 'connection.ts': text, [path]: shared });
    expect(found).toMatchObject([{ code: 'EXT2008', message: expect.stringContaining('pingDriver') }]);
  },
);

test('base classes in a circle end', async () => {
  const text = `class A extends B {}\nclass B extends A {}\nexport class MongoDbConnection extends A {\n${METHODS}}\n`;
  expect(codes(await check({ 'connection.ts': text }))).toEqual(['EXT2007']);
});
