import { chmod, chown, readdir, readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileStamp } from '../generator/src/file-stamp.ts';
import { type CommandResult, ScratchProject } from './support/scratch-project.ts';

const MANIFEST = `manifestVersion: 1
id: 1000
name: Notes
displayName: Notes Connection Provider
provider: fs
dataStores: [Notes]
connectionModes: [ReadOnly]
configuration:
  required: [folder]
  properties:
    folder: { type: string, pattern: \\S, errorMessage: Folder is required }
    limit: { type: integer, minimum: 1, default: 10 }
`;

const CONNECTION = `import { ConnectionBase, type ConnectionMetadata } from '@extconn/runtime';
import type { NotesConfiguration } from './configuration.gen.js';
export class NotesConnection extends ConnectionBase<NotesConfiguration, object> {
  protected override async openDriver(): Promise<object> { return {}; }
  protected override async closeDriver(): Promise<void> {}
  protected override async pingDriver(): Promise<void> {}
  protected override async readMetadata(): Promise<ConnectionMetadata> { return { systemName: 'Notes', version: '1', properties: {} }; }
}
`;

let project: ScratchProject;

beforeEach(async () => {
  project = await ScratchProject.create();
  await project.write('providers/notes/provider.yaml', MANIFEST);
  await project.write('providers/notes/connection.ts', CONNECTION);
});

afterEach(() => project[Symbol.asyncDispose]());

async function generatedFiles(): Promise<readonly string[]> {
  const all = await readdir(project.root, { recursive: true });
  return all
    .filter((name) => !name.startsWith('node_modules') && /\.gen\.ts$|\.schema\.json$/.test(name))
    .sort();
}

interface Found {
  readonly code: string;
  readonly message: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly suggestion?: string;
  readonly related?: readonly { readonly file: string; readonly line: number }[];
}

function diagnosticsOf({ stdout }: CommandResult): readonly Found[] {
  return JSON.parse(stdout).diagnostics;
}

/** Replaces a part of the manifest, generates, and expects one finding and nothing written. */
async function generateWith(text: string, replacement: string): Promise<Found> {
  expect(MANIFEST).toContain(text);
  await project.write('providers/notes/provider.yaml', MANIFEST.replace(text, replacement));
  const result = await project.extconn('generate', '--format', 'json');
  expect(result.code).toBe(1);
  expect(await generatedFiles()).toEqual([]);
  const [first, ...more] = diagnosticsOf(result);
  expect(more).toEqual([]);
  return first as Found;
}

describe('extconn generate', () => {
  it('writes everything once, then nothing', async () => {
    const first = await project.extconn('generate');
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(await generatedFiles()).toEqual([
      'providers/index.gen.ts',
      'providers/notes/configuration.gen.ts',
      'providers/notes/factory.gen.ts',
      'providers/notes/provider.gen.ts',
      'schemas/external-connections.pascal.schema.json',
      'schemas/external-connections.schema.json',
      'schemas/provider-manifest.schema.json',
      'schemas/providers/notes.schema.json',
    ]);
    expect(await project.tsc()).toMatchObject({ code: 0, stdout: '' });
    const second = await project.extconn('generate');
    expect(second).toMatchObject({ code: 0, stdout: 'Up to date: 8 files.\n' });
  });

  it('--check reports what is missing, stale, edited and orphaned with a diff, and writes nothing', async () => {
    const missing = await project.extconn('generate', '--check');
    expect(missing.code).toBe(1);
    expect(missing.stdout).toContain('+++ b/providers/index.gen.ts');
    expect(await generatedFiles()).toEqual([]);
    await project.extconn('generate');
    expect((await project.extconn('generate', '--check')).code).toBe(0);
    await project.write('providers/notes/provider.yaml', MANIFEST.replace('default: 10', 'default: 20'));
    const stale = await project.extconn('generate', '--check');
    expect(stale.code).toBe(1);
    expect(stale.stdout).toMatch(/-.*default\(10\)[\s\S]*\+.*default\(20\)/);
    expect(stale.stderr).toContain('out of date');
    const file = project.path('providers/notes/configuration.gen.ts');
    expect(await readFile(file, 'utf8')).toContain('default(10)');
    await project.extconn('generate');
    await project.write(
      'providers/index.gen.ts',
      `${await readFile(project.path('providers/index.gen.ts'), 'utf8')}// mine\n`,
    );
    const edited = await project.extconn('generate', '--check');
    expect(edited.stderr).toContain('changed by hand');
  });

  it('looks at the times of files to see that nothing is to do; --check looks at their bytes', async () => {
    const name = 'providers/notes/factory.gen.ts';
    const stamps = async (): Promise<[string, [string, string]][]> =>
      JSON.parse(await readFile(project.path('.extconn/stamps.json'), 'utf8'));
    await project.extconn('generate');
    // Until then, the times of a file may hide its next change.
    await setTimeout(2_100);
    expect((await project.extconn('generate')).stdout).toBe('Up to date: 8 files.\n');
    expect((await stamps()).map(([path]) => path)).toContain(project.path(name));
    await project.write(name, `${await readFile(project.path(name), 'utf8')}// mine\n`);
    expect((await project.extconn('generate')).stdout).toContain(`updated ${name}`);

    await setTimeout(2_100);
    await project.extconn('generate');
    const honest = await stamps();
    await project.write(name, `${await readFile(project.path(name), 'utf8')}// mine\n`);
    await setTimeout(2_100);
    const lie = honest.map(([path, [stamp, hash]]) => [
      path,
      [path === project.path(name) ? fileStamp(path) : stamp, hash],
    ]);
    await project.write('.extconn/stamps.json', JSON.stringify(lie));
    expect((await project.extconn('generate')).stdout).toBe('Up to date: 8 files.\n');
    const check = await project.extconn('generate', '--check');
    expect(check).toMatchObject({ code: 1 });
    expect(check.stderr).toContain('changed by hand');
  });

  it('deletes what it generated and no longer generates, and nothing else', async () => {
    await project.write(
      'providers/other/provider.yaml',
      MANIFEST.replaceAll('Notes', 'Other').replace('1000', '1001'),
    );
    await project.write('providers/other/connection.ts', CONNECTION.replaceAll('Notes', 'Other'));
    await project.extconn('generate');
    await project.run('rm', ['providers/other/provider.yaml']);
    const orphaned = await project.extconn('generate', '--check');
    expect(orphaned.code).toBe(1);
    expect(orphaned.stderr).toMatch(/providers\/other\/factory\.gen\.ts.* EXT3011 /);
    expect(orphaned.stdout).toContain('--- a/providers/other/factory.gen.ts\n+++ /dev/null\n');
    const result = await project.extconn('generate');
    expect(result.stdout).toContain('deleted providers/other/factory.gen.ts');
    expect(await readdir(project.path('providers/other'))).toEqual(['connection.ts']);
  });

  it('refuses a file in the way that was not generated, and leaves everything untouched', async () => {
    await project.write('providers/notes/factory.gen.ts', 'export const mine = 1;\n');
    const result = await project.extconn('generate', '--format', 'json');
    expect(result.code).toBe(1);
    expect(diagnosticsOf(result)).toMatchObject([
      { code: 'EXT3001', file: 'providers/notes/factory.gen.ts' },
    ]);
    expect(await readFile(project.path('providers/notes/factory.gen.ts'), 'utf8')).toBe(
      'export const mine = 1;\n',
    );
    expect(await generatedFiles()).toEqual(['providers/notes/factory.gen.ts']);
  });

  it('names the file that it may not write, and writes nothing', async () => {
    await project.write('schemas/mine.txt', 'x');
    const nobody = 65_534;
    const asRoot = process.getuid?.() === 0;
    if (asRoot) {
      // Root may write everywhere, so the command runs as somebody else, who owns all but one folder.
      for (const name of ['.', 'providers', 'providers/notes', 'node_modules'])
        await chown(project.path(name), nobody, nobody);
    }
    await chmod(project.path('schemas'), 0o555);
    const result = await project.extconnAs(asRoot ? nobody : undefined, 'generate', '--format', 'json');
    expect(result.code).toBe(1);
    expect(diagnosticsOf(result)).toContainEqual(
      expect.objectContaining({ code: 'EXT3005', file: 'schemas/external-connections.schema.json' }),
    );
    expect(await generatedFiles()).toEqual([]);
    await chmod(project.path('schemas'), 0o755);
  });

  it('says that there is nothing to generate', async () => {
    await project.run('rm', ['-r', 'providers']);
    const result = await project.extconn('generate', '--format', 'json');
    expect(result.code).toBe(1);
    expect(diagnosticsOf(result)).toMatchObject([{ code: 'EXT5001' }]);
  });

  it('makes connection names types', async () => {
    const section = { externalConnections: { Diary: { provider: 'Notes', folder: 'secret-folder' } } };
    await project.write('connections.json', JSON.stringify(section));
    const result = await project.extconn('generate', '--config', 'connections.json');
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const text = await readFile(project.path('providers/connections.gen.ts'), 'utf8');
    expect(text).toContain('readonly Diary: NotesConnection;');
    expect(text).not.toContain('secret-folder');
    await project.write(
      'use.ts',
      `import { loadConnections } from '@extconn/runtime';
import type { NamedConnections } from './providers/connections.gen.js';
import { ExternalConnectionProviders } from './providers/index.gen.js';
import type { NotesConnection } from './providers/notes/connection.js';
const loaded = await loadConnections<NamedConnections>('connections.json', ExternalConnectionProviders);
if (loaded.isSuccess) {
  const opened = await loaded.value.open('Diary');
  if (opened.isSuccess) { const connection: NotesConnection = opened.value; void connection; }
  // @ts-expect-error A misspelt name does not compile.
  await loaded.value.open('Dairy');
}
`,
    );
    expect(await project.tsc()).toMatchObject({ code: 0, stdout: '' });
  });
});

describe('a bad manifest is a located finding, and nothing is written', () => {
  it('YAML that does not parse', async () => {
    const found = await generateWith('dataStores: [Notes]', 'dataStores: [Notes');
    expect(found).toMatchObject({
      file: 'providers/notes/provider.yaml',
      code: expect.stringMatching(/^EXT1/),
    });
  });

  it('a key twice, both places shown', async () => {
    const found = await generateWith('id: 1000\n', 'id: 1000\nid: 1001\n');
    expect(found).toMatchObject({ line: 3, column: 1, related: [{ line: 2 }] });
  });

  it('an unknown key, with what may have been meant', async () => {
    const found = await generateWith('minimum: 1', 'minimun: 1');
    expect(found).toMatchObject({ line: 12, column: 29, suggestion: 'minimum' });
  });

  it('a missing key', async () => {
    const found = await generateWith('provider: fs\n', '');
    expect(found).toMatchObject({ line: 1, message: expect.stringContaining('provider') });
  });

  it('a wrong type', async () => {
    const found = await generateWith('id: 1000', 'id: many');
    expect(found).toMatchObject({ line: 2, column: 5 });
  });

  it('a name that is a reserved word', async () => {
    const found = await generateWith('name: Notes', 'name: class');
    expect(found).toMatchObject({ line: 3, column: 7 });
  });

  it.each([
    ['id', (text: string) => text.replace('name: Notes', 'name: Other').replace('[Notes]', '[Other]'), 2],
    ['name', (text: string) => text.replace('1000', '1001').replace('[Notes]', '[Other]'), 3],
  ])('a duplicate %s, both places shown', async (_what, change, line) => {
    const folder = change(MANIFEST).includes('name: Other') ? 'other' : 'notes';
    await project.write('extconn.yaml', 'providers: [providers/*/provider.yaml, more/*/provider.yaml]\n');
    await project.write(`more/${folder}/provider.yaml`, change(MANIFEST));
    await project.write(
      `more/${folder}/connection.ts`,
      CONNECTION.replaceAll('Notes', folder === 'other' ? 'Other' : 'Notes'),
    );
    const result = await project.extconn('generate', '--format', 'json');
    expect(result.code).toBe(1);
    expect(diagnosticsOf(result)).toContainEqual(
      expect.objectContaining({ line, related: [expect.objectContaining({ line })] }),
    );
    expect(await generatedFiles()).toEqual([]);
  });

  it('a connection.ts that is missing', async () => {
    await project.run('rm', ['providers/notes/connection.ts']);
    const result = await project.extconn('generate', '--format', 'json');
    expect(result.code).toBe(1);
    expect(diagnosticsOf(result)).toMatchObject([
      { code: expect.stringMatching(/^EXT2/), message: expect.stringContaining('connection.ts') },
    ]);
    expect(await generatedFiles()).toEqual([]);
  });

  it('a connection.ts that exports another class', async () => {
    await project.write(
      'providers/notes/connection.ts',
      CONNECTION.replace('class NotesConnection', 'class NoteConnection'),
    );
    const result = await project.extconn('generate', '--format', 'json');
    expect(result.code).toBe(1);
    expect(diagnosticsOf(result)[0]).toMatchObject({
      file: 'providers/notes/connection.ts',
      line: 3,
      related: [expect.objectContaining({ file: 'providers/notes/provider.yaml' })],
    });
  });
});

describe('the other commands', () => {
  it('validate accepts a good file and locates every fault of a bad one', async () => {
    await project.write(
      'good.json',
      JSON.stringify({ externalConnections: { Diary: { provider: 'Notes', folder: './x' } } }),
    );
    expect(await project.extconn('validate', 'good.json')).toMatchObject({
      code: 0,
      stdout: 'Valid: 1 connection in 1 file.\n',
    });
    await project.write(
      'bad.json',
      '{\n  "externalConnections": {\n    "Diary": { "provider": "Notes", "limit": 0, "foldr": "x" }\n  }\n}\n',
    );
    const bad = await project.extconn('validate', 'bad.json', '--format', 'json');
    expect(bad.code).toBe(1);
    expect(diagnosticsOf(bad)).toMatchObject([
      { line: 3, column: 5, message: 'Folder is required' },
      { line: 3, column: 46, message: 'limit must be at least 1' },
      { line: 3, column: 49, suggestion: 'folder' },
    ]);
  });

  it('list and show print the registry', async () => {
    const listed = await project.extconn('list', '--format', 'json');
    expect(JSON.parse(listed.stdout).providers).toEqual([
      {
        id: 1000,
        name: 'Notes',
        displayName: 'Notes Connection Provider',
        provider: 'fs',
        dataStores: ['Notes'],
        connectionModes: ['ReadOnly'],
        priority: 100,
        package: null,
      },
    ]);
    const shown = await project.extconn('show', 'Notes');
    expect(shown.stdout).toMatch(/folder +string +required/);
    const unknown = await project.extconn('show', 'Note', '--format', 'json');
    expect(unknown.code).toBe(1);
    expect(diagnosticsOf(unknown)).toMatchObject([{ suggestion: 'Notes' }]);
  });

  it('new takes the next free id, never overwrites, and what it makes compiles', async () => {
    const made = await project.extconn(
      'new',
      'FileShare',
      '--driver',
      'smb2',
      '--data-store',
      'Smb',
      '--data-store',
      'Cifs',
      '--mode',
      'ReadWrite',
    );
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(await readFile(project.path('providers/file-share/provider.yaml'), 'utf8')).toMatch(/^id: 1001 /m);
    expect(await project.tsc()).toMatchObject({ code: 0, stdout: '' });
    expect((await project.extconn('new', 'FileShare')).code).toBe(1);
    expect((await project.extconn('new', 'enum')).stderr).toContain('reserved word');
  });

  it('new makes the first provider of an empty project', async () => {
    await project.run('rm', ['-r', 'providers']);
    expect(await project.extconn('new', 'FileShare')).toMatchObject({ code: 0, stderr: '' });
  });

  it('new --from-json-schema takes a connector specification, and names what it cannot carry over', async () => {
    const connectionSpecification = {
      type: 'object',
      required: ['host'],
      properties: {
        host: { type: 'string', order: 0 },
        password: { type: 'string', airbyte_secret: true, order: 1 },
        shards: { type: 'array', items: { type: 'string' }, contains: { const: 'main' } },
      },
    };
    await project.write('spec.json', JSON.stringify({ connectionSpecification }, undefined, 2));
    const result = await project.extconn(
      'new',
      'Imported',
      '--from-json-schema',
      'spec.json',
      '--driver',
      'imported',
    );
    expect(result.code).toBe(0);
    expect(result.stderr).toMatch(/^spec\.json:\d+:\d+ {2}warning EXT6\d+ .*"contains"/m);
    expect(await readFile(project.path('providers/imported/provider.yaml'), 'utf8')).toMatch(
      /password:[^}]*secret: true/,
    );
    expect(await project.tsc()).toMatchObject({ code: 0, stdout: '' });
  });

  it('new --from takes an existing manifest', async () => {
    await project.write('mail.yaml', MANIFEST.replaceAll('Notes', 'Mail').replace('1000', '1005'));
    expect(await project.extconn('new', 'Mail', '--from', 'mail.yaml')).toMatchObject({
      code: 0,
      stderr: '',
    });
    expect(await readFile(project.path('providers/mail/provider.yaml'), 'utf8')).toContain('id: 1005');
    const other = await project.extconn('new', 'Post', '--from', 'mail.yaml');
    expect(other.code).toBe(1);
    expect(await readdir(project.path('providers'))).not.toContain('post');
  });

  it('init prepares a project and keeps what is there', async () => {
    await project.write('extconn.yaml', '# mine\n');
    const result = await project.extconn('init');
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(await readFile(project.path('extconn.yaml'), 'utf8')).toBe('# mine\n');
    expect(JSON.parse(await readFile(project.path('package.json'), 'utf8')).scripts).toEqual({
      'extconn:generate': 'extconn generate',
      'extconn:check': 'extconn generate --check',
    });
  });

  it('test opens, pings and closes, and says what failed', async () => {
    await project.write(
      'connections.json',
      JSON.stringify({ externalConnections: { Diary: { provider: 'Notes', folder: '.' } } }),
    );
    await project.extconn('generate');
    const good = await project.extconn('test', 'connections.json', '--format', 'json');
    expect(JSON.parse(good.stdout).connections).toMatchObject([{ name: 'Diary', isSuccess: true }]);
    expect(good.code).toBe(0);
    await project.write(
      'providers/notes/connection.ts',
      CONNECTION.replace(
        'pingDriver(): Promise<void> {}',
        "pingDriver(): Promise<void> { throw new Error('no answer'); }",
      ),
    );
    const failed = await project.extconn('test', 'connections.json', 'Diary');
    expect(failed.code).toBe(1);
    expect(failed.stdout).toMatch(/Diary +FAILED .*no answer/);
    expect((await project.extconn('test', 'connections.json', 'Dairy')).code).toBe(1);
  });

  it('exits 2 on wrong usage', async () => {
    expect((await project.extconn()).code).toBe(2);
    expect((await project.extconn('generat')).code).toBe(2);
    expect((await project.extconn('generate', '--chek')).code).toBe(2);
    expect((await project.extconn('list', '--format', 'xml')).code).toBe(2);
    expect((await project.extconn('--help')).code).toBe(0);
  });
});
