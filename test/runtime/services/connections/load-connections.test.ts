// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the references are what is tested
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadConnections } from '../../../../runtime/src/connections.ts';
import { expectFailure, expectValue } from '../support/expect-result.ts';
import type { LedgerConfiguration, QueueConfiguration } from '../support/fake-configurations.ts';
import { createFakeProviders } from '../support/fake-provider.ts';
import { FakeServer } from '../support/fake-server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const providers = createFakeProviders(new FakeServer());

async function configurationOf<T>(entry: object, env: Record<string, string> = {}): Promise<T> {
  const loaded = expectValue(
    await loadConnections({ externalConnections: { Main: entry } }, providers, { env }),
  );
  return expectValue(loaded.get('Main')).configuration as T;
}

describe('loadConnections', () => {
  it('reads a camelCase section and leaves the rest of the object alone', async () => {
    const source = {
      $schema: './external-connections.schema.json',
      logging: { ExternalConnections: 'not this' },
      externalConnections: {
        Main: { provider: 'Ledger', mode: 'ReadOnly', host: 'db', headers: { 'X-Trace': 'on' } },
      },
    };
    await using connections = expectValue(await loadConnections(source, providers));
    const main = expectValue(connections.get('Main'));
    expect(connections.names).toEqual(['Main']);
    expect(main.connectionMode).toBe('ReadOnly');
    expect(main.configuration).toMatchObject({
      host: 'db',
      timeoutSeconds: 30,
      headers: { 'X-Trace': 'on' },
    });
  });

  it('reads a PascalCase section: declared names only, at every depth', async () => {
    const source = {
      ExternalConnections: {
        main: {
          Provider: 'Ledger',
          Mode: 'ReadOnly',
          Host: 'db',
          TimeoutSeconds: 5,
          Headers: { accept: 'a', Accept: 'b' },
          Servers: [{ Name: 'one', Port: 1 }],
          Auth: { Kind: 'token', Lifetime: 3 },
        },
      },
    };
    await using connections = expectValue(await loadConnections(source, providers));
    expect(expectValue(connections.get('main')).configuration).toMatchObject({
      host: 'db',
      timeoutSeconds: 5,
      headers: { accept: 'a', Accept: 'b' },
      servers: [{ name: 'one', port: 1 }],
      auth: { kind: 'token', lifetime: 3 },
    });
  });

  it('reads PascalCase for a hand-written schema, whose names it does not know', async () => {
    const source = { ExternalConnections: { Jobs: { Provider: 'Queue', Topic: 't', Prefetch: 4 } } };
    await using connections = expectValue(await loadConnections(source, providers));
    expect(expectValue(connections.get('Jobs')).configuration).toMatchObject({ topic: 't', prefetch: 4 });
  });

  it('takes a data store for a provider: the one of highest priority', async () => {
    expect(
      (await configurationOf<QueueConfiguration>({ provider: 'Accounts', topic: 't' })).providerName,
    ).toBe('Queue');
    expect(
      (await configurationOf<LedgerConfiguration>({ provider: 'LedgerDb', host: 'h' })).providerName,
    ).toBe('Ledger');
  });

  it('reads JSON with comments, trailing commas and a byte order mark', async () => {
    const text = `\uFEFF// settings\n{ "externalConnections": { /* one */ "Main": { "provider": "Ledger", "host": "d\\u0062", }, }, }`;
    const folder = await temporaryFolder({ 'a.jsonc': text });
    for (const source of [join(folder, 'a.jsonc'), pathToFileURL(join(folder, 'a.jsonc'))]) {
      await using connections = expectValue(await loadConnections(source, providers));
      expect(expectValue(connections.get('Main')).configuration).toMatchObject({ host: 'db' });
    }
  });

  it('reads other formats with the parser it is given', async () => {
    const folder = await temporaryFolder({ 'a.yaml': 'externalConnections: …', secret: 'db\n' });
    const file = join(folder, 'a.yaml');
    const refused = expectFailure(await loadConnections(file, providers));
    expect(refused.validationErrors).toEqual([
      `${file}: a YAML file needs a parser; give \`parse\`, such as the function \`parse\` of the package yaml`,
    ]);
    const parse = () => ({ externalConnections: { Main: { provider: 'Ledger', host: '${file:secret}' } } });
    await using connections = expectValue(await loadConnections(file, providers, { parse }));
    expect(expectValue(connections.get('Main')).configuration).toMatchObject({ host: 'db' });
  });

  it('keeps secrets out of what a parser says', async () => {
    const folder = await temporaryFolder({ 'a.yaml': 'password: hunter2' });
    const parse = (text: string): never => {
      throw new Error(text);
    };
    const failure = expectFailure(await loadConnections(join(folder, 'a.yaml'), providers, { parse }));
    expect(JSON.stringify(failure)).not.toContain('hunter2');
  });

  it('opens nothing, and ends by its signal', async () => {
    const server = new FakeServer();
    const source = { externalConnections: { Main: { provider: 'Ledger', host: 'db' } } };
    await loadConnections(source, createFakeProviders(server));
    expect(server.opened).toBe(0);
    const failure = expectFailure(await loadConnections(source, providers, { signal: AbortSignal.abort() }));
    expect(failure.code).toBe('aborted');
  });
});
