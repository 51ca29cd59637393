import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { build, type Plugin } from 'esbuild';
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

const dist = new URL('dist/', import.meta.url).pathname;
await rm(dist, { recursive: true, force: true });
await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: { cli: 'src/cli.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // jsonc-parser's UMD build hides its own requires from bundlers.
  mainFields: ['module', 'main'],
  chunkNames: 'chunks/[name]-[hash]',
  // Too large to bundle, and loaded only when hand-written code has to be read or run.
  external: ['ts-morph', 'tsx', 'tsx/esm/api'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);",
  },
  plugins: [templates],
  logLevel: 'warning',
});
await mkdir(`${dist}schemas`, { recursive: true });
await cp(
  new URL('../schemas/provider-manifest.schema.json', import.meta.url),
  `${dist}schemas/provider-manifest.schema.json`,
).catch((error: NodeJS.ErrnoException) => {
  // Absent only on the very first build, whose command line generates it.
  if (error.code !== 'ENOENT') throw error;
});
