import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'rolldown';

/**
 * What the compiler has written is for bundlers (the condition `module`): one module a provider, so that a program
 * ends up with the drivers it uses. Node, for which each module costs about a millisecond, gets the index and all
 * provider classes in one file; what a factory needs stays where it is.
 */

const dist = join(import.meta.dirname, 'dist');
const bundled = join(dist, 'bundled');
const modules = ['./index.modules.js', ...(await providerModules())];

const indexOfClasses: Plugin = {
  name: 'index-of-classes',
  resolveId: (id) => (id === 'index.gen' ? join(dist, 'index.gen.ts') : undefined),
  load: (id) =>
    id === join(dist, 'index.gen.ts')
      ? modules.map((path) => `export * from '${path}';\n`).join('')
      : undefined,
};

await rename(join(dist, 'index.gen.js'), join(dist, 'index.modules.js'));
await build({
  cwd: dist,
  input: { 'index.gen': 'index.gen' },
  platform: 'node',
  external: /(?:^@extconn\/runtime\/|[\\/]factory\.gen\.js$)/,
  transform: { target: 'node20.19' },
  plugins: [indexOfClasses],
  output: {
    dir: dist,
    format: 'esm',
    paths: { '@extconn/runtime/codegen/v1': '@extconn/runtime/codegen/v1-providers' },
  },
});

await mkdir(bundled, { recursive: true });
for (const path of modules.slice(1)) {
  const names = Object.keys((await import(join(dist, path))) as object).join(', ');
  const text = `export { ${names} } from '../index.gen.js';\n`;
  await writeFile(join(bundled, `${dirname(path)}.js`), text);
}
const made = new Set(modules.map((path) => `${dirname(path).replace('./', '')}.js`));
for (const name of await readdir(bundled)) if (!made.has(name)) await rm(join(bundled, name));

async function providerModules(): Promise<readonly string[]> {
  const files = await readdir(dist, { recursive: true });
  return files
    .filter((path) => /^[^\\/]+[\\/]provider\.gen\.js$/.test(path))
    .map((path) => `./${path.replaceAll('\\', '/')}`)
    .sort();
}
