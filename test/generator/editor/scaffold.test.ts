import { describe, expect, test } from 'vitest';
import { init } from '../../../generator/src/commands/init.ts';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { manifestText, withModeline } from '../../../generator/src/scaffold/manifest-text.ts';
import { createMemoryHost } from '../../support/memory-host.ts';

const MODELINE = '# yaml-language-server: $schema=../../schemas/provider-manifest.schema.json\n';
const SCHEMA_PATH = '../../schemas/provider-manifest.schema.json';

describe('what is scaffolded', () => {
  test('a manifest begins with the line by which editors find its schema', () => {
    const identity = {
      ...{ name: 'Notes', id: 1000, driver: 'node:fs', dataStores: ['Notes'] },
      ...{ connectionModes: ['ReadWrite'], priority: 100 },
    };
    expect(manifestText(identity, SCHEMA_PATH).startsWith(MODELINE)).toBe(true);
  });

  test('a manifest that is taken gets the line once', () => {
    const once = withModeline('manifestVersion: 1\n', SCHEMA_PATH);
    expect(once).toBe(`${MODELINE}manifestVersion: 1\n`);
    expect(withModeline(once, SCHEMA_PATH)).toBe(once);
    // From elsewhere, where the schema had another place.
    expect(withModeline(once.replace('../../', '../../../../'), SCHEMA_PATH)).toBe(once);
    const address = '# yaml-language-server: $schema=https://a.example/m.json\n';
    expect(withModeline(address, SCHEMA_PATH)).toBe(address);
  });

  test('an editor is told the schemas of configuration files and manifests', async () => {
    const host = createMemoryHost({}, { cwd: '/project' });
    await init({ host, diagnostics: new Diagnostics() });
    const settings = JSON.parse(host.read('/project/.vscode/settings.json') ?? '{}');
    expect(settings['json.schemas'].map(({ url }: { url: string }) => url)).toEqual([
      './schemas/external-connections.schema.json',
      './schemas/external-connections.pascal.schema.json',
    ]);
    expect(settings['yaml.schemas']).toEqual({
      './schemas/provider-manifest.schema.json': ['**/provider.yaml'],
    });
  });
});
