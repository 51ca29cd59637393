import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScratchProject } from '../../support/scratch-project.ts';
import { manifest } from '../watch/sample-project.ts';
import { createBundledProject, expectSteps, NOTES, runScript, STEPS } from './bundled-project.ts';

let project: ScratchProject;

beforeEach(async () => {
  project = await createBundledProject('esbuild');
});

afterEach(() => project[Symbol.asyncDispose]());

const OPTIONS = `{ entryPoints: ['main.ts'], bundle: true, format: 'esm', platform: 'node', outdir: 'out', logLevel: 'silent' }`;

const BUILD = `import { build } from 'esbuild';
import extconn from 'extconn/unplugin';
const { errors, warnings } = await build({ ...${OPTIONS}, plugins: [extconn.esbuild()] }).catch((error) => error);
console.log(JSON.stringify({ errors, warnings }));
`;

describe('esbuild', () => {
  it('builds from what it just generated', async () => {
    expect(await runScript(project, BUILD)).toEqual([{ errors: [], warnings: [] }]);
    expect((await project.run(process.execPath, ['out/main.js'])).stdout).toBe('10\n');
    await project.write(NOTES, manifest('Notes', 1000, 11));
    await runScript(project, BUILD);
    expect((await project.run(process.execPath, ['out/main.js'])).stdout).toBe('11\n');
  });

  it('ends with every mistake, each with its place', async () => {
    await project.write(
      NOTES,
      manifest('Notes', 1000)
        .replace('minimum', 'minimun')
        .replace('priority', 'prio')
        .replace('id: 1000', 'id: é'),
    );
    const [{ errors }] = (await runScript(project, BUILD)) as [{ errors: object[] }];
    expect(errors).toMatchObject([
      {
        text: expect.stringContaining('EXT1104'),
        pluginName: 'extconn',
        location: { file: NOTES, line: 2, column: 4, length: 2 },
      },
      {
        text: expect.stringMatching(/^EXT1102 .*minimun/),
        location: { file: NOTES, line: 12, column: 28, length: 7, suggestion: 'minimum' },
      },
    ]);
  });

  it('warns of what was overwritten', async () => {
    await runScript(project, BUILD);
    const path = 'providers/notes/factory.gen.ts';
    await project.run('sh', ['-c', `echo '// mine' >> ${path}`]);
    const [{ warnings }] = (await runScript(project, BUILD)) as [{ warnings: object[] }];
    expect(warnings).toMatchObject([{ text: expect.stringContaining('EXT3007'), location: { file: path } }]);
  });

  it('builds again in watch mode when a manifest changes, breaks, is mended, and when a provider appears', async () => {
    const seen = await runScript(
      project,
      `import { mkdirSync, writeFileSync } from 'node:fs';
import { context } from 'esbuild';
import extconn from 'extconn/unplugin';
${STEPS}
const watch = await context({ ...${OPTIONS}, plugins: [extconn.esbuild(), { name: 'next', setup({ onEnd }) {
  onEnd(async ({ errors }) => {
    console.log(JSON.stringify(errors.map(({ text }) => text.slice(0, 7))));
    next(() => watch.dispose(), 1500);
  });
} }] });
await watch.watch();
`,
    );
    await expectSteps(project, seen);
  }, 60_000);
});
