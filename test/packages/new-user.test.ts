import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../support/scratch-project.ts';
import { stepsOf } from '../support/transcript.ts';
import { COMPILER_OPTIONS, InstalledProject } from './support/installed-project.ts';
import { InstalledRegistry } from './support/installed-registry.ts';
import { Tarballs } from './support/packed.ts';
import { expectDone } from './support/third-package.ts';

/**
 * npm installs the tarballs from here, and what they need from this repository's own node_modules; with the variable
 * EXTCONN_TEST_REGISTRY=configured, as in CI, from the registry that npm is set up for.
 */
const isConfigured = process.env['EXTCONN_TEST_REGISTRY'] === 'configured';

let registry: InstalledRegistry;
let tarballs: Tarballs;
let user: InstalledProject;

beforeAll(async () => {
  registry = await InstalledRegistry.start();
  tarballs = await Tarballs.pack();
  user = await InstalledProject.create(isConfigured ? undefined : registry.url);
}, 120_000);

afterAll(async () => {
  await user?.[Symbol.asyncDispose]();
  await tarballs?.[Symbol.asyncDispose]();
  await registry?.[Symbol.asyncDispose]();
});

const tarball = (name: string): string => tarballs.of(name).path;

/** `bin` beside `connections.json` is a file of the project. */
async function type(command: string): Promise<string> {
  const [npx, program = '', ...parameters] = command.split(' ');
  expect(npx).toBe('npx');
  return (await expectDone(user.npx(program, parameters))).stdout;
}

describe('a new user, with the packed packages in an empty folder', () => {
  it('does what README says, and sees what it says', async () => {
    await user.write({
      'package.json': { name: 'my-app', private: true, type: 'module' },
      'tsconfig.json': { compilerOptions: { ...COMPILER_OPTIONS, noEmit: true } },
    });
    await user.install(tarball('@extconn/runtime'), 'zod');
    await user.install('--save-dev', tarball('extconn'), 'typescript', '@types/node@20', 'tsx');
    const readme = readFileSync(join(REPOSITORY, 'README.md'), 'utf8');
    for (const step of stepsOf(readme, 'Add a provider in ten minutes')) {
      if (step.kind === 'file') await user.write({ [step.name]: step.text });
      else
        expect({ typed: step.typed, output: await type(step.typed) }).toEqual({
          typed: step.typed,
          output: step.output,
        });
    }
  }, 240_000);

  it('adds the shipped providers and one driver: the index has that one, and type-checks', async () => {
    await user.install(tarball('@extconn/providers'), 'libsql');
    expect(await type('npx extconn generate')).toContain('updated providers/index.gen.ts');
    const index = readFileSync(user.path('providers/index.gen.ts'), 'utf8');
    expect(index).toContain(`import { SqliteConnectionProvider } from '@extconn/providers/sqlite';`);
    expect(index).not.toMatch(/MongoDb|SqlServer|Oracle|PostgreSql/);
    await user.write({ 'uses.ts': USES });
    expect(await type('npx tsc -p .')).toBe('');
    const listed = await type('npx extconn list');
    expect(listed).toMatch(/^5 +Sqlite /m);
    expect(listed).toMatch(/^1000 +Notes /m);
    expect(listed).not.toMatch(/MongoDb|Oracle/);
  }, 240_000);

  it('validates a configuration file and tests its connections', async () => {
    const connections = {
      Diary: { provider: 'Notes', folder: './diary' },
      Local: { provider: 'Sqlite', path: './local.db' },
    };
    await user.write({ 'connections.json': { externalConnections: connections } });
    expect(await type('npx extconn validate connections.json')).toBe('Valid: 2 connections in 1 file.\n');
    const tested = JSON.parse(await type('npx extconn test connections.json --format json'));
    expect(tested.connections).toMatchObject([
      { name: 'Diary', isSuccess: true },
      { name: 'Local', isSuccess: true },
    ]);
    await user.write({ 'connections.json': { externalConnections: { Diary: { provider: 'Noets' } } } });
    expect((await user.npx('extconn', ['validate', 'connections.json'])).code).toBe(1);
  }, 120_000);
});

const USES = `import type { SqliteConnectionProvider } from '@extconn/providers/sqlite';
import { ExternalConnectionProviders } from './providers/index.gen.js';

const [provider]: readonly [SqliteConnectionProvider] = ExternalConnectionProviders.getByDataStore('LibSql');
// @ts-expect-error The driver of that provider is not installed.
ExternalConnectionProviders.getByDataStore('MongoDB');
void provider;
`;
