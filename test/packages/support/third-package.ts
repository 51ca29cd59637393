import { readFile } from 'node:fs/promises';
import type { CommandResult } from '../../support/scratch-project.ts';
import { COMPILER_OPTIONS, InstalledProject } from './installed-project.ts';
import { pack, type Tarball, type Tarballs } from './packed.ts';

/** What the author of a package with one provider writes. */
const PACKAGE = {
  name: '@acme/notes',
  version: '1.2.0',
  type: 'module',
  files: ['dist', 'models'],
  exports: {
    './package.json': './package.json',
    './*/connection': './dist/*/connection.js',
    './*': './dist/*/provider.gen.js',
  },
  extconn: { contract: 1, providers: [{ model: './models/notes.json', module: './notes' }] },
};

const CONNECTION = `import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConnectionBase, type ConnectionMetadata } from '@extconn/runtime';
import type { NotesConfiguration } from './configuration.gen.js';

/** What \`execute\` hands out. */
export interface Notebook {
  read(title: string): Promise<string>;
}

export class NotesConnection extends ConnectionBase<NotesConfiguration, Notebook> {
  protected override async openDriver(): Promise<Notebook> {
    const folder = this.configuration.connectionString.reveal();
    return { read: (title) => readFile(join(folder, title), 'utf8') };
  }

  protected override async closeDriver(): Promise<void> {}

  protected override async pingDriver(): Promise<void> {
    await readdir(this.configuration.connectionString.reveal());
  }

  protected override async readMetadata(): Promise<ConnectionMetadata> {
    return { systemName: 'Notes', version: '1', properties: {} };
  }
}
`;

/** Where the third package is made. */
export interface Author extends AsyncDisposable {
  readonly project: InstalledProject;
  readonly tarball: Tarball;
}

/** Writes, generates, builds and packs a package with one provider, as its author does. */
export async function makeThirdPackage(registry: string, tarballs: Tarballs): Promise<Author> {
  const project = await InstalledProject.create(registry);
  await project.write({
    'package.json': PACKAGE,
    'extconn.yaml': 'providers: src/*/provider.yaml\nindex: src/index.gen.ts\n',
    'tsconfig.json': {
      compilerOptions: { ...COMPILER_OPTIONS, rootDir: 'src', outDir: 'dist', declaration: true },
      include: ['src'],
      exclude: ['src/**/*.test.ts'],
    },
  });
  await project.install(tarballs.of('@extconn/runtime').path, 'zod');
  await project.install('--save-dev', tarballs.of('extconn').path, 'typescript', '@types/node');
  // Published, the package would name versions, not files.
  const written = JSON.parse(await readFile(project.path('package.json'), 'utf8'));
  written.dependencies['@extconn/runtime'] = '^0.1.0';
  await project.write({ 'package.json': written });
  const flags = ['--driver', 'node:fs', '--data-store', 'Notes', '--data-store', 'Diary'];
  await expectDone(project.npx('extconn', ['new', 'Notes', ...flags]));
  await project.write({ 'src/notes/connection.ts': CONNECTION });
  await expectDone(project.npx('extconn', ['generate']));
  await expectDone(project.npx('tsc', ['-p', '.']));
  const tarball = await pack(project.root, tarballs.folder);
  return { project, tarball, [Symbol.asyncDispose]: () => project[Symbol.asyncDispose]() };
}

/** The result of a command that must end well. */
export async function expectDone(running: Promise<CommandResult>): Promise<CommandResult> {
  const result = await running;
  if (result.code !== 0) throw new Error(`Ended with ${result.code}:\n${result.stdout}${result.stderr}`);
  return result;
}
