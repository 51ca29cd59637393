import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * The JavaScript of the package; the declarations come from the compiler. Node takes longer to find and link a
 * module than to run it, and importing an index must be instant, so the many small modules become a few.
 */

const dist = join(import.meta.dirname, 'dist');
const { metafile } = await build({
  metafile: true,
  absWorkingDir: import.meta.dirname,
  entryPoints: ['index', 'awilix', 'nestjs', 'codegen/v1', 'conformance/index'].map(
    (name) => `src/${name}.ts`,
  ),
  outdir: 'dist',
  outbase: 'src',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  chunkNames: 'chunks/[name]-[hash]',
  logLevel: 'warning',
});

// A chunk that nothing is taken from is imported for its effects, of which there are none; bundlers warn of that.
for (const path of Object.keys(metafile.outputs)) {
  const file = join(import.meta.dirname, path);
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace(/^import "[./]+(chunks\/)?chunk-[^"]+";\n/gm, ''));
}

// Removed last: a program that runs while this builds still finds its chunks until then.
const made = new Set(Object.keys(metafile.outputs).map((path) => join(import.meta.dirname, path)));
for (const { parentPath, name } of await readdir(dist, { recursive: true, withFileTypes: true })) {
  const path = join(parentPath, name);
  if (name.endsWith('.js') && !made.has(path)) await rm(path);
}
