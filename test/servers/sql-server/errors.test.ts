import sql from 'mssql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SqlServerTestServer } from './server.ts';
import { testPool } from './test-pool.ts';

describe('errors of statements', () => {
  let server: SqlServerTestServer;
  let pool: sql.ConnectionPool;

  beforeAll(async () => {
    server = await SqlServerTestServer.start();
    pool = await testPool(server).connect();
    await pool.request().batch(`CREATE TABLE people (id int NOT NULL PRIMARY KEY, name nvarchar(20))
      INSERT people (id) VALUES (1)`);
  });
  afterAll(async () => {
    await pool.close();
    await server.close();
  });

  it('refuses a parameter of a type it does not know', async () => {
    const request = pool.request().input('v', sql.Text, 'x');
    await expect(request.query('SELECT @v')).rejects.toMatchObject({ number: 8009 });
    await pool.request().query('SELECT 1');
  });

  it.each([
    ['SELEKT 1', 102, "Incorrect syntax near 'SELEKT'."],
    ['SELECT 1 +', 102, "Incorrect syntax near '+'."],
    ['SELECT ?', 102, "Incorrect syntax near '?'."],
    ['SELECT FROM people', 156, "Incorrect syntax near the keyword 'FROM'."],
    ['UPDATE people SET id = 1', 102, "Incorrect syntax near 'UPDATE'."],
    ["SELECT 'open", 105, "Unclosed quotation mark after the character string 'open'."],
    ['SELECT @nobody', 137, 'Must declare the scalar variable "@nobody".'],
    ['SELECT nonsense(1)', 195, "'nonsense' is not a recognized built-in function name."],
    ['SELECT age FROM people', 207, "Invalid column name 'age'."],
    ['SELECT * FROM dbo.nowhere', 208, "Invalid object name 'dbo.nowhere'."],
    [
      'INSERT people VALUES (1)',
      213,
      'Column name or number of supplied values does not match table definition.',
    ],
    [
      'INSERT people (id) VALUES (99999999999)',
      220,
      'Arithmetic overflow error for data type int, value = 99999999999.',
    ],
    [
      "SELECT CAST('x' AS int)",
      245,
      "Conversion failed when converting the nvarchar value 'x' to data type int.",
    ],
    ['SELECT *', 263, 'Must specify table to select from.'],
    ['INSERT people (name) VALUES (NULL)', 515, /Cannot insert the value NULL into column 'id'/],
    ['INSERT people (id) VALUES (1)', 2627, /Violation of PRIMARY KEY constraint .*\(1\)/],
    [`INSERT people VALUES (9, '${'x'.repeat(21)}')`, 2628, /would be truncated/],
    ['CREATE TABLE people (id int)', 2714, "There is already an object named 'people' in the database."],
    ['CREATE TABLE t (id money)', 2715, 'Column, parameter, or variable #1: Cannot find data type money.'],
    ['DROP TABLE nowhere', 3701, /Cannot drop the table 'nowhere'/],
  ])('answers %s with error %i', async (text, number, message) => {
    const expected = { code: 'EREQUEST', number, message: expect.stringMatching(message) };
    if (typeof message === 'string') expected.message = message;
    await expect(pool.request().query(text)).rejects.toMatchObject(expected);
    await expect(pool.request().batch(text)).rejects.toMatchObject(expected);
    expect((await pool.request().query('SELECT 1 AS alive')).recordset).toEqual([{ alive: 1 }]);
  });

  it('names the line of an error, and runs nothing of a batch that does not parse', async () => {
    const text = 'CREATE TABLE never (id int)\n\nSELECT )';
    await expect(pool.request().batch(text)).rejects.toMatchObject({ number: 102, lineNumber: 3, class: 15 });
    await pool.request().batch('DROP TABLE IF EXISTS never');
    await expect(pool.request().batch('DROP TABLE never')).rejects.toMatchObject({ number: 3701 });
  });

  it('refuses prepared statements and stored procedures', async () => {
    const prepared = new sql.PreparedStatement(pool);
    await expect(prepared.prepare('SELECT 1')).rejects.toMatchObject({ number: 2812 });
    await expect(pool.request().execute('dbo.nothing')).rejects.toMatchObject({
      number: 2812,
      message: "Could not find stored procedure 'dbo.nothing'.",
    });
  });
});
