import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { emitRegistry } from '../../../generator/src/emit/registry.ts';
import type { Host } from '../../../generator/src/host.ts';
import { rememberProviders } from '../../../generator/src/known/remember-providers.ts';
import { hashText } from '../../../generator/src/output/hash.ts';
import { buildRegistry } from '../../../generator/src/pipeline.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../generator/src/project.ts';
import { createMemoryHost } from '../../support/memory-host.ts';

const NAMES = ['Alpha', 'Beta', 'Gamma', 'Delta'] as const;
const KNOWN = '/project/.extconn/known-providers.json';

interface ProviderText {
  readonly id: number;
  readonly priority: number;
  readonly limit: number;
  readonly fragment: 'limits' | 'other';
  readonly connection: string;
  readonly flaw: '' | 'unknown: 1\n' | 'configuration: [\n';
}

function manifest(name: string, { id, priority, limit, fragment, flaw }: ProviderText): string {
  return `manifestVersion: 1
id: ${id}
name: ${name}
displayName: ${name} System
description: The system ${name}.
provider: ${name.toLowerCase()}
dataStores: [${name}Store, Shared]
connectionModes: [ReadWrite]
priority: ${priority}
configuration:
  properties:
    port: { type: integer, maximum: ${limit} }
    limits: { $ref: '../../shared/${fragment}.yaml' }
${flaw}`;
}

function connection(name: string): string {
  const methods = ['openDriver', 'closeDriver', 'pingDriver', 'readMetadata'].map(
    (method) => `  async ${method}() {}\n`,
  );
  return `import { ConnectionBase } from '@extconn/runtime';\nexport class ${name}Connection extends ConnectionBase {\n${methods.join('')}}\n`;
}

const sample = (at: number): ProviderText => ({
  id: 1001 + at,
  priority: 100 + at,
  limit: 10,
  fragment: 'limits',
  connection: NAMES[at] ?? '',
  flaw: '',
});

const SHARED = {
  '/project/shared/limits.yaml': 'type: integer\nmaximum: 5\n',
  '/project/shared/other.yaml': 'type: string\nmaxLength: 5\n',
};

function writeProvider(host: Host, at: number, text: ProviderText): void {
  const name = NAMES[at] ?? '';
  const folder = `/project/providers/${name.toLowerCase()}`;
  host.replace(`${folder}/provider.yaml`, manifest(name, text));
  host.replace(`${folder}/connection.ts`, connection(text.connection));
}

function createProject(): Host {
  const host = createMemoryHost(SHARED);
  NAMES.forEach((_, at) => {
    writeProvider(host, at, sample(at));
  });
  return host;
}

interface Outcome {
  readonly found: readonly string[];
  readonly texts: Readonly<Record<string, string>>;
  /** How many providers were known. */
  readonly recalled: number;
}

/** Generates, with what earlier runs left or as if there had been none. */
async function run(
  host: Host,
  build: string | undefined,
  settings: Partial<Settings> = {},
): Promise<Outcome> {
  const diagnostics = new Diagnostics();
  const project = {
    root: '/project',
    settings: { ...DEFAULT_SETTINGS, packages: 'none', ...settings },
  } as const;
  const registry = await buildRegistry(host, project, diagnostics, { build });
  const found = diagnostics.sorted.map(({ code, message, file, range }) =>
    JSON.stringify([code, message, file, range]),
  );
  if (diagnostics.hasErrors) return { found, texts: {}, recalled: 0 };
  const emitted = emitRegistry(registry);
  const texts = Object.fromEntries(emitted.files.map(({ path, text }) => [path, text]));
  for (const { text, hash } of emitted.files) expect(hash ?? hashText(text)).toBe(hashText(text));
  const recalled = registry.local.filter(({ known }) => known !== undefined).length;
  if (build !== undefined) {
    for (const [path, text] of Object.entries(texts)) host.replace(path, text);
    rememberProviders(registry, emitted);
  }
  return { found, texts, recalled };
}

describe('what earlier runs made', () => {
  it('is recalled where nothing changed, and made again where something did', async () => {
    const host = createProject();
    expect((await run(host, 'a')).recalled).toBe(0);
    expect((await run(host, 'a')).recalled).toBe(4);
    writeProvider(host, 1, { ...sample(1), limit: 11 });
    expect((await run(host, 'a')).recalled).toBe(3);
    host.replace('/project/shared/limits.yaml', 'type: integer\nmaximum: 6\n');
    expect((await run(host, 'a')).recalled).toBe(0);
  });

  it('is the index too, until something in it is another', async () => {
    const host = createProject();
    const isIndexKnown = async (): Promise<boolean> => {
      const project = { root: '/project', settings: { ...DEFAULT_SETTINGS, packages: 'none' } } as const;
      const registry = await buildRegistry(host, project, new Diagnostics(), { build: 'a' });
      return emitRegistry(registry).index.hash !== undefined;
    };
    expect(await isIndexKnown()).toBe(false);
    await run(host, 'a');
    expect(await isIndexKnown()).toBe(true);
    writeProvider(host, 1, { ...sample(1), limit: 11 });
    expect(await isIndexKnown()).toBe(true);
    writeProvider(host, 1, { ...sample(1), priority: 7 });
    expect(await isIndexKnown()).toBe(false);
    await run(host, 'a');
    expect(await isIndexKnown()).toBe(true);
  });

  it('is void for another build, for other settings, and where it is damaged', async () => {
    const host = createProject();
    await run(host, 'a');
    expect((await run(host, 'b')).recalled).toBe(0);
    expect((await run(host, 'b', { schemas: 'elsewhere' })).recalled).toBe(0);
    expect((await run(host, 'b', { schemas: 'elsewhere' })).recalled).toBe(4);
    host.replace(KNOWN, (host.read(KNOWN) ?? '').replace('"priority":100', '"priority":999'));
    expect((await run(host, 'b', { schemas: 'elsewhere' })).recalled).toBe(0);
    host.replace(KNOWN, 'x');
    expect((await run(host, 'b')).recalled).toBe(0);
  });

  it('is not kept of a provider about which something was said', async () => {
    const host = createProject();
    host.replace(
      '/project/providers/alpha/provider.yaml',
      manifest('Alpha', sample(0)).replace('priority: 100', 'priority: 101'),
    );
    expect((await run(host, 'a')).found).toHaveLength(1);
    expect((await run(host, 'a')).found).toHaveLength(1);
  });

  it('never changes what comes out, whatever is edited in between', async () => {
    const text: fc.Arbitrary<Partial<ProviderText>> = fc.record(
      {
        id: fc.constantFrom(1001, 1002, 1005),
        priority: fc.constantFrom(100, 101, 200),
        limit: fc.constantFrom(10, 11),
        fragment: fc.constantFrom('limits' as const, 'other' as const),
        connection: fc.constantFrom('Alpha', 'Other'),
        flaw: fc.constantFrom('' as const, 'unknown: 1\n' as const, 'configuration: [\n' as const),
      },
      { requiredKeys: [] },
    );
    const edit = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(fc.constant('provider' as const), fc.nat({ max: 3 }), text) },
      fc.tuple(fc.constant('repair' as const), fc.nat({ max: 3 })),
      fc.tuple(fc.constant('remove' as const), fc.nat({ max: 3 })),
      fc.tuple(fc.constant('fragment' as const), fc.constantFrom(5, 6)),
      fc.tuple(fc.constant('schema' as const), fc.constantFrom('', '{}\n')),
    );
    let recalled = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 8 }), async (edits) => {
        const host = createProject();
        await run(host, 'a');
        for (const [kind, at, more] of edits) {
          if (kind === 'provider') writeProvider(host, at, { ...sample(at), ...more });
          if (kind === 'repair') writeProvider(host, at, sample(at));
          if (kind === 'remove') host.remove(`/project/providers/${NAMES[at]?.toLowerCase()}/provider.yaml`);
          if (kind === 'fragment')
            host.replace('/project/shared/limits.yaml', `type: integer\nmaximum: ${at}\n`);
          if (kind === 'schema')
            host.replace('/project/schemas/external-connections.schema.json', String(at));
          const fresh = await run(host, undefined);
          const next = await run(host, 'a');
          recalled += next.recalled;
          expect(next).toEqual({ ...fresh, recalled: next.recalled });
        }
      }),
      { numRuns: 60 },
    );
    expect(recalled).toBeGreaterThan(50);
  });
});
