import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqlServerTestServer } from './server.ts';
import { testPool, withPool } from './test-pool.ts';

describe('login', () => {
  const PASSWORD = 'pä$$ wörd;\u{1f511}\u00a5';
  let server: SqlServerTestServer;

  beforeAll(async () => {
    server = await SqlServerTestServer.start({
      users: { sa: 'Passw0rd!', reader: PASSWORD },
      readableSecondary: true,
    });
  });
  afterAll(() => server.close());

  it('reads user, password, database and names from the bytes', async () => {
    await withPool(server, async (pool) => pool.request().query('SELECT 1'), {
      user: 'reader',
      password: PASSWORD,
      options: { appName: 'contract suite' },
    });
    expect(server.journal.logins.at(-1)).toMatchObject({
      userName: 'reader',
      password: PASSWORD,
      database: 'test',
      applicationName: 'contract suite',
      serverName: 'localhost',
      readOnlyIntent: false,
      encryptionAsked: false,
      encrypted: false,
      refusedWith: undefined,
    });
  });

  it.each([
    ['a wrong password', { password: 'Passw0rd' }],
    ['a password of another user', { user: 'reader' }],
    ['an unknown user', { user: 'nobody' }],
    ['an empty password', { password: '' }],
  ])('refuses %s with 18456', async (_, credentials) => {
    const message = `Login failed for user '${'user' in credentials ? credentials.user : 'sa'}'.`;
    await expect(testPool(server, credentials).connect()).rejects.toMatchObject({ code: 'ELOGIN', message });
    expect(server.journal.logins.at(-1)).toMatchObject({ refusedWith: 18456 });
  });

  it('refuses an unknown database with 4060 and then 18456', async () => {
    const errors: number[] = [];
    const beforeConnect = (connection: NodeJS.EventEmitter): void => {
      connection.on('errorMessage', ({ number }: { number: number }) => errors.push(number));
    };
    const pool = testPool(server, { database: 'absent', beforeConnect });
    await expect(pool.connect()).rejects.toMatchObject({ code: 'ELOGIN' });
    expect(errors).toEqual([4060, 18456]);
    expect(server.journal.logins.at(-1)).toMatchObject({ database: 'absent', refusedWith: 4060 });
  });

  it('logs in to master where no database is named', async () => {
    const database = await withPool(
      server,
      async (pool) => (await pool.request().query('SELECT DB_NAME() AS name')).recordset,
      { database: '' },
    );
    expect(database).toEqual([{ name: 'master' }]);
  });

  it('sees ApplicationIntent=ReadOnly on the wire', async () => {
    for (const readOnlyIntent of [true, false]) {
      await withPool(server, async () => undefined, { options: { readOnlyIntent } });
      expect(server.journal.logins.at(-1)).toMatchObject({ readOnlyIntent });
    }
  });

  it('refuses writes to a read-only session of a readable secondary, and serves reads', async () => {
    await withPool(server, async (pool) => pool.request().batch('CREATE TABLE readable (id int)'));
    await withPool(
      server,
      async (pool) => {
        const state = "SELECT DATABASEPROPERTYEX(DB_NAME(), 'Updateability') AS state";
        expect((await pool.request().query(state)).recordset).toEqual([{ state: 'READ_ONLY' }]);
        expect((await pool.request().query('SELECT id FROM readable')).recordset).toEqual([]);
        const refused = { number: 3906, message: expect.stringContaining('database is read-only') };
        await expect(pool.request().query('INSERT readable VALUES (1)')).rejects.toMatchObject(refused);
        await expect(pool.request().batch('DROP TABLE readable')).rejects.toMatchObject(refused);
        await pool.request().batch('CREATE TABLE #own (id int); INSERT #own VALUES (1)');
      },
      { options: { readOnlyIntent: true } },
    );
  });
});
