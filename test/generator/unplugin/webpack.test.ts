import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScratchProject } from '../../support/scratch-project.ts';
import { manifest } from '../watch/sample-project.ts';
import { createBundledProject, expectSteps, NOTES, runScript, STEPS } from './bundled-project.ts';

let project: ScratchProject;

beforeEach(async () => {
  project = await createBundledProject('webpack', 'esbuild');
  // webpack reads no TypeScript by itself.
  await project.write(
    'types.mjs',
    `import { transform } from 'esbuild';
export default async function (code) { return (await transform(code, { loader: 'ts' })).code; }
`,
  );
});

afterEach(() => project[Symbol.asyncDispose]());

const START = `import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import extconn from 'extconn/unplugin';
import webpack from 'webpack';
const compiler = webpack({
  mode: 'development',
  devtool: false,
  target: 'node20',
  entry: './main.ts',
  module: { rules: [{ test: /\\.ts$/, use: resolve('types.mjs') }] },
  externals: [/^@extconn\\/|^zod/],
  externalsType: 'module',
  experiments: { outputModule: true },
  output: { path: resolve('out'), filename: 'main.mjs', module: true },
  plugins: [extconn.webpack()],
});
const said = (list) => list.map(({ message, file, loc }) => ({ message, file, loc }));
`;

const BUILD = `${START}
compiler.run((error, stats) => {
  const { errors, warnings } = stats.compilation;
  console.log(JSON.stringify({ error, errors: said(errors), warnings: said(warnings) }));
  compiler.close(() => {});
});
`;

describe('a build of webpack', () => {
  it('builds from what it just generated', async () => {
    expect(await runScript(project, BUILD)).toEqual([{ error: null, errors: [], warnings: [] }]);
    expect((await project.run(process.execPath, ['out/main.mjs'])).stdout).toBe('10\n');
    await project.write(NOTES, manifest('Notes', 1000, 11));
    await runScript(project, BUILD);
    expect((await project.run(process.execPath, ['out/main.mjs'])).stdout).toBe('11\n');
  });

  it('ends with every mistake, each with its place', async () => {
    await runScript(project, BUILD);
    await project.write(NOTES, manifest('Notes', 1000).replace('minimum', 'minimun').replace('1000', 'x'));
    const [{ errors }] = (await runScript(project, BUILD)) as [{ errors: object[] }];
    expect(errors).toMatchObject([
      { message: expect.stringContaining('EXT1104'), file: project.path(NOTES), loc: { start: { line: 2 } } },
      {
        message: expect.stringContaining('EXT1102'),
        file: project.path(NOTES),
        loc: { start: { line: 12, column: 28 }, end: { line: 12, column: 35 } },
      },
    ]);
  });

  it('warns of what was overwritten', async () => {
    await runScript(project, BUILD);
    const path = 'providers/notes/factory.gen.ts';
    await project.run('sh', ['-c', `echo '// mine' >> ${path}`]);
    const [{ warnings }] = (await runScript(project, BUILD)) as [{ warnings: object[] }];
    expect(warnings).toMatchObject([
      { message: expect.stringContaining('EXT3007'), file: project.path(path) },
    ]);
  });

  it('builds again in watch mode when a manifest changes, breaks, is mended, and when a provider appears', async () => {
    const seen = await runScript(
      project,
      `${START}
${STEPS}
const watching = compiler.watch({ aggregateTimeout: 50 }, (_, stats) => {
  console.log(JSON.stringify(stats.compilation.errors.map(({ message }) => message.slice(0, 7))));
  next(() => watching.close(() => compiler.close(() => {})));
});
`,
    );
    await expectSteps(project, seen);
    expect((await project.run(process.execPath, ['out/main.mjs'])).stdout).toBe('11\n');
  }, 60_000);
});
