import oracledb, { type Connection } from 'oracledb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OracleServer } from './oracle-server.ts';

describe('OracleServer: statements, with the published driver', () => {
  let server: OracleServer;
  let connection: Connection;

  beforeEach(async () => {
    server = await OracleServer.start();
    connection = await open();
  });
  afterEach(() => server.close());

  const open = (attributes: oracledb.ConnectionAttributes = {}) =>
    oracledb.getConnection({
      user: 'scott',
      password: 'tiger',
      connectString: server.connectString,
      ...attributes,
    });

  async function rows(sql: string, binds: oracledb.BindParameters = []): Promise<unknown> {
    return (await connection.execute(sql, binds)).rows;
  }

  it('answers the queries that tell a version', async () => {
    expect(await rows('SELECT banner FROM v$version')).toEqual([
      ['Oracle Database 19c Enterprise Edition Release 19.0.0.0.0 - Production'],
    ]);
    expect(await rows("SELECT sys_context('userenv', 'service_name'), user FROM dual")).toEqual([
      ['FREEPDB1', 'SCOTT'],
    ]);
    const { metaData } = await connection.execute(
      'SELECT 1, banner AS "Banner", SYSDATE today FROM v$version',
    );
    expect(metaData?.map(({ name, dbTypeName }) => [name, dbTypeName])).toEqual([
      ['1', 'NUMBER'],
      ['Banner', 'VARCHAR2'],
      ['TODAY', 'TIMESTAMP WITH TIME ZONE'],
    ]);
  });

  it.each([0, 1, -1, 100, -100, 12.5, -0.001, 99.99, 1e20, 1.5e-20, 123456789012345, Math.PI, -Math.PI])(
    'returns the number %d as it was bound',
    async (number) => {
      expect(await rows('SELECT :n FROM DUAL', [number])).toEqual([[number]]);
    },
  );

  it('returns other values as they were bound', async () => {
    const long = 'ä€😀'.repeat(20_000);
    const date = new Date(1_700_000_000_123);
    const bytes = Buffer.from([0, 1, 254, 255]);
    expect(await rows('SELECT :t, :l, :d, :r, :e FROM DUAL', ["it's", long, date, bytes, null])).toEqual([
      ["it's", long, date, bytes, null],
    ]);
    const national = { val: 'ä€😀', type: oracledb.DB_TYPE_NVARCHAR };
    const double = { val: -2.5, type: oracledb.DB_TYPE_BINARY_DOUBLE };
    expect(await rows('SELECT :a, :b FROM DUAL', { a: national, b: double })).toEqual([['ä€😀', -2.5]]);
  });

  it('refuses to bind what it does not know', async () => {
    await expect(
      rows('SELECT :c FROM DUAL', [{ type: oracledb.DB_TYPE_BOOLEAN, val: true }]),
    ).rejects.toMatchObject({
      code: 'ORA-03115',
    });
  });

  it('finds again what was inserted, in each type', async () => {
    await connection.execute(
      'CREATE TABLE t (id NUMBER(9) PRIMARY KEY, name VARCHAR2(20) NOT NULL, day DATE, at TIMESTAMP, raw RAW(8))',
    );
    const day = new Date(2024, 1, 29, 23, 59, 58);
    const at = new Date(2024, 1, 29, 23, 59, 58, 123);
    const result = await connection.execute('INSERT INTO t VALUES (:1, :2, :3, :4, :5)', [
      7,
      'seven',
      day,
      at,
      Buffer.from('07', 'hex'),
    ]);
    expect(result.rowsAffected).toBe(1);
    expect(await rows('SELECT * FROM t WHERE id = :id AND name = :name', { id: 7, name: 'seven' })).toEqual([
      [7, 'seven', day, at, Buffer.from('07', 'hex')],
    ]);
    expect(await rows('SELECT id FROM t WHERE id <> :id OR name IS NULL', [7])).toEqual([]);
    expect(
      (await connection.execute('UPDATE t SET name = name || :x WHERE id = 7', ['!'])).rowsAffected,
    ).toBe(1);
    expect(await rows('SELECT UPPER(name) FROM t')).toEqual([['SEVEN!']]);
    expect((await connection.execute('DELETE FROM t')).rowsAffected).toBe(1);
    expect(await rows('SELECT COUNT(*) FROM t')).toEqual([[0]]);
  });

  it('inserts many rows at once and fetches them in portions', async () => {
    await connection.execute('CREATE TABLE many (id NUMBER, text VARCHAR2(100))');
    const values = Array.from({ length: 2_500 }, (_, at) => [at, `row ${at} ${'.'.repeat(80)}`]);
    const { rowsAffected } = await connection.executeMany('INSERT INTO many VALUES (:1, :2)', values);
    expect(rowsAffected).toBe(2_500);
    expect(await rows('SELECT * FROM many ORDER BY id')).toEqual(values);
    const { resultSet } = await connection.execute('SELECT id FROM many ORDER BY id DESC', [], {
      resultSet: true,
      prefetchRows: 0,
      fetchArraySize: 7,
    });
    expect(await resultSet?.getRows(20)).toEqual(
      values
        .slice(-20)
        .reverse()
        .map(([id]) => [id]),
    );
    await resultSet?.close();
  });

  it('streams generated rows', async () => {
    let sum = 0;
    const stream = connection.queryStream('SELECT LEVEL FROM DUAL CONNECT BY LEVEL <= :n', [20_000]);
    for await (const [level] of stream as AsyncIterable<[number]>) sum += level;
    expect(sum).toBe((20_000 * 20_001) / 2);
  });

  it('keeps changes to their session until they are committed', async () => {
    const other = await open();
    const count = async () => (await other.execute('SELECT COUNT(*) FROM t')).rows;
    await connection.execute('CREATE TABLE t (id NUMBER)');
    await connection.execute('INSERT INTO t VALUES (1)');
    expect([await rows('SELECT COUNT(*) FROM t'), await count()]).toEqual([[[1]], [[0]]]);
    await connection.rollback();
    expect(await rows('SELECT COUNT(*) FROM t')).toEqual([[0]]);
    await connection.execute('INSERT INTO t VALUES (2)');
    await connection.commit();
    await connection.execute('INSERT INTO t VALUES (:1)', [3], { autoCommit: true });
    await connection.execute('INSERT INTO t VALUES (4)');
    await connection.close();
    expect((await other.execute('SELECT id FROM t')).rows).toEqual([[2], [3]]);
  });

  it('records and enforces SET TRANSACTION READ ONLY', async () => {
    const other = await open();
    await other.execute('CREATE TABLE t (id NUMBER)');
    await connection.execute('SET TRANSACTION READ ONLY');
    await other.execute('INSERT INTO t VALUES (1)', [], { autoCommit: true });
    expect(await rows('SELECT id FROM t')).toEqual([]);
    await expect(connection.execute('INSERT INTO t VALUES (2)')).rejects.toMatchObject({ code: 'ORA-01456' });
    expect(server.journal.statements.map(({ sql }) => sql)).toContain('SET TRANSACTION READ ONLY');
    await connection.rollback();
    expect(await rows('SELECT id FROM t')).toEqual([[1]]);
    await connection.execute('INSERT INTO t VALUES (2)');
    await expect(connection.execute('SET TRANSACTION READ ONLY')).rejects.toMatchObject({
      code: 'ORA-01453',
    });
  });

  it('runs cached statements again with other values and types', async () => {
    const sql = 'SELECT :v FROM DUAL';
    for (const value of [1, 2, 'text', 'a much longer text', null, 3]) {
      expect(await rows(sql, [value])).toEqual([[value]]);
    }
    expect(server.journal.statements.map(({ binds }) => binds[0])).toEqual([
      1,
      2,
      'text',
      'a much longer text',
      null,
      3,
    ]);
  });

  it('reads what the driver sends ahead of a message', async () => {
    const small = await open({ stmtCacheSize: 1 });
    small.module = 'tests';
    small.action = 'piggyback';
    small.clientId = 'client';
    small.currentSchema = 'SCOTT';
    for (const sql of ['SELECT 1 FROM DUAL', 'SELECT 2 FROM DUAL', 'SELECT 3 FROM DUAL'])
      await small.execute(sql);
    await small.ping();
    await small.close();
    expect(server.journal).toMatchObject({ pings: 1, logoffs: 1 });
  });

  it.each([
    ['EXPLAIN NOTHING', 'ORA-00900', 0],
    ['SELECT * FROM nowhere', 'ORA-00942', 14],
    ['SELECT nothing FROM DUAL', 'ORA-00904', 7],
    ['SELECT FROM DUAL', 'ORA-00936', 7],
    ['SELECT 1', 'ORA-00923', 8],
    ['SELECT 1 FROM DUAL;', 'ORA-00933', 18],
    ["SELECT 'x FROM DUAL", 'ORA-01756', 7],
    ['SELECT 1/0 FROM DUAL', 'ORA-01476', 0],
    ["SELECT 'x' + 1 FROM DUAL", 'ORA-01722', 0],
    ['INSERT INTO nowhere VALUES (1)', 'ORA-00942', 12],
    ['CREATE TABLE t (id BLOB)', 'ORA-00902', 19],
    ['BEGIN whatever; END;', 'ORA-06550', 6],
  ])('refuses %s with %s', async (sql, code, offset) => {
    await expect(connection.execute(sql)).rejects.toMatchObject({ code, offset });
    expect(await rows('SELECT 1 FROM DUAL')).toEqual([[1]]);
  });

  it('checks keys, NULL and sizes', async () => {
    await connection.execute('CREATE TABLE t (id NUMBER PRIMARY KEY, name VARCHAR2(3))');
    await connection.execute("INSERT INTO t (id, name) VALUES (1, 'abc')");
    const codes = ["(1, 'x')", "(NULL, 'x')", "(2, 'abcd')", "('x', 'x')", '(2)', '(2, 3, 4)'].map((values) =>
      connection.execute(`INSERT INTO t VALUES ${values}`).catch((error) => error.code),
    );
    expect(await Promise.all(codes)).toEqual([
      'ORA-00001',
      'ORA-01400',
      'ORA-12899',
      'ORA-01722',
      'ORA-00947',
      'ORA-00913',
    ]);
  });

  it('interrupts a sleeping block and goes on', async () => {
    const sleeping = connection.execute('BEGIN DBMS_SESSION.SLEEP(60); END;').catch((error) => error.code);
    await expect.poll(() => server.journal.statements.length).toBe(1);
    await connection.break();
    expect(await sleeping).toBe('ORA-01013');
    connection.callTimeout = 50;
    await expect(connection.execute('BEGIN DBMS_LOCK.SLEEP(60); END;')).rejects.toMatchObject({
      code: 'NJS-123',
    });
    expect(await rows('SELECT 1 FROM DUAL')).toEqual([[1]]);
    await connection.execute('BEGIN NULL; END;');
  });
});
