import { mkdir, readFile, rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMPILER_OPTIONS, InstalledProject } from './support/installed-project.ts';
import { InstalledRegistry } from './support/installed-registry.ts';
import { layOutAsPnpm, nestCopy } from './support/layouts.ts';
import { pack, type Tarball, Tarballs } from './support/packed.ts';
import { type Author, expectDone, makeThirdPackage } from './support/third-package.ts';

let registry: InstalledRegistry;
let tarballs: Tarballs;
let author: Author;

beforeAll(async () => {
  registry = await InstalledRegistry.start();
  tarballs = await Tarballs.pack();
  author = await makeThirdPackage(registry.url, tarballs);
}, 180_000);

afterAll(async () => {
  await author?.[Symbol.asyncDispose]();
  await tarballs?.[Symbol.asyncDispose]();
  await registry?.[Symbol.asyncDispose]();
});

/** Compiles only where the index has exactly the third package's class under its data stores. */
const PROGRAM = `import { loadConnections } from '@extconn/runtime';
import type { NotesConnection } from '@acme/notes/notes/connection';
import type { NotesConnectionProvider } from '@acme/notes/notes';
import { type DataStoreName, ExternalConnectionProviders } from './providers/index.gen.js';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const found = ExternalConnectionProviders.getByDataStore('Diary');
const isExact: Same<typeof found, readonly [NotesConnectionProvider]> = true;
const areNames: Same<DataStoreName, 'Notes' | 'Diary'> = true;

const [provider] = found;
const created = await provider.createConnectionFactory();
if (created.isFailure) throw new Error(created.errorMessage);
const configuration = created.value.configurationType.create({ connectionString: './diary' });
if (configuration.isFailure) throw new Error(configuration.errorMessage);
const made = await created.value.createConnection(configuration.value);
if (made.isFailure) throw new Error(made.errorMessage);
const connection: NotesConnection = made.value;
await connection.open();
const read = await connection.execute((notebook) => notebook.read('first.md'));
console.log(read.isSuccess ? read.value.trim() : read.errorMessage);
await connection.dispose();

const loaded = await loadConnections('connections.json', ExternalConnectionProviders);
if (loaded.isFailure) throw new Error(loaded.validationErrors.join());
const diary = await loaded.value.open('Diary');
console.log(diary.isSuccess ? diary.value.state : diary.errorMessage, isExact && areNames);
await loaded.value.dispose();
`;

/** The project's copy of the runtime knows what the package's copy made by its brand, not by its class. */
const COPIES = `import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import * as runtime from '@extconn/runtime';
import { NotesConnectionProvider } from '@acme/notes/notes';
const { instance } = NotesConnectionProvider;
const created = await instance.createConnectionFactory();
const { value } = created.value.configurationType.create({ connectionString: 'Password=hunter2' });
assert(!(instance instanceof runtime.ExternalConnectionProviderBase));
assert(!(value instanceof runtime.ConfigurationBase));
assert(runtime.isConfiguration(value));
assert(runtime.isSecret(value.connectionString));
assert(!inspect(value).includes('hunter2'));
// And a class of the project's copy is refused for its name, not for its copy.
class Other extends runtime.ConfigurationBase {}
const other = Object.create(Other.prototype);
const refused = await created.value.createConnection(other);
assert.equal(refused.errorMessage, 'Invalid configuration type');
console.log('two copies');
`;

const FILES = {
  'tsconfig.json': {
    compilerOptions: { ...COMPILER_OPTIONS, outDir: 'out' },
    include: ['*.ts', 'providers'],
  },
  'main.ts': PROGRAM,
  'connections.json': { externalConnections: { Diary: { provider: 'Notes', connectionString: './diary' } } },
  'diary/first.md': 'It works.\n',
};

/** The project uses the third package: in its index, in its types, at run time, and on the command line. */
async function expectUse(project: InstalledProject, home = project): Promise<void> {
  await project.write(FILES);
  await expectDone(project.npx('extconn', ['generate'], home));
  const index = await readFile(project.path('providers/index.gen.ts'), 'utf8');
  expect(index).toContain(`import { NotesConnectionProvider } from '@acme/notes/notes';`);
  expect(await project.npx('tsc', ['-p', '.'], home)).toMatchObject({ code: 0, stdout: '' });
  expect(await project.node('out/main.js')).toMatchObject({ stdout: 'It works.\nOpen true\n', stderr: '' });
  await expectDone(project.npx('extconn', ['validate', 'connections.json'], home));
  await project.write({ 'main.ts': PROGRAM.replace("getByDataStore('Diary')", "getByDataStore('Dairy')") });
  const misspelt = await project.npx('tsc', ['-p', '.'], home);
  expect(misspelt.code).not.toBe(0);
  expect(misspelt.stdout).toMatch(/main\.ts\(\d+,\d+\): error .*"Dairy".*'"Diary" \| "Notes"'/);
}

async function install(project: InstalledProject): Promise<void> {
  await project.write({ 'package.json': { name: 'user', private: true, type: 'module' } });
  await project.install(author.tarball.path, tarballs.of('@extconn/runtime').path);
  await project.install('--save-dev', tarballs.of('extconn').path, 'typescript', '@types/node');
}

describe('the tarball of a third package', () => {
  it('holds its model and what it was built to, and no sources', () => {
    expect(author.tarball.files).toEqual([
      'dist/index.gen.d.ts',
      'dist/index.gen.js',
      ...['configuration.gen', 'connection', 'factory.gen', 'provider.gen'].flatMap((name) => [
        `dist/notes/${name}.d.ts`,
        `dist/notes/${name}.js`,
      ]),
      'models/notes.json',
      'package.json',
    ]);
  });
});

describe('a third package joins the index', () => {
  it('in a plain npm project, also with a copy of the runtime for itself; absent it is an error', async () => {
    await using project = await InstalledProject.create(registry.url);
    await install(project);
    await expectUse(project);
    await nestCopy(project.root, '@acme/notes', '@extconn/runtime');
    await expectUse(project);
    await project.write({ 'copies.mjs': COPIES });
    expect(await project.node('copies.mjs')).toMatchObject({ stdout: 'two copies\n', stderr: '' });
    await rm(project.path('node_modules/@acme'), { recursive: true });
    for (const flags of [[], ['--check']]) {
      const absent = await project.npx('extconn', ['generate', '--format', 'json', ...flags]);
      expect(absent.code).toBe(1);
      expect(JSON.parse(absent.stdout)).toMatchObject({
        diagnostics: [{ code: 'EXT2041', file: 'package.json' }],
      });
    }
    expect(await readFile(project.path('providers/index.gen.ts'), 'utf8')).toContain('@acme/notes');
  }, 180_000);

  it('in npm workspaces, where it is a link', async () => {
    await using root = await InstalledProject.create(registry.url);
    await root.write({
      'package.json': { name: 'root', private: true, workspaces: ['packages/*', 'apps/*'] },
      'apps/web/package.json': {
        name: 'web',
        private: true,
        type: 'module',
        dependencies: { '@acme/notes': '^1.0.0', '@extconn/runtime': '^0.1.0' },
      },
    });
    await unpack(author.tarball, root.path('packages/notes'));
    const own = ['@extconn/runtime', 'extconn'].map((name) => tarballs.of(name).path);
    await root.install('--save-dev', ...own, 'typescript', '@types/node');
    await expectUse(root.inside('apps/web'), root);
  }, 180_000);

  it('in a layout of links, as pnpm makes it', async () => {
    await using project = await InstalledProject.create(registry.url);
    await install(project);
    await layOutAsPnpm(project.root);
    await project.linkProgram('extconn', 'extconn/dist/cli.cjs');
    await project.linkProgram('tsc', 'typescript/bin/tsc');
    await expectUse(project);
  }, 180_000);
});

describe('two packages that bring the same provider', () => {
  it('clash, which exclude and prefer settle', async () => {
    await using project = await InstalledProject.create(registry.url);
    const fork = await packFork();
    await install(project);
    await project.install(fork.path);
    const clash = await project.npx('extconn', ['generate', '--format', 'json']);
    expect(clash.code).toBe(1);
    const [first] = JSON.parse(clash.stdout).diagnostics;
    const places = [first, ...first.related].map(({ file }: { file: string }) => file);
    expect(places.sort()).toEqual([
      'node_modules/@acme/notes/models/notes.json',
      'node_modules/@fork/notes/models/notes.json',
    ]);
    for (const [settings, winner] of [
      ['prefer: ["@fork/notes"]', '@fork/notes'],
      ['prefer: ["@acme/notes"]', '@acme/notes'],
      ['exclude: ["@acme/notes"]', '@fork/notes'],
      ['exclude: ["@fork/notes/notes"]', '@acme/notes'],
    ] as const) {
      await project.write({ 'extconn.yaml': `${settings}\n` });
      await expectDone(project.npx('extconn', ['generate']));
      const index = await readFile(project.path('providers/index.gen.ts'), 'utf8');
      expect(index.match(/'@\w+\/notes\/notes'/g)).toEqual([`'${winner}/notes'`]);
    }
  }, 180_000);
});

/** The same package under another name. */
async function packFork(): Promise<Tarball> {
  const folder = author.project.path('fork');
  await unpack(author.tarball, folder);
  const file = `${folder}/package.json`;
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  await author.project.write({ 'fork/package.json': { ...manifest, name: '@fork/notes' } });
  return pack(folder, tarballs.folder);
}

async function unpack({ path }: Tarball, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await expectDone(author.project.run('tar', ['-xzf', path, '-C', folder, '--strip-components=1']));
}
