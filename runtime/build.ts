import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'rolldown';

/**
 * The JavaScript of the package; the declarations come from the compiler. Node takes longer to find and link a
 * module than to run it, and importing an index must be instant, so the many small modules become a few.
 */

const entries = ['index', 'awilix', 'nestjs', 'codegen/v1', 'codegen/v1-providers', 'conformance/index'];
const dist = join(import.meta.dirname, 'dist');
const { output } = await build({
  cwd: import.meta.dirname,
  input: Object.fromEntries(entries.map((name) => [name, `src/${name}.ts`])),
  platform: 'node',
  external: /^[^./\\]/,
  transform: { target: 'node20.19' },
  // Other files may take what they need from an entry: otherwise the providers' would be two files.
  preserveEntrySignatures: 'allow-extension',
  output: {
    dir: dist,
    format: 'esm',
    chunkFileNames: 'chunks/[name]-[hash].js',
    minifyInternalExports: false,
    minify: false,
    // All that an index needs, and nothing else, in one file.
    codeSplitting: {
      groups: [
        {
          name: 'providers',
          test: /[\\/]src[\\/](?:codegen[\\/]v1-providers|result|errors|driver-package|provider|services|registry)\.ts$/,
        },
      ],
    },
  },
});

// Removed last: a program that runs while this builds still finds its chunks until then.
const made = new Set(output.map(({ fileName }) => join(dist, fileName)));
for (const { parentPath, name } of await readdir(dist, { recursive: true, withFileTypes: true })) {
  const path = join(parentPath, name);
  if (name.endsWith('.js') && !made.has(path)) await rm(path);
}
