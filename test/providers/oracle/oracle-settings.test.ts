import type oracledb from 'oracledb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OracleConfiguration } from '../../../providers/src/oracle/configuration.gen.ts';
import { OracleConnection } from '../../../providers/src/oracle/connection.ts';
import { connectionAttributes } from '../../../providers/src/oracle/connection-attributes.ts';
import { OracleServer } from '../../servers/oracle/oracle-server.ts';
import { failureOf, unwrap } from '../support/outcome.ts';
import { everythingShown } from '../support/traces.ts';
import { openedOracle, oracleConnection } from './oracle-connection.ts';

const MARKER = 'm4rk3r-Pässw0rd;x';

describe('OracleConnection: what the settings mean on the wire', () => {
  let server: OracleServer;

  beforeEach(async () => {
    server = await OracleServer.start({ users: { SCOTT: 'tiger', REPORTS: '***' } });
  });
  afterEach(() => server.close());

  const statements = () => server.journal.statements.map(({ sql }) => sql);

  it('logs in with the connection string of the documentation', async () => {
    const ReportingDatabase = {
      connectionString: 'Data Source=oracle-server:1521/XE;User Id=reports;Password=***;',
      commandTimeout: 120,
    };
    expect(connectionAttributes(ReportingDatabase.connectionString).attributes).toEqual({
      connectString: 'oracle-server:1521/XE',
      user: 'reports',
      password: '***',
    });
    const connectionString = ReportingDatabase.connectionString.replace(
      'oracle-server:1521/XE',
      server.connectString,
    );
    const configuration = unwrap(OracleConfiguration.create({ ...ReportingDatabase, connectionString }));
    await using connection = new OracleConnection(configuration);
    unwrap(await connection.open());
    const described = await connection.execute(async (session) => [
      (await session.execute('SELECT USER FROM DUAL')).rows,
      session.callTimeout,
    ]);
    expect(unwrap(described)).toEqual([[['REPORTS']], 120_000]);
  });

  it.each([
    ['easy connect', (given: OracleServer) => `scott/tiger@${given.connectString}`],
    ['easy connect with slashes', (given: OracleServer) => `scott/"tiger"@//${given.connectString}`],
    ['a descriptor', (given: OracleServer) => `scott/tiger@${given.connectStringBySid()}`],
    [
      'a data source that is a descriptor',
      (given: OracleServer) => `Data Source="${given.connectStringBySid()}";User Id=scott;Password=tiger`,
    ],
  ])('takes %s', async (_what, connectionString) => {
    const input = { connectionString: connectionString(server) };
    await using connection = new OracleConnection(unwrap(OracleConfiguration.create(input)));
    unwrap(await connection.open());
    unwrap(await connection.testConnection());
  });

  it('takes passwords with any characters', async () => {
    await using own = await OracleServer.start({ users: { SCOTT: MARKER } });
    await using connection = oracleConnection(own, `Password="${MARKER}"`);
    unwrap(await connection.open());
    expect(own.journal.logins).toBe(1);
  });

  it('gives the driver every option that it has', () => {
    const text =
      'Data Source=db/XE;Proxy User Id=gate;Proxy Password=p;User Id=app;Password=unused;DBA Privilege=SYSDBA;Statement Cache Size=7;Tns_Admin=/tns;Wallet_Location=/wallet;Wallet_Password=w;Connection Timeout=0;Max Pool Size=3';
    expect(connectionAttributes(text)).toEqual({
      attributes: {
        connectString: 'db/XE',
        user: 'gate[app]',
        password: 'p',
        privilege: 2,
        stmtCacheSize: 7,
        configDir: '/tns',
        walletLocation: '/wallet',
        walletPassword: 'w',
      },
      connectTimeout: 2 ** 31 - 1,
    });
    expect(connectionAttributes('scott/tiger@db/XE').connectTimeout).toBe(15_000);
  });

  it.each([
    ['User Id=/', 'unsupported-setting', 'External authentication'],
    ['Integrated Security=yes', 'unsupported-setting', 'External authentication'],
    ['User Id=', 'invalid-configuration', 'User Id'],
    ['Data Source=', 'invalid-configuration', 'Data Source'],
    ['Pasword=x', 'invalid-configuration', 'Password'],
    ['Connection Timeout=soon', 'invalid-configuration', 'Connection Timeout'],
  ])('refuses %s: %s', async (options, code, word) => {
    const failure = failureOf(await oracleConnection(server, options).open());
    expect([failure.code, failure.errorMessage]).toEqual([code, expect.stringContaining(word)]);
    expect(server.listener.accepted).toBe(0);
  });

  it('says clearly that a server is too old', async () => {
    await using old = await OracleServer.start({ tnsVersion: 314 });
    const failure = failureOf(await oracleConnection(old).open());
    expect([failure.code, failure.exception]).toEqual([
      'driver-error',
      expect.objectContaining({ code: 'NJS-138' }),
    ]);
    await expect.poll(() => old.listener.open).toBe(0);
  });

  describe('ReadOnly', () => {
    const count = async (session: oracledb.Connection) =>
      (await session.execute('SELECT COUNT(*) FROM t')).rows;

    beforeEach(async () => {
      await using writer = await openedOracle(server);
      unwrap(await writer.execute((session) => session.execute('CREATE TABLE t (id NUMBER)')));
      server.journal.statements.length = 0;
    });

    it('reads, and refuses changes, also after a commit in the same operation', async () => {
      await using connection = await openedOracle(server, '', {}, 'ReadOnly');
      expect(unwrap(await connection.execute(count))).toEqual([[0]]);
      expect(statements()).toEqual(['SET TRANSACTION READ ONLY', 'SELECT COUNT(*) FROM t']);
      const changes = [
        (session: oracledb.Connection) => session.execute('INSERT INTO t VALUES (1)'),
        (session: oracledb.Connection) =>
          session.execute('INSERT INTO t VALUES (1)', [], { autoCommit: true }),
        (session: oracledb.Connection) => session.executeMany('INSERT INTO t VALUES (:1)', [[1], [2]]),
        async (session: oracledb.Connection) => {
          await session.commit();
          await session.execute('INSERT INTO t VALUES (1)');
        },
        async (session: oracledb.Connection) => {
          await session.execute('SELECT 1 FROM DUAL', [], { autoCommit: true });
          await session.execute('INSERT INTO t VALUES (1)');
        },
      ];
      for (const change of changes) {
        const refused = failureOf(await connection.execute<unknown>(change));
        expect(refused).toMatchObject({ code: 'driver-error', exception: { code: 'ORA-01456' } });
      }
      expect(unwrap(await connection.execute(count))).toEqual([[0]]);
    });

    it('sees in each operation what has been committed before it', async () => {
      await using reader = await openedOracle(server, '', {}, 'ReadOnly');
      await using writer = await openedOracle(server);
      expect(unwrap(await reader.execute(count))).toEqual([[0]]);
      unwrap(
        await writer.execute((session) =>
          session.execute('INSERT INTO t VALUES (1)', [], { autoCommit: true }),
        ),
      );
      expect(unwrap(await reader.execute(count))).toEqual([[1]]);
    });

    it('goes on after its transaction could not be begun', async () => {
      await using connection = await openedOracle(server, '', {}, 'ReadOnly');
      server.faults.failCalls(60);
      const outcome = await connection.execute(async (session) => {
        const first = await count(session).catch((error) => error.code);
        return [first, await count(session)];
      });
      expect(unwrap(outcome)).toEqual(['ORA-00060', [[0]]]);
    });
  });

  describe('Bulk', () => {
    const rows = Array.from({ length: 1000 }, (_, id) => [id, `row ${id}`]);
    const insert = 'INSERT INTO t VALUES (:1, :2)';

    beforeEach(async () => {
      await using writer = await openedOracle(server);
      const create = 'CREATE TABLE t (id NUMBER PRIMARY KEY, name VARCHAR2(20))';
      unwrap(await writer.execute((session) => session.execute(create)));
    });

    const stored = async () => {
      await using reader = await openedOracle(server);
      const result = await reader.execute(
        async (session) => (await session.execute('SELECT COUNT(*) FROM t')).rows,
      );
      return unwrap(result);
    };

    it('stores all rows, for everybody to see, in one call', async () => {
      await using connection = await openedOracle(server, '', {}, 'Bulk');
      const before = server.journal.calls;
      expect(unwrap(await connection.bulkInsert(insert, rows))).toBe(1000);
      expect(server.journal.calls - before).toBe(2);
      expect(await stored()).toEqual([[1000]]);
    });

    it('stores none where one does not fit', async () => {
      await using connection = await openedOracle(server, '', {}, 'Bulk');
      const failure = failureOf(await connection.bulkInsert(insert, [...rows, [1, 'again']]));
      expect(failure).toMatchObject({ code: 'driver-error', exception: { code: 'ORA-00001' } });
      unwrap(await connection.execute((session) => session.commit()));
      expect(await stored()).toEqual([[0]]);
    });

    it.each(['ReadWrite', 'ReadOnly'])('%s offers no bulk path', async (mode) => {
      await using connection = await openedOracle(server, '', {}, mode);
      expect(failureOf(await connection.bulkInsert(insert, rows)).code).toBe('unsupported-connection-type');
      expect(await stored()).toEqual([[0]]);
    });
  });

  it('shows no secret, whatever goes wrong', async () => {
    const password = `Password="${MARKER}";Proxy Password="${MARKER}";Wallet_Password="${MARKER}"`;
    const shown: unknown[] = [];
    const connection = oracleConnection(server, password);
    connection.onStateChange((change) => shown.push(change));
    shown.push(connection, connection.configuration, connection.connectionString);
    shown.push(failureOf(await connection.open()));
    server.faults.refuseConnects(12_528, 1);
    shown.push(failureOf(await connection.open()));
    await server.listener.inject({ kind: 'reset', afterBytes: 60 });
    shown.push(failureOf(await connection.testConnection()));
    await server.listener.inject({ kind: 'refuse' });
    shown.push(failureOf(await connection.open()));
    for (const options of [`${password};User Id=/`, `${password};Nonsense=${MARKER}`, `Password=${MARKER}`]) {
      shown.push(failureOf(await oracleConnection(server, options).open()));
    }
    const bare = OracleConfiguration.create({
      connectionString: `scott/"${MARKER}"@${server.connectString}`,
    });
    shown.push(failureOf(await new OracleConnection(unwrap(bare)).open()), unwrap(bare));
    await using own = await OracleServer.start({ users: { SCOTT: MARKER } });
    const open = await openedOracle(own, `Password="${MARKER}"`);
    for (const message of [`driver said ${MARKER}`, encodeURIComponent(MARKER), JSON.stringify({ MARKER })]) {
      const thrown = open.execute(() => {
        throw new Error(message, { cause: new Error(MARKER) });
      });
      shown.push(failureOf(await thrown));
    }
    shown.push(
      failureOf(await open.execute((session) => session.execute(`SELECT '${MARKER}' FROM nowhere`))),
    );
    own.listener.killAll();
    shown.push(failureOf(await open.execute((session) => session.ping())));
    const text = everythingShown(...shown);
    for (const part of [MARKER, 'm4rk3r', encodeURIComponent('Pässw0rd')]) expect(text).not.toContain(part);
    await open.dispose();
  });
});
