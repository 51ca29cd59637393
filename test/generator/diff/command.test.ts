import { mkdir, readdir, rm, symlink } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { openRevision } from '../../../generator/src/diff/git.ts';
import { type CommandResult, ScratchProject } from '../../support/scratch-project.ts';
import { manifest } from './compare.ts';

const NOTES = 'providers/notes/provider.yaml';
const LIMIT = 'properties: { limit: { type: integer, maximum: 100 } }';

let project: ScratchProject;

beforeEach(async () => {
  project = await ScratchProject.create();
  await git('init', '--quiet');
  await project.write('.gitignore', 'node_modules\n');
  await project.write(NOTES, manifest(LIMIT));
  await commit();
});

afterEach(() => project[Symbol.asyncDispose]());

async function git(...parameters: readonly string[]): Promise<void> {
  const identity = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org'];
  const { code, stderr } = await project.run('git', [...identity, ...parameters]);
  if (code !== 0) throw new Error(stderr);
}

async function commit(): Promise<void> {
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'A state');
}

interface Report {
  readonly verdict: string;
  readonly changes: readonly object[];
  readonly diagnostics: readonly {
    readonly code: string;
    readonly file?: string;
    readonly message: string;
  }[];
}

function reportOf({ stdout }: CommandResult): Report {
  return JSON.parse(stdout);
}

async function diff(reference = 'HEAD', ...more: readonly string[]): Promise<CommandResult & Report> {
  const result = await project.extconn('diff', reference, '--format', 'json', ...more);
  return { ...result, ...reportOf(result) };
}

describe('extconn diff', () => {
  it('says that nothing changed', async () => {
    expect(await diff()).toMatchObject({ code: 0, verdict: 'none', changes: [], diagnostics: [] });
    const pretty = await project.extconn('diff', 'HEAD');
    expect(pretty).toMatchObject({ code: 0, stdout: 'Nothing changed.\nVerdict: none.\n', stderr: '' });
  });

  it('exits 1 on a breaking change, and says what and where', async () => {
    await project.write(NOTES, manifest(LIMIT.replace('100', '50')));
    expect(await diff()).toMatchObject({
      code: 1,
      verdict: 'breaking',
      changes: [
        {
          provider: 'Notes',
          field: 'limit',
          kind: 'narrowed',
          verdict: 'breaking',
          message: 'The value must be at most 50; it was at most 100.',
          file: NOTES,
          line: 9,
          column: 24,
        },
      ],
    });
    const { stdout } = await project.extconn('diff', 'HEAD');
    expect(stdout).toContain(
      `breaking  Notes.limit  The value must be at most 50; it was at most 100.  ${NOTES}:9:24\n`,
    );
    expect(stdout).toContain('\nVerdict: breaking (1 breaking).\n');
  });

  it('exits 0 on a compatible change', async () => {
    await project.write(NOTES, manifest(LIMIT.replace('100', '500')));
    expect(await diff()).toMatchObject({ code: 0, verdict: 'compatible', changes: [{ kind: 'widened' }] });
  });

  it('compares with any commit, tag or branch', async () => {
    await git('tag', 'v1');
    await git('branch', 'before/this');
    await project.write(NOTES, manifest(LIMIT.replace('100', '50')));
    await commit();
    expect((await diff('HEAD')).verdict).toBe('none');
    for (const reference of ['v1', 'before/this', 'HEAD~1', 'HEAD^{/A state}~1'])
      expect(await diff(reference)).toMatchObject({ verdict: 'breaking' });
  });

  it('sees providers that are new and removed, and the settings of each time', async () => {
    await rm(project.path('providers'), { recursive: true });
    await project.write('extconn.yaml', 'providers: connectors/*/provider.yaml\n');
    await project.write('connectors/notes/provider.yaml', manifest(LIMIT));
    expect(await diff()).toMatchObject({ verdict: 'none' });
    await project.write(
      'connectors/papers/provider.yaml',
      manifest(LIMIT, { id: '1001', name: 'Papers', displayName: 'Papers', dataStores: '[Papers]' }),
    );
    await rm(project.path('connectors/notes'), { recursive: true });
    const { changes, code } = await diff();
    expect(code).toBe(1);
    expect(changes).toMatchObject([
      { provider: 'Notes', kind: 'provider-removed', file: NOTES },
      { provider: 'Papers', kind: 'provider-added', file: 'connectors/papers/provider.yaml' },
    ]);
  });

  it('reads shared fragments at that time, through links too', async () => {
    await project.write('shared/v1/limits.yaml', '$defs: { limit: { type: integer, maximum: 100 } }\n');
    await symlink('v1', project.path('shared/current'));
    await project.write(
      NOTES,
      manifest("properties: { limit: { $ref: '../../shared/current/limits.yaml#/$defs/limit' } }"),
    );
    await commit();
    expect(await diff()).toMatchObject({ verdict: 'none', diagnostics: [] });
    await project.write('shared/v1/limits.yaml', '$defs: { limit: { type: integer, maximum: 99 } }\n');
    expect(await diff()).toMatchObject({ verdict: 'breaking', changes: [{ field: 'limit', file: NOTES }] });
  });

  it('works in a folder of a repository, whatever that is called', async () => {
    const folder = 'packages/ünï "quoted"\tname';
    await mkdir(project.path(folder), { recursive: true });
    await project.write(`${folder}/extconn.yaml`, '');
    await project.write(`${folder}/${NOTES}`, manifest(LIMIT));
    await commit();
    await project.write(`${folder}/${NOTES}`, manifest(LIMIT.replace('100', '50')));
    expect(await diff('HEAD', '--cwd', folder)).toMatchObject({
      verdict: 'breaking',
      changes: [{ file: NOTES }],
    });
    expect(await diff('HEAD')).toMatchObject({ verdict: 'none' });
  });
});

describe('what cannot be compared is a finding', () => {
  it.each(['nowhere', 'HEAD:providers', 'a\nb', ''])('a reference that is none: %j', async (reference) => {
    expect(await diff(reference)).toMatchObject({ code: 1, diagnostics: [{ code: 'EXT7003' }] });
  });

  it.each(['-h', '--output=made', '--upload-pack=touch made'])(
    'a reference that Git could take for a flag: %j',
    async (reference) => {
      const diagnostics = new Diagnostics();
      expect(openRevision(project.root, reference, process.env, diagnostics)).toBeUndefined();
      expect(diagnostics.sorted).toMatchObject([{ code: 'EXT7003' }]);
      expect(await readdir(project.root)).not.toContain('made');
      // The command line takes none of them for a reference either.
      expect((await project.extconn('diff', reference)).code).toBe(2);
    },
  );

  it('a folder that is in no repository', async () => {
    await rm(project.path('.git'), { recursive: true });
    expect(await diff()).toMatchObject({ code: 1, diagnostics: [{ code: 'EXT7002' }] });
  });

  it('a machine without Git', async () => {
    const cli = project.path('node_modules/extconn/dist/cli.cjs');
    const result = await project.run(process.execPath, [cli, 'diff', 'HEAD', '--format', 'json'], {
      PATH: '/nowhere',
    });
    expect(reportOf(result).diagnostics).toMatchObject([{ code: 'EXT7001' }]);
  });

  it('a manifest that is broken, now or then', async () => {
    await project.write(NOTES, manifest(LIMIT.replace('maximum', 'maximun')));
    expect(await diff()).toMatchObject({ code: 1, diagnostics: [{ file: NOTES, line: 9 }] });
    await commit();
    await project.write(NOTES, manifest(LIMIT));
    const { diagnostics, changes } = await diff();
    expect(diagnostics).toMatchObject([
      { code: 'EXT7004', file: NOTES, message: expect.stringContaining('maximun') },
    ]);
    expect(changes).toEqual([]);
  });

  it('a project without a provider, now and then', async () => {
    await rm(project.path('providers'), { recursive: true });
    await commit();
    expect(await diff()).toMatchObject({ code: 1, diagnostics: [{ code: 'EXT5001' }] });
  });

  it('a command line without a reference', async () => {
    expect((await project.extconn('diff')).code).toBe(2);
  });
});
