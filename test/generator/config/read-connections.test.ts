import { describe, expect, test } from 'vitest';
import { readConnections } from '../../../generator/src/config/validate-configuration.ts';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import { createMemoryHost } from '../../support/memory-host.ts';
import { lineOf } from './support/check.ts';
import { SAMPLE_PROVIDERS } from './support/models.ts';

async function read(text: string, file = 'app.json') {
  const host = createMemoryHost({ [file]: text });
  const diagnostics = new Diagnostics();
  const { connections } = await readConnections(host, `/project/${file}`, SAMPLE_PROVIDERS, diagnostics);
  return { connections, lines: diagnostics.sorted.map(lineOf) };
}

describe('the names and providers of a configuration file', () => {
  test('are read without a look at the settings', async () => {
    const { connections, lines } = await read(
      `ExternalConnections:
  Main: { Provider: DocumentDb, ConnectionString: 5, Nonsense: "\${" }
  Other: { Provider: Oracle }
`,
      'app.yaml',
    );
    expect(lines).toEqual([]);
    expect(
      connections.map(({ name, provider, range }) => [name, provider, range.line, range.column]),
    ).toEqual([
      ['Main', 'MongoDb', 2, 3],
      ['Other', 'Oracle', 3, 3],
    ]);
  });

  test('must be literal: what only the running program knows can have no type', async () => {
    const { connections, lines } = await read(
      `{ "externalConnections": { "a": { "provider": "\${env:P}" }, "b": { "provider": "Oracle" } } }`,
    );
    expect(lines).toEqual([
      '1:28 EXT4045 The provider of the connection "a" is known only when the program runs, so it can have no type.',
    ]);
    expect(connections.map(({ name }) => name)).toEqual(['b']);
  });

  test('are the only ones to be reported: unknown providers are', async () => {
    const { lines } = await read('{ "externalConnections": { "a": { "provider": "Oracl" } } }');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('EXT4011');
  });
});
