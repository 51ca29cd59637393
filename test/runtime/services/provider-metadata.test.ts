import { readFile } from 'node:fs/promises';
import { SqliteConnectionProvider } from '@extconn/providers/sqlite';
import { describe, expect, it } from 'vitest';
import { expectValue } from './support/expect-result.ts';
import { createFakeProviders } from './support/fake-provider.ts';
import { FakeServer } from './support/fake-server.ts';

describe('getProviderMetadata', () => {
  it('has the version of the installed driver, read once', async () => {
    const provider = SqliteConnectionProvider.instance;
    const metadata = expectValue(await provider.getProviderMetadata());
    const file = new URL('../../../node_modules/libsql/package.json', import.meta.url);
    const installed = JSON.parse(await readFile(file, 'utf8')) as { readonly version: string };
    expect(metadata).toMatchObject({
      providerName: 'libsql',
      version: installed.version,
      supportsTransactions: true,
    });
    expect(expectValue(await provider.getProviderMetadata())).toBe(metadata);
  });

  it('has no version where the driver is not installed', async () => {
    const { Absent } = createFakeProviders(new FakeServer());
    expect(expectValue(await Absent.getProviderMetadata()).version).toBeUndefined();
  });
});
