import sql from 'mssql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqlServerConfiguration } from '../../../providers/src/sql-server/configuration.gen.ts';
import { SqlServerConnection } from '../../../providers/src/sql-server/connection.ts';
import { connectionOptions } from '../../../providers/src/sql-server/connection-options.ts';
import { poolConfig } from '../../../providers/src/sql-server/pool-config.ts';
import { SqlServerTestServer } from '../../servers/sql-server/server.ts';
import { failureOf, timed, unwrap } from '../support/outcome.ts';
import { openedSql, sqlConnection } from './sql-connection.ts';

const MARKER = 'm4rk3r-Pässw0rd;"x"';

describe('SqlServerConnection: what the settings mean on the wire', () => {
  let server: SqlServerTestServer;

  beforeEach(async () => {
    server = await SqlServerTestServer.start({ readableSecondary: true });
  });
  afterEach(() => server.close());

  const lastLogin = () => server.journal.logins.at(-1);

  it('refuses the connection string of the documentation clearly, at once, and sends nothing', async () => {
    const PrimaryDatabase = {
      connectionString: 'Server=prod-sql;Database=MyApp;Trusted_Connection=true;',
      commandTimeout: 60,
      enableRetryLogic: true,
      maxRetryCount: 3,
    };
    const configuration = unwrap(SqlServerConfiguration.create(PrimaryDatabase));
    const connection = new SqlServerConnection(configuration);
    const { value, ms } = await timed(connection.open());
    expect(failureOf(value)).toMatchObject({
      code: 'unsupported-setting',
      errorMessage:
        "Failed to open connection: 'Trusted_Connection' (Integrated Security) needs a Windows log-on, which the driver mssql cannot make; use User ID and Password",
    });
    expect(ms).toBeLessThan(500);
    expect(failureOf(await connection.testConnection()).code).toBe('unsupported-setting');
  });

  it.each([
    ['Integrated Security=SSPI', 'unsupported-setting', 'Trusted_Connection'],
    ['Authentication=ActiveDirectoryDefault', 'unsupported-setting', 'Authentication=ActiveDirectoryDefault'],
    ['Failover Partner=other', 'unsupported-setting', 'Failover Partner'],
    ['AttachDbFilename=x.mdf', 'unsupported-setting', 'AttachDbFilename'],
    ['Language=english; drop table users', 'invalid-configuration', 'setting'],
    ['Language="english drop table users"', 'unsupported-setting', 'Current Language'],
    ['Min Pool Size=9;Max Pool Size=3', 'invalid-configuration', 'Min Pool Size'],
    ['Server Certificate=/nowhere.pem', 'driver-error', 'ENOENT'],
    ['Pasword=x', 'invalid-configuration', 'Password'],
    ['User ID=', 'invalid-configuration', 'User ID'],
  ])('refuses %s: %s', async (options, code, word) => {
    const failure = failureOf(await sqlConnection(server, options).open());
    expect([failure.code, failure.errorMessage]).toEqual([code, expect.stringContaining(word)]);
    expect(server.listener.accepted).toBe(0);
  });

  it('sends what the login options say', async () => {
    await using connection = await openedSql(
      server,
      'Application Name=billing;Workstation ID=host-7;Packet Size=8192;Language=us_english',
    );
    expect(lastLogin()).toMatchObject({
      userName: 'sa',
      password: 'Passw0rd!',
      database: 'test',
      applicationName: 'billing',
      hostName: 'host-7',
      packetSize: 8192,
      readOnlyIntent: false,
    });
    unwrap(await connection.testConnection());
  });

  it('takes passwords with any characters', async () => {
    await using own = await SqlServerTestServer.start({ users: { sa: MARKER } });
    await using connection = sqlConnection(own, `Password="${MARKER.replaceAll('"', '""')}"`);
    unwrap(await connection.open());
    expect(own.journal.logins.at(-1)?.password).toBe(MARKER);
  });

  it.each(['127.0.0.1', 'tcp:localhost', '(local)', '.', 'LOCALHOST'])(
    'connects to Server=%s',
    async (host) => {
      await using connection = await openedSql(server, `Server=${host},${server.port}`);
      expect(connection.state).toBe('Open');
    },
  );

  it('tries all addresses at once with MultiSubnetFailover', async () => {
    // localhost has two addresses on most machines, and the server listens on one of them only.
    await using connection = await openedSql(server, 'MultiSubnetFailover=true');
    expect(connection.state).toBe('Open');
    await server.listener.inject({ kind: 'refuse' });
    const refused = failureOf(
      await sqlConnection(server, 'MultiSubnetFailover=true', { maxRetryCount: 0 }).open(),
    );
    expect([refused.code, refused.errorMessage]).toEqual([
      'transient',
      expect.stringContaining('ECONNREFUSED'),
    ]);
  });

  it('gives the driver every option, in its own units', async () => {
    const text =
      'Server=db\\SALES;User ID=a;Connect Timeout=0;Max Pool Size=7;Min Pool Size=2;Encrypt=strict';
    const settings = { commandTimeout: 60_000, isPooled: true, isReadOnly: false };
    expect(await poolConfig(connectionOptions(text), settings)).toMatchObject({
      server: 'db',
      requestTimeout: 60_000,
      connectionTimeout: 2 ** 31 - 1,
      pool: { min: 2, max: 7 },
      options: { instanceName: 'SALES', encrypt: 'strict', trustServerCertificate: false },
    });
    const unpooled = { ...settings, isPooled: false, commandTimeout: 10 ** 12 };
    expect(
      await poolConfig(connectionOptions('Server=db,1444;User ID=a;HostNameInCertificate=c'), unpooled),
    ).toMatchObject({
      server: 'db',
      port: 1444,
      requestTimeout: 2 ** 31 - 1,
      connectionTimeout: 15_000,
      pool: { min: 1, max: 1 },
      options: { encrypt: true, serverName: 'c', maxRetriesOnTransientErrors: 0 },
    });
  });

  describe('pooling', () => {
    const sleep = (pool: sql.ConnectionPool) => pool.query("WAITFOR DELAY '00:00:00.200'");
    const spid = async (pool: sql.ConnectionPool) =>
      (await pool.query<{ id: number }>('SELECT @@SPID AS id')).recordset[0]?.id;

    it('runs requests side by side', async () => {
      await using connection = await openedSql(server);
      const { ms } = await timed(Promise.all([1, 2, 3].map(() => connection.execute(sleep))));
      expect(ms).toBeLessThan(500);
    });

    it.each([
      ['enableConnectionPooling: false', '', { enableConnectionPooling: false }],
      ['the field beats Pooling', 'Pooling=true', { enableConnectionPooling: false }],
    ])('%s: one session serves all, one after the other', async (_what, options, input) => {
      await using connection = await openedSql(server, options, input);
      const { ms } = await timed(Promise.all([1, 2].map(() => connection.execute(sleep))));
      expect(ms).toBeGreaterThan(390);
      const ids = await Promise.all([1, 2, 3].map(() => connection.execute(spid)));
      expect(new Set(ids.map(unwrap)).size).toBe(1);
      expect(server.journal.logins).toHaveLength(2);
    });

    it('with it a lost session is replaced, also in a pool of one', async () => {
      await using connection = await openedSql(server, 'Max Pool Size=1');
      for (const _ of [1, 2, 3]) {
        unwrap(await connection.execute(spid));
        server.listener.killAll();
        await expect.poll(() => server.listener.open).toBe(0);
      }
      unwrap(await connection.execute(spid));
    });

    it('without it a lost session is a lost connection, not another session', async () => {
      await using connection = await openedSql(server, '', { enableConnectionPooling: false });
      unwrap(await connection.execute((pool) => pool.request().batch('CREATE TABLE #own (id int)')));
      server.listener.killAll();
      await expect.poll(() => server.listener.open).toBe(0);
      const lost = failureOf(await connection.execute((pool) => pool.query('SELECT * FROM #own')));
      expect([lost.code, connection.state]).toEqual(['connection-lost', 'Broken']);
      unwrap(await connection.open());
      unwrap(await connection.execute(spid));
    });
  });

  describe('modes', () => {
    const write = (pool: sql.ConnectionPool) => pool.request().batch('CREATE TABLE written (id int)');

    it('ReadOnly asks for it at login, and a secondary enforces it', async () => {
      await using connection = await openedSql(server, '', {}, 'ReadOnly');
      expect(lastLogin()?.readOnlyIntent).toBe(true);
      expect(failureOf(await connection.execute(write))).toMatchObject({
        code: 'driver-error',
        errorMessage: expect.stringContaining('database is read-only'),
      });
      expect(unwrap(await connection.getMetadata()).properties['isReadOnly']).toBe(true);
    });

    it('the connection string may ask for it, too', async () => {
      await using connection = await openedSql(server, 'ApplicationIntent=ReadOnly');
      expect([connection.state, lastLogin()?.readOnlyIntent]).toEqual(['Open', true]);
    });

    function readings(ids: readonly number[]): sql.Table {
      const table = new sql.Table('readings');
      table.create = true;
      table.columns.add('id', sql.Int, { nullable: false, primary: true });
      for (const id of ids) table.rows.add(id);
      return table;
    }

    it('Bulk loads rows by the bulk protocol, all or none', async () => {
      await using connection = await openedSql(server, '', {}, 'Bulk');
      const ids = Array.from({ length: 2000 }, (_, id) => id);
      expect(unwrap(await connection.bulkInsert(readings(ids)))).toBe(2000);
      expect(server.journal.statements.map(({ kind }) => kind)).toContain('bulk');
      expect(failureOf(await connection.bulkInsert(readings([5000, 1]))).code).toBe('driver-error');
      const count = await connection.execute(
        async (pool) => (await pool.query<{ n: number }>('SELECT COUNT(*) AS n FROM readings')).recordset,
      );
      expect(unwrap(count)).toEqual([{ n: 2000 }]);
    });

    it.each(['ReadWrite', 'ReadOnly'])('%s offers no bulk path', async (mode) => {
      await using connection = await openedSql(server, '', {}, mode);
      expect(failureOf(await connection.bulkInsert(readings([1]))).code).toBe('unsupported-connection-type');
      expect(server.journal.statements).toEqual([]);
    });
  });
});
