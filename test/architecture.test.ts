import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from './support/scratch-project.ts';

/** Every TypeScript file below a folder of the repository, relative to it. */
function sources(folder: string): readonly string[] {
  return readdirSync(join(REPOSITORY, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(REPOSITORY, join(entry.parentPath, entry.name)));
}

/** The modules a file names in `import`, `export … from` and `import()`. */
function modulesOf(file: string): readonly string[] {
  const text = readFileSync(join(REPOSITORY, file), 'utf8');
  return [
    ...text.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)'|^import '([^']+)'|import\('([^']+)'\)/gms),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function importers(folder: string, isImported: (module: string) => boolean): readonly string[] {
  return sources(folder).filter((file) => modulesOf(file).some(isImported));
}

const isPackage = (name: string) => (module: string) => module === name || module.startsWith(`${name}/`);

describe('the arrows between the workspaces', () => {
  it('lets the runtime import no other workspace, and at run time no package but the pool library', () => {
    const allowed = /^(\.|node:|tarn$|awilix$|@nestjs\/|@opentelemetry\/api$|reflect-metadata$)/;
    const others = sources('runtime/src').flatMap((file) =>
      modulesOf(file)
        .filter((module) => !allowed.test(module))
        .map((module) => `${file} → ${module}`),
    );
    expect(others).toEqual([]);
  });

  it('lets the generator import neither the runtime nor the providers', () => {
    const isForeign = (module: string): boolean =>
      /^@extconn\//.test(module) || /\.\.\/(runtime|providers)\//.test(module);
    expect(importers('generator/src', isForeign)).toEqual([]);
  });

  it('lets the providers import the runtime by its name only', () => {
    const isForeign = (module: string): boolean =>
      /\.\.\/\.\.\/\.\.\//.test(module) || /^extconn/.test(module);
    expect(importers('providers/src', isForeign)).toEqual([]);
  });

  it('lets generated code reach the runtime through one door, and zod, and its own folder', () => {
    const generated = sources('providers/src').filter((file) => file.endsWith('.gen.ts'));
    expect(generated.length).toBeGreaterThan(10);
    const others = generated.flatMap((file) =>
      modulesOf(file)
        .filter((module) => !/^(zod|@extconn\/runtime\/codegen\/v1|\.\/.+)$/.test(module))
        .map((module) => `${file} → ${module}`),
    );
    expect(others).toEqual([]);
  });
});

describe('libraries that cost much to load', () => {
  it.each([
    ['yaml', 'manifest/yaml-library.ts'],
    ['js-yaml', 'manifest/plain-yaml.ts'],
    ['ajv', 'config/schema-validator.ts'],
    ['ts-morph', 'discovery/type-script-facts.ts'],
    ['yargs', 'command-line.ts'],
  ])('imports %s in one file only', (library, file) => {
    expect(importers('generator/src', isPackage(library))).toEqual([`generator/src/${file}`]);
  });

  it('imports handlebars in the build only: the templates come compiled', () => {
    expect(
      importers('generator', isPackage('handlebars')).filter((file) => !file.includes('node_modules')),
    ).toEqual(['generator/templates-plugin.ts']);
  });
});

describe('the outside world', () => {
  it('is touched by the command line alone', () => {
    const users = sources('generator/src').filter((file) =>
      /\bprocess\./.test(readFileSync(join(REPOSITORY, file), 'utf8')),
    );
    const files = ['cli', 'command-line', 'run-command', 'watch-until-ended'];
    expect(users).toEqual(files.map((name) => `generator/src/${name}.ts`));
  });
});
