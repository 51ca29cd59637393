import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type InputOptions, type Plugin } from 'rolldown';
import { manifestJsonSchema } from './src/manifest/manifest-json-schema.ts';
import { compileTemplate } from './templates-plugin.ts';

const templates: Plugin = {
  name: 'extconn-templates',
  load: {
    filter: { id: /\.hbs$/ },
    handler: async (id) => ({ code: compileTemplate(await readFile(id, 'utf8')), moduleType: 'js' }),
  },
};

/** The schema of manifests is made here once, so that the command line need not load Zod for it. */
const manifestSchema: Plugin = {
  name: 'extconn-manifest-schema',
  load: {
    filter: { id: /manifest-json-schema\.ts$/ },
    handler: () =>
      `const schema = ${JSON.stringify(manifestJsonSchema())};\nexport const manifestJsonSchema = () => schema;\n`,
  },
};

type Format = 'cjs' | 'esm';

const REQUIRE: Readonly<Record<Format, string>> = {
  cjs: 'module.require',
  esm: 'createRequire(import.meta.url)',
};

/** The YAML library is required in the middle of synchronous work, so it is a bundle of its own. */
function yamlLibrary(format: Format): Plugin {
  const load = `() => ${REQUIRE[format]}('./yaml.cjs')`;
  return {
    name: 'extconn-yaml-library',
    load: {
      filter: { id: /yaml-library\.ts$/ },
      handler: () => `import { createRequire } from 'node:module';\nexport const yamlLibrary = ${load};\n`,
    },
  };
}

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
const common: InputOptions = {
  cwd: import.meta.dirname,
  platform: 'node',
  // jsonc-parser's UMD build hides its own requires from bundlers.
  resolve: { mainFields: ['module', 'main'] },
};
// Names stay, for the stacks of bugs; the rest is what Node has to read before the first line runs.
const minify = { compress: true, mangle: false, codegen: { removeWhitespace: true } } as const;

const define = {
  EXTCONN_BUILD: JSON.stringify(await buildId()),
  // yargs has it for configuration files of its own, which no command here takes.
  'import.meta.resolve': 'undefined',
};

function program(name: 'cli' | 'unplugin', format: Format, extension: 'cjs' | 'js'): BuildOptions {
  return {
    ...common,
    input: { [name]: `src/${name}.ts` },
    // Too large to bundle, and loaded only when hand-written code has to be read or run; unplugin finds files of its own.
    external: ['ts-morph', 'tsx', 'tsx/esm/api', 'unplugin'],
    plugins: [templates, manifestSchema, yamlLibrary(format)],
    transform: { target: 'node20.19', define },
    output: {
      dir: dist,
      format,
      minify,
      dynamicImportInCjs: true,
      entryFileNames: `[name].${extension}`,
      chunkFileNames: `[name]-[hash].${extension}`,
      // Each file costs a millisecond to load. What answers at once stands alone, what generates comes in one piece.
      codeSplitting: {
        groups: [
          { name: 'start', test: /[\\/]replay[\\/]answer-up-to-date\.ts$/, priority: 2 },
          { name: 'generate', test: /[\\/]plain-generate\.ts$/, priority: 1 },
        ],
      },
    },
  };
}

const made = await build([
  // Node starts CommonJS some 20 ms sooner than modules; bundlers load plugins either way.
  program('cli', 'cjs', 'cjs'),
  program('unplugin', 'esm', 'js'),
  {
    ...common,
    input: { yaml: 'yaml' },
    transform: { target: 'node20.19' },
    output: { dir: dist, format: 'cjs', minify, entryFileNames: '[name].cjs' },
  },
]);
await copyFile(new URL('unplugin.d.ts', import.meta.url), join(dist, 'unplugin.d.ts'));

// Removed last: a command that runs while this builds still finds its chunks until then.
const wanted = new Set([
  'unplugin.d.ts',
  ...made.flatMap(({ output }) => output.map(({ fileName }) => fileName)),
]);
for (const file of await readdir(dist, { recursive: true, withFileTypes: true })) {
  const path = join(file.parentPath, file.name);
  if (file.isFile() && !wanted.has(relative(dist, path))) await rm(path);
}
