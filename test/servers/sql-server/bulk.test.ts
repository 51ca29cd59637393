import sql from 'mssql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqlServerTestServer } from './server.ts';
import { testPool } from './test-pool.ts';

describe('bulk load', () => {
  let server: SqlServerTestServer;
  let pool: sql.ConnectionPool;

  beforeAll(async () => {
    server = await SqlServerTestServer.start();
    pool = await testPool(server).connect();
  });
  afterAll(async () => {
    await pool.close();
    await server.close();
  });

  function table(name: string, create: boolean): sql.Table {
    const created = new sql.Table(name);
    created.create = create;
    created.columns.add('id', sql.Int, { nullable: false, primary: true });
    created.columns.add('name', sql.NVarChar(50), { nullable: true });
    return created;
  }

  it('creates the table and loads rows by the thousand', async () => {
    const loaded = table('readings', true);
    for (let id = 0; id < 5000; id += 1) loaded.rows.add(id, id % 7 === 0 ? null : `row ${id} ü`);
    expect(await pool.request().bulk(loaded)).toEqual({ rowsAffected: 5000 });
    const { recordset } = await pool.request().query('SELECT * FROM readings WHERE id >= 4997');
    expect(recordset).toEqual(
      [4997, 4998, 4999].map((id) => ({ id, name: id % 7 === 0 ? null : `row ${id} ü` })),
    );
    expect(server.journal.statements.map(({ kind }) => kind)).toEqual(['batch', 'batch', 'bulk', 'rpc']);
  });

  it('adds to a table that exists, columns in any order, or nothing at all', async () => {
    await pool.request().batch('CREATE TABLE swapped (name nvarchar(50), extra int, id bigint)');
    const loaded = table('swapped', false);
    loaded.rows.add(1, 'one');
    // The driver's own name of the option; it ignores the `tableLock` of the published types.
    expect(await pool.request().bulk(loaded, { lockTable: true, checkConstraints: true } as object)).toEqual({
      rowsAffected: 1,
    });
    expect(server.journal.statements.at(-2)?.text).toContain('WITH (CHECK_CONSTRAINTS,TABLOCK)');
    expect(await pool.request().bulk(table('swapped', false))).toEqual({ rowsAffected: 0 });
    const { recordset } = await pool.request().query('SELECT * FROM swapped');
    expect(recordset).toEqual([{ name: 'one', extra: null, id: '1' }]);
  });

  it('fails for an absent table, and as a whole for a row that does not fit', async () => {
    await expect(pool.request().bulk(table('absent', false))).rejects.toMatchObject({ number: 208 });
    const loaded = table('whole', true);
    for (const id of [1, 2, 1]) loaded.rows.add(id, 'x');
    await expect(pool.request().bulk(loaded)).rejects.toMatchObject({ number: 2627 });
    expect((await pool.request().query('SELECT COUNT(*) AS n FROM whole')).recordset).toEqual([{ n: 0 }]);
  });
});
