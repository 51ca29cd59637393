import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScratchProject } from '../support/scratch-project.ts';

const MANIFEST = `manifestVersion: 1
id: 1000
name: Ledger
displayName: Ledger
provider: node:fs
dataStores: [Ledger]
connectionModes: [ReadWrite]
priority: 100
configuration: { zod: ./schema.ts, export: ledgerSchema }
`;

const SCHEMA = `import { z } from 'zod';
import { LONGEST } from './limits.js';

export const ledgerSchema = z.strictObject({
  book: z.string().max(LONGEST).describe('Which book.'),
  key: z.string().meta({ secret: true }),
  pages: z.int().min(1).default(10),
});
`;

const CONNECTION = `import { ConnectionBase, type ConnectionMetadata } from '@extconn/runtime';
import type { LedgerConfiguration } from './configuration.gen.js';

export class LedgerConnection extends ConnectionBase<LedgerConfiguration, object> {
  protected override async openDriver(): Promise<object> { return { book: this.configuration.book, key: this.configuration.key.reveal() }; }
  protected override async closeDriver(): Promise<void> {}
  protected override async pingDriver(): Promise<void> {}
  protected override async readMetadata(): Promise<ConnectionMetadata> { return { systemName: 'Ledger', version: '1', properties: {} }; }
}
`;

describe('a configuration whose Zod schema is written by hand, on the command line', () => {
  let project: ScratchProject;
  const generate = (...flags: string[]) => project.extconn('generate', ...flags);
  const validate = async (entry: object) => {
    await project.write(
      'settings.json',
      JSON.stringify({ externalConnections: { main: { provider: 'Ledger', ...entry } } }),
    );
    return project.extconn('validate', 'settings.json');
  };

  beforeAll(async () => {
    project = await ScratchProject.create();
    await project.write('providers/ledger/provider.yaml', MANIFEST);
    await project.write('providers/ledger/schema.ts', SCHEMA);
    await project.write('providers/ledger/limits.ts', 'export const LONGEST = 8;\n');
    await project.write('providers/ledger/connection.ts', CONNECTION);
  });
  afterAll(() => project[Symbol.asyncDispose]());

  it('is generated, compiled and checked like any other', async () => {
    const generated = await generate();
    expect(generated.stderr).toBe('');
    expect(generated.code).toBe(0);
    const schema = JSON.parse(await readFile(project.path('schemas/providers/ledger.schema.json'), 'utf8'));
    expect(schema).toMatchObject({
      properties: { book: { maxLength: 8, description: 'Which book.' }, key: { writeOnly: true } },
      additionalProperties: false,
    });
    await project.write(
      'use.ts',
      `import { LedgerConfiguration } from './providers/ledger/configuration.gen.js';
const created = LedgerConfiguration.create({ book: 'a', key: 'k' });
if (created.isSuccess) { const pages: number = created.value.pages; const key: string = created.value.key.reveal(); void [pages, key]; }
// @ts-expect-error: a key that the schema does not know
LedgerConfiguration.create({ book: 'a', key: 'k', colour: 1 });
`,
    );
    const compiled = await project.tsc();
    expect(compiled.stdout).toBe('');
    expect(compiled.code).toBe(0);
    expect((await validate({ book: 'a', key: 'k' })).code).toBe(0);
    const refused = await validate({ book: 'far too long', key: 'planted-secret' });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('settings.json:1:');
    expect(refused.stderr).not.toContain('planted-secret');
  });

  it('is generated again when its module, or what that imports, changes', async () => {
    expect((await generate()).stdout).toContain('Up to date');
    expect((await generate()).stdout).toContain('Up to date');
    await project.write('providers/ledger/limits.ts', 'export const LONGEST = 9;\n');
    const stale = await generate('--check');
    expect(stale.code).toBe(1);
    expect(stale.stdout).toContain('"maxLength": 9');
    expect((await generate()).code).toBe(0);
    expect((await generate('--check')).code).toBe(0);
  });

  it('that does not run is a located mistake, and leaves what was generated', async () => {
    await project.write('providers/ledger/limits.ts', 'throw new Error("no limits");\n');
    const failed = await generate();
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('providers/ledger/provider.yaml:9:');
    expect(await readFile(project.path('schemas/providers/ledger.schema.json'), 'utf8')).toContain(
      '"maxLength": 9',
    );
  });
});
