import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Diagnostics } from '../../generator/src/diagnostics.ts';
import { emitRegistry } from '../../generator/src/emit/registry.ts';
import { buildRegistry } from '../../generator/src/pipeline.ts';
import { DEFAULT_SETTINGS } from '../../generator/src/project.ts';
import { typeCheck } from '../generator/agreement/support/type-check.ts';
import { createMemoryHost } from '../support/memory-host.ts';
import { readTree, writeTree } from './files.ts';

const PROJECTS = join(import.meta.dirname, 'projects');
const EXPECTED = join(import.meta.dirname, 'expected');

/** `EXTCONN_UPDATE_GOLDEN=1 npx vitest run test/golden` writes what is generated now; read the diff. */
const UPDATE = process.env['EXTCONN_UPDATE_GOLDEN'] !== undefined;

/** The same in every project, and compared with the repository's own elsewhere. */
const MANIFEST_SCHEMA = 'schemas/provider-manifest.schema.json';

/** What the author of a provider writes beside its manifest. */
function connectionOf(name: string): string {
  return `
import { ConnectionBase, type ConnectionMetadata, type DriverContext } from '@extconn/runtime';
import type { ${name}Configuration } from './configuration.gen.ts';

export class ${name}Connection extends ConnectionBase<${name}Configuration, object> {
  protected override async openDriver(_context: DriverContext): Promise<object> { return {}; }
  protected override async closeDriver(): Promise<void> {}
  protected override async pingDriver(): Promise<void> {}
  protected override async readMetadata(): Promise<ConnectionMetadata> { return {} as ConnectionMetadata; }
}
`;
}

/** A project with its hand-written parts. */
function readProject(name: string): Record<string, string> {
  const files = readTree(join(PROJECTS, name));
  const connections = Object.entries(files).flatMap(([path, text]) => {
    const provider = /^name: (\w+)$/m.exec(text)?.[1];
    return provider === undefined
      ? []
      : [[path.replace('provider.yaml', 'connection.ts'), connectionOf(provider)]];
  });
  return { ...files, ...Object.fromEntries(connections) };
}

async function generate(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const diagnostics = new Diagnostics();
  const project = {
    root: '/project',
    settings: { ...DEFAULT_SETTINGS, packages: 'none', importExtension: '.ts' },
  } as const;
  const registry = await buildRegistry(createMemoryHost(files), project, diagnostics);
  expect(diagnostics.sorted.map(({ message }) => message)).toEqual([]);
  const generated = emitRegistry(registry).files.map(({ path, text }) => [
    path.slice('/project/'.length),
    text,
  ]);
  const { [MANIFEST_SCHEMA]: _, ...rest } = Object.fromEntries(generated) as Record<string, string>;
  return rest;
}

describe.each(readdirSync(PROJECTS))('the project %s', (name) => {
  const files = readProject(name);

  test('generates the files that are committed, every one and no other', async () => {
    const generated = await generate(files);
    if (UPDATE) writeTree(join(EXPECTED, name), generated);
    const expected = readTree(join(EXPECTED, name));
    expect(Object.keys(generated).sort()).toEqual(Object.keys(expected).sort());
    for (const [path, text] of Object.entries(generated)) expect(text, path).toBe(expected[path]);
  });

  test('compiles with what its authors write', async () => {
    const code = Object.entries({ ...files, ...(await generate(files)) }).filter(([path]) =>
      path.endsWith('.ts'),
    );
    expect([...(await typeCheck(Object.fromEntries(code)))]).toEqual([]);
  }, 30_000);
});

test('nothing is expected of a project that is not there', () => {
  expect(readdirSync(EXPECTED).sort()).toEqual(readdirSync(PROJECTS).sort());
});
