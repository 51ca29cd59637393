import { afterEach, describe, expect, it } from 'vitest';
import type { ScratchProject } from '../../support/scratch-project.ts';
import { createBundledProject } from './bundled-project.ts';

let project: ScratchProject;

afterEach(() => project[Symbol.asyncDispose]());

describe('the declarations of extconn/unplugin', () => {
  it('need no bundler', async () => {
    project = await createBundledProject();
    await project.extconn('generate');
    await project.write(
      'tool.ts',
      `import extconn, { type ExtconnOptions } from 'extconn/unplugin';
const options: ExtconnOptions = { cwd: '.' };
export const plugins = [extconn.vite(), extconn.rollup(options), extconn.rolldown(), extconn.esbuild(), extconn.webpack()];
// @ts-expect-error A misspelt option does not compile.
extconn.vite({ cdw: '.' });
`,
    );
    await project.write(
      'tsconfig.json',
      (await project.run('cat', ['tsconfig.json'])).stdout.replace(
        '"target"',
        '"allowImportingTsExtensions": true, "target"',
      ),
    );
    expect(await project.tsc()).toMatchObject({ code: 0, stdout: '' });
  });

  it('fit those of the bundlers', async () => {
    project = await createBundledProject('vite', 'esbuild');
    await project.write(
      'tool.ts',
      `import type { BuildOptions } from 'esbuild';
import extconn from 'extconn/unplugin';
import { defineConfig } from 'vite';
export default defineConfig({ plugins: [extconn.vite()] });
export const options: BuildOptions = { plugins: [extconn.esbuild({ cwd: '.' })] };
`,
    );
    const flags = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--skipLibCheck',
      'tool.ts',
      '--ignoreConfig',
    ];
    const tsc = project.path('node_modules/typescript/bin/tsc');
    expect(await project.run(process.execPath, [tsc, ...flags])).toMatchObject({ code: 0, stdout: '' });
  });
});
