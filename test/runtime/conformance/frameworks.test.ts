import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const REPOSITORY = resolve(import.meta.dirname, '../../..');
const run = promisify(execFile);

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  await symlink(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('the suite', () => {
  it('runs under node:test, and shows what it skips', async () => {
    const contents = `
      import { describe, it } from 'node:test';
      import { testConformance } from './runtime/src/conformance/index.ts';
      import { fakeSubject } from './test/runtime/conformance/subject.ts';
      const { readOnlyWrite: _, ...faults } = fakeSubject().faults ?? {};
      testConformance({ describe, it }, { ...fakeSubject(), faults });
    `;
    await build({
      stdin: { contents, resolveDir: REPOSITORY, loader: 'ts' },
      outfile: join(folder, 'suite.mjs'),
      bundle: true,
      platform: 'node',
      format: 'esm',
    });
    // Vitest's own variables would tell Node that it runs inside a test already.
    const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...env } = process.env;
    const parameters = ['--test', '--test-reporter=tap', 'suite.mjs'];
    const { stdout } = await run(process.execPath, parameters, { cwd: folder, env });
    expect(stdout).toMatch(/^# fail 0$/m);
    expect(stdout).toMatch(/^# skipped 1$/m);
    expect(stdout).toMatch(/^ *ok \d+ - it opens again after it was closed/m);
    expect(stdout).toMatch(
      /^ *ok \d+ - a write in mode ReadOnly fails \(skipped: .*faults\.readOnlyWrite\) # SKIP/m,
    );
  });

  it('has an example that compiles, word for word', async () => {
    const source = await readFile(join(REPOSITORY, 'runtime/src/conformance/suite.ts'), 'utf8');
    const example = /```ts\n(.*?)```/s.exec(source)?.[1]?.replaceAll(/^ \* ?/gm, '') ?? '';
    expect(example.trim().split('\n').length).toBeGreaterThan(10);
    const files = {
      'example.ts': example,
      'configuration.gen.ts': CONFIGURATION,
      'provider.gen.ts': PROVIDER,
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const runtime = join(REPOSITORY, 'runtime/src');
    const compilerOptions = {
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
      target: 'ES2022',
      lib: ['ES2024', 'ESNext.Disposable'],
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      types: ['node'],
      typeRoots: [join(REPOSITORY, 'node_modules/@types')],
      paths: {
        '@extconn/runtime/conformance': [join(runtime, 'conformance/index.ts')],
        '@extconn/runtime/codegen/v1': [join(runtime, 'codegen/v1.ts')],
      },
    };
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions, files: Object.keys(files) }),
    );
    await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
    const compiler = join(REPOSITORY, 'node_modules/typescript/bin/tsc');
    const compiled = run(process.execPath, [compiler, '-p', folder], { cwd: folder });
    expect(await compiled.catch((error) => error.stdout)).toMatchObject({ stdout: '' });
  }, 60_000);
});

/** What the generator writes for a provider named Acme, as far as the example needs it. */
const CONFIGURATION = `
import { ConfigurationBase, type Result, type Secret, createConfiguration } from '@extconn/runtime/codegen/v1';
const schema = { safeParse: (data: unknown) => ({ success: true as const, data }) };
const descriptor = { provider: 'Acme', schema, secrets: [['password']], roles: {} } as const;
export interface AcmeConfigurationInput { readonly host: string; readonly port?: number; readonly password: string }
export class AcmeConfiguration extends ConfigurationBase {
  static readonly providerName = 'Acme';
  override readonly providerName = 'Acme';
  declare readonly host: string;
  declare readonly port: number;
  declare readonly password: Secret<string>;
  private constructor(values: object) { super(descriptor, values); }
  static create(input: AcmeConfigurationInput): Result<AcmeConfiguration> {
    return createConfiguration(descriptor, input, (values) => new AcmeConfiguration(values));
  }
}
`;

const PROVIDER = `
import {
  type ExternalConnectionFactory,
  ExternalConnectionProviderBase,
  type ProviderDefinition,
  type Result,
} from '@extconn/runtime/codegen/v1';
import type { AcmeConfiguration } from './configuration.gen.ts';
const definition = {
  id: 1000, name: 'Acme', displayName: 'Acme', providerName: 'acme', supportedDataStores: ['Acme'],
  supportedConnectionModes: ['ReadWrite'], priority: 1,
} as const satisfies ProviderDefinition;
type Factory = ExternalConnectionFactory<AcmeConfiguration>;
export class AcmeConnectionProvider extends ExternalConnectionProviderBase<typeof definition, Factory> {
  static readonly instance: AcmeConnectionProvider = new AcmeConnectionProvider();
  private constructor() { super(definition); }
  override createConnectionFactory(): Promise<Result<Factory>> { throw new Error('only types'); }
}
`;
