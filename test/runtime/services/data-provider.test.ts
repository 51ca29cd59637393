import { join } from 'node:path';
import { SqliteConnectionProvider } from '@extconn/providers/sqlite';
import { SqliteConfiguration } from '@extconn/providers/sqlite/configuration';
import type Database from 'libsql';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { type DataCommand, DataProvider } from '../../../runtime/src/data-provider.ts';
import { expectFailure, expectValue } from './support/expect-result.ts';
import { ledgerConfiguration } from './support/fake-configurations.ts';
import { createFakeProviders } from './support/fake-provider.ts';
import { type FakeDriver, FakeServer, lostError } from './support/fake-server.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const readHost: DataCommand<FakeDriver, string> = { name: 'read host', run: ({ host }) => host };

async function createScene() {
  const server = new FakeServer();
  const factory = expectValue(await createFakeProviders(server).Ledger.createConnectionFactory());
  const connection = expectValue(await factory.createConnection(ledgerConfiguration({ host: 'db' })));
  return { server, connection, provider: new DataProvider(connection) };
}

describe('DataProvider', () => {
  it('opens when a command needs it, once', async () => {
    const { server, connection, provider } = await createScene();
    const outcomes = await Promise.all([provider.execute(readHost), provider.execute(readHost)]);
    expect(outcomes.map(expectValue)).toEqual(['db', 'db']);
    expect(expectValue(await provider.execute(readHost))).toBe('db');
    expect(server.opened).toBe(1);
    await connection.dispose();
  });

  it('opens again after the connection broke', async () => {
    const { server, connection, provider } = await createScene();
    const breaking: DataCommand<FakeDriver, never> = {
      name: 'break',
      run: () => {
        throw lostError();
      },
    };
    expect(expectFailure(await provider.execute(breaking)).code).toBe('connection-lost');
    expect(connection.state).toBe('Broken');
    expect(expectValue(await provider.execute(readHost))).toBe('db');
    expect(server.opened).toBe(2);
    await connection.dispose();
  });

  it('fails as opening does', async () => {
    const { server, connection, provider } = await createScene();
    server.openError = new Error('refused');
    expect(expectFailure(await provider.execute(readHost)).errorMessage).toBe(
      'Failed to open connection: refused',
    );
    const aborted = await provider.execute(readHost, { signal: AbortSignal.abort() });
    expect(expectFailure(aborted).code).toBe('aborted');
    await connection.dispose();
    expect(expectFailure(await provider.execute(readHost)).code).toBe('invalid-state');
  });

  it('knows the driver and the outcome of a command', async () => {
    const folder = await temporaryFolder();
    const configuration = expectValue(SqliteConfiguration.create({ path: join(folder, 'a.db') }));
    const factory = expectValue(await SqliteConnectionProvider.instance.createConnectionFactory());
    await using connection = expectValue(await factory.createConnection(configuration));
    const provider = new DataProvider(connection);
    expectTypeOf(provider).toEqualTypeOf<DataProvider<Database.Database>>();
    const countTables: DataCommand<Database.Database, number> = {
      name: 'count tables',
      idempotent: true,
      run: (database) => database.prepare('select count(*) from sqlite_schema').pluck().all()[0] as number,
    };
    expect(expectValue(await provider.execute(countTables))).toBe(0);
  });
});
