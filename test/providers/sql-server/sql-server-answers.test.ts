import type sql from 'mssql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqlServerTestServer } from '../../servers/sql-server/server.ts';
import { failureOf, timed, unwrap } from '../support/outcome.ts';
import { openedSql, sqlConnection } from './sql-connection.ts';

/** RETURNSTATUS, which no login is answered with, and LOGINACK, which no statement is. */
const MISPLACED = Buffer.of(0x79, 0, 0, 0, 0, 0xad, 10, 0, 1, 0x74, 0, 0, 4, 0, 0, 0, 0, 0);
const ANSWERS: readonly (readonly [string, Buffer])[] = [
  ['a token that TDS does not have', Buffer.from('an echo of what was asked')],
  ['a token that has no place there', MISPLACED],
  ['a value of a type that TDS does not have', Buffer.of(0x81, 1, 0, 0, 0, 0, 0, 0, 0, 0x01, 0)],
  ['the beginning of a token', Buffer.of(0xaa, 40, 0, 1)],
];

/** An error that nobody can catch would end the process, and fails Vitest's run. */
describe('SqlServerConnection: answers that are none of TDS', () => {
  let server: SqlServerTestServer;

  beforeEach(async () => {
    server = await SqlServerTestServer.start();
  });
  afterEach(() => server.close());

  const allClosed = () => expect.poll(() => server.listener.open).toBe(0);
  const one = (pool: sql.ConnectionPool) => pool.query('SELECT 1 AS one');

  describe.each(ANSWERS)('%s', (_what, bytes) => {
    it('fails the opening soon, and leaves no socket behind', async () => {
      server.faults.planLogin({ kind: 'tokens', bytes }, Number.POSITIVE_INFINITY);
      const connection = sqlConnection(server, '', { maxRetryCount: 0 });
      const { value, ms } = await timed(connection.open());
      expect(failureOf(value)).toMatchObject({
        code: 'transient',
        errorMessage: expect.stringContaining('TDS'),
      });
      expect(ms).toBeLessThan(1000);
      expect(connection.state).toBe('Broken');
      await allClosed();
      server.faults.clear();
      unwrap(await connection.open());
      await connection.dispose();
    });

    it.each(['batch', 'query'] as const)('breaks the connection under a statement (%s)', async (way) => {
      const connection = await openedSql(server);
      server.faults.planStatement({ kind: 'tokens', bytes });
      const { value, ms } = await timed(connection.execute((pool) => pool.request()[way]('SELECT 1')));
      expect(failureOf(value)).toMatchObject({
        code: 'connection-lost',
        errorMessage: expect.stringContaining('TDS'),
      });
      expect(ms).toBeLessThan(1000);
      expect(connection.state).toBe('Broken');
      await allClosed();
      unwrap(await connection.open());
      unwrap(await connection.execute(one));
      await connection.dispose();
    });

    it('ends the session whose cancellation is answered so', async () => {
      const connection = await openedSql(server);
      server.faults.attentionTokens = bytes;
      const controller = new AbortController();
      const waiting = connection.execute((pool) => pool.query("WAITFOR DELAY '00:01:00'"), {
        signal: controller.signal,
      });
      await expect.poll(() => server.journal.statements.length).toBe(1);
      controller.abort();
      expect(failureOf(await waiting).code).toBe('aborted');
      await allClosed();
      server.faults.clear();
      await connection.close();
      unwrap(await connection.open());
      unwrap(await connection.execute(one));
      await connection.dispose();
    });
  });
});
