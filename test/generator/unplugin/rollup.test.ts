import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScratchProject } from '../../support/scratch-project.ts';
import { manifest } from '../watch/sample-project.ts';
import { createBundledProject, expectSteps, NOTES, runScript, STEPS } from './bundled-project.ts';

let project: ScratchProject;

beforeEach(async () => {
  project = await createBundledProject('rollup', 'esbuild');
});

afterEach(() => project[Symbol.asyncDispose]());

/** Rollup reads no TypeScript by itself. */
const START = `import { mkdirSync, writeFileSync } from 'node:fs';
import { transform } from 'esbuild';
import extconn from 'extconn/unplugin';
import { rollup, watch } from 'rollup';
const types = { name: 'types', transform: async (code, id) => id.endsWith('.ts') ? (await transform(code, { loader: 'ts' })).code : null };
const options = {
  input: 'main.ts',
  external: /^(?:@extconn\\/|zod)/,
  plugins: [extconn.rollup(), types],
  onLog: (level, log) => console.log(JSON.stringify({ level, ...log, message: log.message })),
};
const output = { file: 'out/main.mjs', inlineDynamicImports: true };
`;

const BUILD = `${START}
try {
  const bundle = await rollup(options);
  await bundle.write(output);
  console.log(JSON.stringify({ watched: bundle.watchFiles }));
} catch (error) {
  console.log(JSON.stringify({ ...error, message: error.message }));
}
`;

describe('a build of Rollup', () => {
  it('builds from what it just generated', async () => {
    expect(await runScript(project, BUILD)).toEqual([{ watched: expect.any(Array) }]);
    expect((await project.run(process.execPath, ['out/main.mjs'])).stdout).toBe('10\n');
    await project.write(NOTES, manifest('Notes', 1000, 11));
    const [{ watched }] = (await runScript(project, BUILD)) as [{ watched: string[] }];
    expect((await project.run(process.execPath, ['out/main.mjs'])).stdout).toBe('11\n');
    expect(watched).toEqual(expect.arrayContaining([project.path(NOTES), project.path('providers')]));
  });

  it('ends with every mistake, the first with its place', async () => {
    await project.write(NOTES, manifest('Notes', 1000).replace('minimum', 'minimun').replace('1000', 'x'));
    expect(await runScript(project, BUILD)).toMatchObject([
      {
        plugin: 'extconn',
        pluginCode: 'EXT1104',
        id: project.path(NOTES),
        loc: { file: project.path(NOTES), line: 2, column: 4 },
        frame: expect.stringContaining('> 2 | id: x'),
        message: expect.stringContaining(`${NOTES}:12:29  EXT1102  `),
      },
    ]);
  });

  it('warns of what was overwritten', async () => {
    await runScript(project, BUILD);
    const path = 'providers/notes/factory.gen.ts';
    await project.run('sh', ['-c', `echo '// mine' >> ${path}`]);
    const [log] = await runScript(project, BUILD);
    expect(log).toMatchObject({ level: 'warn', id: project.path(path), pluginCode: 'EXT3007' });
  });

  it('builds again in watch mode when a manifest changes, breaks, is mended, and when a provider appears', async () => {
    const seen = await runScript(
      project,
      `${START}
${STEPS}
const watcher = watch({ ...options, output });
watcher.on('event', ({ code, error, result }) => {
  result?.close();
  if (code === 'ERROR') console.log(JSON.stringify([error.pluginCode ?? error.message]));
  if (code === 'BUNDLE_END') console.log(JSON.stringify([]));
  if (code !== 'ERROR' && code !== 'END') return;
  next(() => watcher.close());
});
`,
    );
    await expectSteps(project, seen);
    expect((await project.run(process.execPath, ['out/main.mjs'])).stdout).toBe('11\n');
  }, 60_000);
});
