import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { compileTemplate } from '../../../../generator/templates-plugin.ts';
import type { Mutation } from './mutations.ts';

const ROOT = join(import.meta.dirname, '../../../..');

const templates: Plugin = {
  name: 'templates',
  setup({ onLoad }) {
    onLoad({ filter: /\.hbs$/ }, async ({ path }) => ({
      contents: compileTemplate(await readFile(path, 'utf8')),
      resolveDir: ROOT,
    }));
  },
};

/**
 * Bundles a module in memory with a change in one of the files that it is made from, and runs the bundle. The working
 * tree stays as it is.
 *
 * @param modules - what the bundle does not hold itself.
 */
export async function loadMutant<T>(
  entry: string,
  mutation: Mutation | undefined,
  modules: Readonly<Record<string, unknown>> = {},
): Promise<T> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, entry)],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    logLevel: 'silent',
    packages: 'external',
    plugins: [templates, ...(mutation === undefined ? [] : [changing(mutation)])],
  });
  const module = { exports: {} };
  const require = createRequire(join(ROOT, 'generator/package.json'));
  const load = (name: string): unknown => modules[name] ?? require(name);
  new Function('require', 'module', 'exports', outputFiles[0]?.text ?? '')(load, module, module.exports);
  return module.exports as T;
}

function changing({ file, from, to }: Mutation): Plugin {
  return {
    name: 'change',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (path !== join(ROOT, file)) return undefined;
        return { loader: 'ts', contents: changed(await readFile(path, 'utf8'), from, to) };
      });
    },
  };
}

function changed(text: string, from: string, to: string): string {
  const [before = '', after, ...more] = text.split(from);
  if (after === undefined || more.length > 0) throw new Error(`Not exactly one place: ${from}`);
  return `${before}${to}${after}`;
}
