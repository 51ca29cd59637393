import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/scratch-project.ts';
import { InstalledProject } from './support/installed-project.ts';
import { OWN_PACKAGES, Tarballs } from './support/packed.ts';
import { expectDone } from './support/third-package.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly extconn?: { readonly providers: readonly { readonly model: string }[] };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** The condition under which the workspaces use each other's sources; nobody else sets it. */
const WORKSPACE_CONDITION = '@extconn/source';

let tarballs: Tarballs;
let unpacked: InstalledProject;

beforeAll(async () => {
  tarballs = await Tarballs.pack();
  unpacked = await InstalledProject.create();
  for (const [index, { path }] of tarballs.own.entries()) {
    const folder = unpacked.path(OWN_PACKAGES[index] ?? '');
    await mkdir(folder);
    await expectDone(unpacked.run('tar', ['-xzf', path, '-C', folder, '--strip-components=1']));
  }
}, 120_000);

afterAll(async () => {
  await tarballs?.[Symbol.asyncDispose]();
  await unpacked?.[Symbol.asyncDispose]();
});

describe.each(OWN_PACKAGES)('the tarball of %s', (folder) => {
  const read = (file: string): string => readFileSync(unpacked.path(join(folder, file)), 'utf8');
  const manifest = (): Manifest => JSON.parse(read('package.json'));
  const files = (): readonly string[] => tarballs.of(manifest().name).files;

  it('holds a licence, a readme, and nothing but what programs need', () => {
    expect(files()).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'package.json']));
    const others = files().filter(
      (file) =>
        !/^(LICENSE|[A-Z]+\.md|package\.json|dist\/.+\.(c?js|d\.ts)|(models|schemas)\/.+\.json)$/.test(file),
    );
    expect(others).toEqual([]);
    expect(files().filter((file) => /\.test\.|\/tests?\//.test(file))).toEqual([]);
  });

  it('holds everything that its package.json leads to', () => {
    const { bin = {}, exports, extconn } = manifest();
    const targets = Object.values(exports).flatMap((target) =>
      typeof target === 'string'
        ? [target]
        : Object.entries(target).flatMap(([condition, path]) =>
            condition === WORKSPACE_CONDITION ? [] : [path],
          ),
    );
    const models = (extconn?.providers ?? []).map(({ model }) => model);
    for (const target of [...targets, ...models, ...Object.values(bin)]) {
      const [start = '', end = ''] = target.replace('./', '').split('*');
      const isThere = files().some((file) =>
        target.includes('*') ? file.startsWith(start) : file === start,
      );
      expect(isThere && files().some((file) => file.endsWith(end)), target).toBe(true);
    }
    for (const program of Object.values(bin)) expect(read(program)).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('says nothing of the machine that made it, and depends on published versions', () => {
    const telling = files().filter((file) => read(file).includes(REPOSITORY.replace(/\/$/, '')));
    expect(telling).toEqual([]);
    const { dependencies = {}, peerDependencies = {} } = manifest();
    for (const version of Object.values({ ...dependencies, ...peerDependencies })) {
      expect(version).toMatch(/^(\^|>=)?\d+\.\d+\.\d+$/);
    }
    for (const own of OWN_PACKAGES) {
      const { name, version } = JSON.parse(readFileSync(join(REPOSITORY, own, 'package.json'), 'utf8'));
      if (name in dependencies) expect(dependencies[name]).toBe(version);
    }
  });

  it('imports only what it declares', async () => {
    const { metafile } = await build({
      entryPoints: files()
        .filter((file) => file.endsWith('.js'))
        .map((file) => unpacked.path(join(folder, file))),
      outdir: unpacked.path('out'),
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      metafile: true,
      write: false,
      logLevel: 'silent',
    });
    const imported = Object.values(metafile.outputs).flatMap(({ imports }) =>
      imports.filter(({ external }) => external === true).map(({ path }) => packageOf(path)),
    );
    const { name, dependencies, peerDependencies } = manifest();
    const declared = [name, ...Object.keys({ ...dependencies, ...peerDependencies })];
    const unknown = imported.filter((path) => !builtinModules.includes(path) && !declared.includes(path));
    expect([...new Set(unknown)]).toEqual([]);
  });
});

describe.each(['runtime', 'providers'])('the build of %s', (folder) => {
  it('holds nothing of sources that are gone', () => {
    const list = (part: string): readonly string[] =>
      readdirSync(join(REPOSITORY, folder, part), { recursive: true, encoding: 'utf8' });
    const sources = new Set(list('src').map((file) => file.replace(/\.ts$/, '')));
    const built = list('dist').filter((file) => file.endsWith('.js'));
    // The index as bundlers get it, and each provider as Node gets it from the index.
    const again = /^(?:index\.modules|bundled[\\/][^\\/]+)\.js$/;
    const own = built.filter((file) => !file.startsWith('chunks') && !again.test(file));
    expect(own.filter((file) => !sources.has(file.replace(/\.js$/, '')))).toEqual([]);
  });
});

describe('a bundle of one shipped provider', () => {
  it('holds no other provider, so that no other driver is looked for', async () => {
    const { metafile } = await build({
      stdin: {
        contents: "export { SqliteConnectionProvider } from '@extconn/providers/sqlite';",
        resolveDir: join(REPOSITORY, 'test'),
      },
      outdir: unpacked.path('out'),
      bundle: true,
      platform: 'node',
      format: 'esm',
      metafile: true,
      write: false,
      logLevel: 'error',
      external: ['libsql'],
    });
    const providers = Object.keys(metafile.inputs).filter((path) => path.includes('providers/dist/'));
    expect(providers.filter((path) => !/providers\/dist\/(?:sqlite|shared)\//.test(path))).toEqual([]);
    expect(providers.length).toBeGreaterThan(0);
  });
});

function packageOf(specifier: string): string {
  const path = specifier.replace(/^node:/, '');
  const [first = '', second = ''] = path.split('/');
  return builtinModules.includes(path) ? path : first.startsWith('@') ? `${first}/${second}` : first;
}
