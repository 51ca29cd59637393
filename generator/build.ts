import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { manifestJsonSchema } from './src/manifest/manifest-json-schema.ts';
import { compileTemplate } from './templates-plugin.ts';

const templates: Plugin = {
  name: 'extconn-templates',
  setup({ onLoad }) {
    onLoad({ filter: /\.hbs$/ }, async ({ path }) => ({
      contents: compileTemplate(await readFile(path, 'utf8')),
      resolveDir: import.meta.dirname,
    }));
  },
};

/** The schema of manifests is made here once, so that the command line need not load Zod for it. */
const manifestSchema: Plugin = {
  name: 'extconn-manifest-schema',
  setup({ onLoad }) {
    onLoad({ filter: /manifest-json-schema\.ts$/ }, () => ({
      contents: `const schema = ${JSON.stringify(manifestJsonSchema())};\nexport const manifestJsonSchema = () => schema;\n`,
    }));
  },
};

/** A hash of everything that the bundle is made from. */
async function buildId(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(new URL('../package-lock.json', import.meta.url)));
  for (const folder of ['src', '../templates']) {
    const entries = await readdir(new URL(`${folder}/`, import.meta.url), {
      recursive: true,
      withFileTypes: true,
    });
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    for (const file of files.sort()) hash.update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}

const dist = fileURLToPath(new URL('dist/', import.meta.url));
const { metafile } = await build({
  metafile: true,
  absWorkingDir: import.meta.dirname,
  entryPoints: { cli: 'src/cli.ts', unplugin: 'src/unplugin.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // jsonc-parser's UMD build hides its own requires from bundlers.
  mainFields: ['module', 'main'],
  chunkNames: 'chunks/[name]-[hash]',
  // Too large to bundle, and loaded only when hand-written code has to be read or run; unplugin finds files of its own.
  external: ['ts-morph', 'tsx', 'tsx/esm/api', 'unplugin'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
  plugins: [templates, manifestSchema],
  define: { EXTCONN_BUILD: JSON.stringify(await buildId()) },
  logLevel: 'warning',
});
await copyFile(new URL('unplugin.d.ts', import.meta.url), join(dist, 'unplugin.d.ts'));

// Removed last: a command that runs while this builds still finds its chunks until then.
const made = new Set(Object.keys(metafile.outputs).map((path) => basename(path)));
for (const name of await readdir(join(dist, 'chunks')))
  if (!made.has(name)) await rm(join(dist, 'chunks', name));
