import { readFile, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manifest, provider } from './sample-project.ts';
import { WatchedFolder } from './watched-folder.ts';

const NOTES = 'providers/notes/provider.yaml';
const SCHEMAS = [
  'schemas/external-connections.pascal.schema.json',
  'schemas/external-connections.schema.json',
];
/** What depends on the configuration of Notes. */
const OF_NOTES = ['providers/notes/configuration.gen.ts', ...SCHEMAS, 'schemas/providers/notes.schema.json'];

const updated = (paths: readonly string[]): readonly string[] => paths.map((path) => `update ${path}`);

let folder: WatchedFolder;

beforeEach(async () => {
  folder = await WatchedFolder.create({
    ...provider('Notes', 1000),
    ...provider('Mail', 1001),
    'package.json': '{ "type": "module" }',
  });
});

afterEach(() => folder[Symbol.asyncDispose]());

async function configuration(): Promise<string> {
  return readFile(folder.path('providers/notes/configuration.gen.ts'), 'utf8');
}

describe('a saved file', () => {
  beforeEach(async () => {
    const { files } = await folder.start();
    expect(files).toHaveLength(12);
  });

  it('regenerates what depends on it, and only that', async () => {
    await folder.save({ [NOTES]: manifest('Notes', 1000, 11) });
    expect(await folder.next()).toEqual({ changed: [NOTES], files: updated(OF_NOTES), diagnostics: [] });
    expect(await configuration()).toContain('11');
    await folder.save({ 'README.md': '', 'providers/notes/helper.ts': 'export {};\n' });
    expect(await folder.late()).toEqual([]);
  });

  it('may be replaced by another one, as editors do', async () => {
    await writeFile(folder.path(`${NOTES}.tmp`), manifest('Notes', 1000, 12));
    await rename(folder.path(`${NOTES}.tmp`), folder.path(NOTES));
    expect((await folder.next()).files).toEqual(updated(OF_NOTES));
    // The other way: the old file is moved away first.
    await rename(folder.path(NOTES), folder.path(`${NOTES}~`));
    await writeFile(folder.path(NOTES), manifest('Notes', 1000, 13));
    expect((await folder.next()).files).toEqual(updated(OF_NOTES));
    // And once more: the watch still follows the name.
    await folder.save({ [NOTES]: manifest('Notes', 1000, 14) });
    expect((await folder.next()).files).toEqual(updated(OF_NOTES));
    expect(await folder.late()).toEqual([]);
  });

  it('that is broken leaves the last good output and shows the mistake', async () => {
    const good = await configuration();
    await folder.save({ [NOTES]: manifest('Notes', 1000, 11).replace('minimum', 'minimun') });
    expect(await folder.next()).toEqual({
      changed: [NOTES],
      files: [],
      diagnostics: [expect.stringMatching(/^EXT1\d+ providers\/notes\/provider\.yaml:12$/)],
    });
    expect(await configuration()).toBe(good);
    await folder.save({ [NOTES]: manifest('Notes', 1000, 11) });
    expect(await folder.next()).toMatchObject({ files: updated(OF_NOTES), diagnostics: [] });
  });

  it('may be a generated one: what somebody did to it is undone', async () => {
    await folder.save({ 'providers/notes/configuration.gen.ts': `${await configuration()}// mine\n` });
    expect(await folder.next()).toMatchObject({ files: [`update ${OF_NOTES[0]}`] });
    await rm(folder.path('schemas'), { recursive: true });
    expect((await folder.next()).files).toHaveLength(5);
    expect(await folder.late()).toEqual([]);
  });

  it('may be one that decides how everything is generated', async () => {
    await folder.save({ 'extconn.yaml': 'importExtension: .ts\n' });
    expect((await folder.next()).files).toEqual(
      updated([
        'providers/index.gen.ts',
        'providers/mail/factory.gen.ts',
        'providers/mail/provider.gen.ts',
        'providers/notes/factory.gen.ts',
        'providers/notes/provider.gen.ts',
      ]),
    );
  });
});

describe('a folder', () => {
  it('that appears brings its provider', async () => {
    await folder.start();
    await folder.save(provider('Post', 1002));
    const { files } = await lastOf(folder);
    expect(files).toContain('create providers/post/provider.gen.ts');
    expect(files).toContain('update providers/index.gen.ts');
    await folder.save({ 'providers/post/provider.yaml': manifest('Post', 1002, 11) });
    expect((await folder.next()).files).toContain('update providers/post/configuration.gen.ts');
  });

  it('that is deleted takes its provider with it', async () => {
    await folder.start();
    await rm(folder.path('providers/notes'), { recursive: true });
    const { files, diagnostics } = await lastOf(folder);
    expect(diagnostics).toEqual([]);
    expect(files).toContain('orphan schemas/providers/notes.schema.json');
    expect(files).toContain('update providers/index.gen.ts');
    await folder.save(provider('Notes', 1000));
    expect((await lastOf(folder)).files).toContain('create providers/notes/provider.gen.ts');
  });

  it('that is replaced by another of its name is followed', async () => {
    await folder.start();
    await folder.save({
      'new/provider.yaml': manifest('Notes', 1000, 11),
      'new/connection.ts': provider('Notes', 1000)['providers/notes/connection.ts'] ?? '',
    });
    await rename(folder.path('providers/notes'), folder.path('old'));
    await rename(folder.path('new'), folder.path('providers/notes'));
    expect((await lastOf(folder)).files).toContain('create providers/notes/configuration.gen.ts');
    await folder.save({ [NOTES]: manifest('Notes', 1000, 12) });
    expect((await folder.next()).files).toEqual(updated(OF_NOTES));
  });

  it('may be a link that leads elsewhere', async () => {
    await folder.save({ 'v1/tls.yaml': 'type: string\n', 'v2/tls.yaml': 'type: boolean\n' });
    await symlink('v1', folder.path('shared'));
    const uses = manifest('Notes', 1000).replace(
      '    limit:',
      '    tls: { $ref: ../../shared/tls.yaml }\n    limit:',
    );
    await folder.save({ [NOTES]: uses });
    await folder.start();
    await folder.save({ 'v1/tls.yaml': 'type: integer\n' });
    expect((await folder.next()).files).toEqual(updated(OF_NOTES));
    await unlink(folder.path('shared'));
    await symlink('v2', folder.path('shared'));
    await lastOf(folder);
    expect(await configuration()).toContain('NotesTlsDefinition = boolean');
  });
});

describe('many changes at once', () => {
  it('are one run, or two where they take their time', async () => {
    await folder.start();
    const folders = Array.from({ length: 100 }, (_, index) => [`Many${index}`, 2000 + index] as const);
    for (const limit of [1, 2, 3, 4, 5]) {
      for (const [name, id] of folders) await folder.save(provider(name, id, limit));
    }
    const reports = [await folder.next(), ...(await folder.late())];
    expect(reports.length).toBeLessThanOrEqual(4);
    const text = await readFile(folder.path('providers/many99/configuration.gen.ts'), 'utf8');
    expect(text).toContain('default(5)');
  }, 60_000);
});

/** The last report of a change that takes several steps, between which a run may fall. */
async function lastOf(watched: WatchedFolder) {
  const reports = [await watched.next(), ...(await watched.late())];
  const last = reports.at(-1);
  if (last === undefined) throw new Error('No run of the watch followed');
  return { ...last, files: reports.flatMap(({ files }) => files) };
}
