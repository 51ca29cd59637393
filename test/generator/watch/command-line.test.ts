import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { REPOSITORY, ScratchProject } from '../../support/scratch-project.ts';
import { manifest, provider } from './sample-project.ts';

const NOTES = 'providers/notes/provider.yaml';

const open: { child?: ChildProcess; project?: ScratchProject } = {};

afterEach(async () => {
  open.child?.kill('SIGKILL');
  await open.project?.[Symbol.asyncDispose]();
});

/** `extconn generate --watch` in a project of one provider. */
async function start(...flags: readonly string[]) {
  const project = await ScratchProject.create();
  for (const [name, text] of Object.entries(provider('Notes', 1000))) await project.write(name, text);
  const cli = join(REPOSITORY, 'generator/dist/cli.cjs');
  const child = spawn(process.execPath, [cli, 'generate', '--watch', ...flags], { cwd: project.root });
  const output = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    output.out += data;
  });
  child.stderr.on('data', (data) => {
    output.err += data;
  });
  Object.assign(open, { child, project });
  return { project, child, output };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  const exit = once(child, 'exit');
  child.kill(signal);
  return (await exit)[0];
}

const soon = { timeout: 18_000 };

describe('extconn generate --watch', () => {
  it('says what changed, shows mistakes, and ends with 0 on Ctrl-C', async () => {
    const { project, child, output } = await start();
    await expect.poll(() => output.out, soon).toMatch(/8 of 8 files changed\.\nWatching for changes.*\n$/);
    output.out = '';
    await project.write(NOTES, manifest('Notes', 1000, 11));
    await expect.poll(() => output.out, soon).toMatch(/changed\.\n$/);
    expect(output.out).toBe(`changed ${NOTES}
updated providers/notes/configuration.gen.ts
updated schemas/external-connections.pascal.schema.json
updated schemas/external-connections.schema.json
updated schemas/providers/notes.schema.json
4 of 8 files changed.
`);
    await project.write(NOTES, manifest('Notes', 1000, 0));
    await expect.poll(() => output.err, soon).toContain('providers/notes/provider.yaml:12:');
    expect(output.out.endsWith(`changed ${NOTES}\n`)).toBe(true);
    expect(await end(child, 'SIGINT')).toBe(0);
  }, 60_000);

  it('goes on when the first run finds nothing, and prints one object a line as JSON', async () => {
    const { project, child, output } = await start('--format', 'json');
    await rm(project.path('providers'), { recursive: true, force: true });
    await expect.poll(() => output.out, soon).toContain('EXT5001');
    await setTimeout(200);
    const before = output.out.length;
    for (const [name, text] of Object.entries(provider('Notes', 1000))) await project.write(name, text);
    await expect.poll(() => output.out.slice(before), soon).toContain('"create"');
    const runs = output.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(runs.at(-1)).toMatchObject({ diagnostics: [], changed: [expect.stringMatching(/^providers/)] });
    expect(await end(child, 'SIGTERM')).toBe(0);
  }, 60_000);

  it('is not for --check, nor is a flag that is misspelt', async () => {
    const project = await ScratchProject.create();
    open.project = project;
    const both = await project.extconn('generate', '--watch', '--check');
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining('not both') });
    expect((await project.extconn('generate', '--wach')).code).toBe(2);
  });
});
