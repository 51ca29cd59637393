import sql from 'mssql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqlServerTestServer } from './server.ts';
import { testPool } from './test-pool.ts';

describe('statements', () => {
  let server: SqlServerTestServer;
  let pool: sql.ConnectionPool;

  beforeAll(async () => {
    server = await SqlServerTestServer.start({ databases: ['test', 'other'] });
    pool = await testPool(server).connect();
  });
  afterAll(async () => {
    await pool.close();
    await server.close();
  });

  /** As an RPC and as a batch: what both agree on. */
  async function rows(text: string): Promise<unknown[]> {
    const called = (await pool.request().query(text)).recordset;
    const batched = (await pool.request().batch(text)).recordset;
    expect([...batched]).toEqual([...called]);
    return [...called];
  }

  it('answers what drivers and health checks ask', async () => {
    expect(await rows('SELECT 1')).toEqual([{ '': 1 }]);
    expect(await rows('select 1 as [x]')).toEqual([{ x: 1 }]);
    expect(await rows("SELECT DB_NAME() d, N'it''s' AS \"a b\", NULL n, -2 + 5 m")).toEqual([
      { d: 'test', 'a b': "it's", n: null, m: 3 },
    ]);
    const [version] = await rows('SELECT @@VERSION AS v');
    expect(version).toEqual({ v: expect.stringMatching(/^Microsoft SQL Server .* 16\.0\./) });
    expect(await rows("SELECT CAST(SERVERPROPERTY('ProductVersion') AS varchar(4)) AS v")).toEqual([
      { v: '16.0' },
    ]);
    expect(await rows("SELECT SERVERPROPERTY('EngineEdition') e, SERVERPROPERTY('Nonsense') n")).toEqual([
      { e: 3, n: null },
    ]);
  });

  it('gives parameters of every common type back unchanged', async () => {
    const date = new Date('2024-02-29T12:34:56.787Z');
    const values = {
      s: 'tëxt 字',
      i: -7,
      big: 2 ** 40,
      f: 1.25,
      yes: true,
      date,
      bytes: Buffer.from([0, 255]),
    };
    const request = pool
      .request()
      .input('nothing', sql.NVarChar, null)
      .input('price', sql.Decimal(9, 2), 12.5);
    request.input('id', sql.UniqueIdentifier, '6F9619FF-8B86-D011-B42D-00C04FC964FF');
    for (const [name, value] of Object.entries(values)) request.input(name, value);
    const names = ['nothing', 'price', 'id', ...Object.keys(values)];
    const { recordset } = await request.query(
      `SELECT ${names.map((name) => `@${name} AS ${name}`).join(', ')}`,
    );
    expect(recordset).toEqual([
      {
        ...values,
        big: String(2 ** 40),
        nothing: null,
        price: 12.5,
        id: '6F9619FF-8B86-D011-B42D-00C04FC964FF',
      },
    ]);
    expect(server.journal.statements.at(-1)).toMatchObject({
      kind: 'rpc',
      parameters: { '@s': 'tëxt 字', '@i': -7, '@big': 2 ** 40, '@f': 1.25, '@yes': 1, '@nothing': null },
    });
  });

  it('fills output parameters, in calls and in batches', async () => {
    for (const run of ['query', 'batch'] as const) {
      const request = pool.request().input('a', 20).output('sum', sql.Int);
      const { output } = await request[run]('SET @sum = @a + 22');
      expect(output).toEqual({ sum: 42 });
    }
  });

  it('carries texts of any length both ways', async () => {
    for (const length of [0, 1, 2035, 2036, 2037, 4000, 4001, 100_000]) {
      const text = 'é'.repeat(length);
      const { recordset } = await pool.request().input('text', text).query('SELECT @text AS text');
      expect(recordset[0].text === text, `${length} characters`).toBe(true);
    }
  });

  it.each([512, 32_767])(
    'keeps to packets of %i bytes where the client asks for them',
    async (packetSize) => {
      const small = await testPool(server, { options: { packetSize } as object }).connect();
      for (const length of [200, 20_000]) {
        const { recordset } = await small
          .request()
          .input('text', 'ß'.repeat(length))
          .query('SELECT @text AS text');
        expect(recordset[0].text).toBe('ß'.repeat(length));
      }
      await small.close();
      expect(server.journal.logins.at(-1)).toMatchObject({ packetSize });
    },
  );

  it('finds inserted rows again, on every connection', async () => {
    const created = await pool
      .request()
      .batch('CREATE TABLE dbo.people (id int NOT NULL PRIMARY KEY, name nvarchar(20))');
    expect(created.rowsAffected).toEqual([]);
    const insert = pool.request().input('id', 1).input('name', 'Ada');
    const { rowsAffected } = await insert.query('INSERT INTO people (name, id) VALUES (@name, @id)');
    expect(rowsAffected).toEqual([1]);
    await pool.request().batch("INSERT people VALUES (3, N'Grace'), (2, NULL)");
    const other = await testPool(server).connect();
    const found = await other.request().input('id', 1).query('SELECT * FROM people WHERE id = @id');
    expect(found.recordset).toEqual([{ id: 1, name: 'Ada' }]);
    await other.close();
    expect(await rows('SELECT TOP 2 name, id FROM people ORDER BY id DESC')).toEqual([
      { name: 'Grace', id: 3 },
      { name: null, id: 2 },
    ]);
    expect(
      await rows("SELECT p.id FROM people AS p WHERE p.name = 'ADA' OR name IS NULL ORDER BY id"),
    ).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await rows('SELECT COUNT(*) n, COUNT(*) m FROM people WHERE id >= 2 AND id <> 3')).toEqual([
      { n: 1, m: 1 },
    ]);
    expect(
      (await pool.request().query('SELECT id FROM people WHERE id > 9')).recordset.columns,
    ).toHaveProperty('id');
  });

  it('keeps databases and temporary tables apart', async () => {
    await pool.request().batch('CREATE TABLE other.dbo.far (id int); CREATE TABLE #mine (id int)');
    await expect(pool.request().query('SELECT * FROM far')).rejects.toMatchObject({ number: 208 });
    expect(await rows('SELECT * FROM other..far')).toEqual([]);
    expect(await rows('SELECT id FROM #mine')).toEqual([]);
    const stranger = await testPool(server).connect();
    await expect(stranger.request().query('SELECT id FROM #mine')).rejects.toMatchObject({ number: 208 });
    await stranger.close();
  });

  it('runs batches of several statements', async () => {
    const text = `declare @n int = 1, @who nvarchar(10)
      set nocount off; -- nothing is counted anyway
      select @who = N'x' + 'y' /* joined */ WHILE @n < 3 SET @n = @n + 1
      IF OBJECT_ID('no_such_table') IS NULL SELECT @n AS n, @who AS who
      SELECT @@ROWCOUNT AS before; SELECT @@SPID AS spid`;
    const { recordsets, rowsAffected } = await pool.request().batch(text);
    expect(recordsets).toEqual([[{ n: 3, who: 'xy' }], [{ before: 1 }], [{ spid: expect.any(Number) }]]);
    expect(rowsAffected).toEqual([1, 1, 1]);
  });

  it('records what is asked, without the options that drivers set on their own', async () => {
    const before = server.journal.statements.length;
    await pool.request().batch('SET NOCOUNT ON; SELECT 1');
    await pool.request().batch('set nocount on');
    await pool.request().input('p', 1).query('SELECT @p');
    const recorded = server.journal.statements.slice(before).map(({ kind, text }) => `${kind} ${text}`);
    expect(recorded).toEqual(['batch SET NOCOUNT ON; SELECT 1', 'rpc SELECT @p']);
    expect(server.journal.statements.some(({ text }) => /ansi_nulls/i.test(text))).toBe(false);
  });

  it('stores every type of column a table can have', async () => {
    await pool
      .request()
      .batch(`CREATE TABLE types (t tinyint, s smallint, i int, b bigint, y bit, r real, f float,
      d datetime, g uniqueidentifier, v varchar(5), n nvarchar(max), x varbinary(4))`);
    const d = new Date('2024-01-02T03:04:05.000Z');
    const g = '6F9619FF-8B86-D011-B42D-00C04FC964FF';
    const request = pool.request().input('d', d).input('g', sql.UniqueIdentifier, g).input('f', 0.5);
    await request.query("INSERT types VALUES (255, -2, 3, 4, 1, @f, 2.5, @d, @g, 'été', N'字', 0x00ff)");
    await pool.request().batch("INSERT types (t, r) VALUES ('7', NULL)");
    const empty = {
      s: null,
      i: null,
      b: null,
      y: null,
      r: null,
      f: null,
      d: null,
      g: null,
      v: null,
      n: null,
    };
    expect(await rows('SELECT * FROM types')).toEqual([
      { t: 255, s: -2, i: 3, b: '4', y: true, r: 0.5, f: 2.5, d, g, v: 'été', n: '字', x: Buffer.of(0, 255) },
      { ...empty, t: 7, x: null },
    ]);
  });

  it('waits as long as WAITFOR says', async () => {
    const started = performance.now();
    await pool.request().query("WAITFOR DELAY '00:00:00.150'");
    expect(performance.now() - started).toBeGreaterThanOrEqual(145);
  });
});
