import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqlServerTestServer } from '../../servers/sql-server/server.ts';
import { createSelfSigned } from '../../servers/support/self-signed.ts';
import { failureOf, unwrap } from '../support/outcome.ts';
import { openedSql, sqlConnection } from './sql-connection.ts';

describe('SqlServerConnection: encryption', () => {
  let server: SqlServerTestServer;
  let folder: string;

  beforeEach(async () => {
    server = await SqlServerTestServer.start();
    folder = mkdtempSync(join(tmpdir(), 'sql-server-'));
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const lastLogin = () => server.journal.logins.at(-1);

  it.each(['', 'Encrypt=true', 'Encrypt=Mandatory'])(
    'is on, and checks the certificate, with %j',
    async (encrypt) => {
      const failure = failureOf(
        await sqlConnection(server, `${encrypt};TrustServerCertificate=false`).open(),
      );
      expect([failure.code, failure.errorMessage]).toEqual([
        'driver-error',
        expect.stringContaining('self-signed certificate'),
      ]);
      expect(server.journal.logins).toEqual([]);
      await using connection = await openedSql(server, encrypt);
      unwrap(await connection.testConnection());
      expect(server.journal.logins.map(({ encrypted }) => encrypted)).toEqual([true, true]);
    },
  );

  it.each(['Encrypt=false', 'Encrypt=Optional'])(
    'is off with %s, and an error where the server insists',
    async (off) => {
      await using connection = await openedSql(server, off);
      expect([connection.state, lastLogin()?.encrypted]).toEqual(['Open', false]);
      server.encryption = 'required';
      const failure = failureOf(await sqlConnection(server, off).open());
      expect([failure.code, failure.errorMessage]).toEqual([
        'driver-error',
        expect.stringContaining('requires encryption'),
      ]);
    },
  );

  it.each(['', 'TrustServerCertificate=false'])(
    'is not given up where the server does not support it (%j): no login in clear',
    async (trust) => {
      server.encryption = 'unsupported';
      const failure = failureOf(await sqlConnection(server, trust).open());
      expect([failure.code, failure.errorMessage]).toEqual([
        'unsupported-setting',
        expect.stringContaining('The server does not encrypt'),
      ]);
      expect([server.listener.accepted, server.journal.logins]).toEqual([1, []]);
      await expect.poll(() => server.listener.open).toBe(0);
    },
  );

  it('is not given up later either, when the pool grows', async () => {
    await using connection = await openedSql(server);
    server.encryption = 'unsupported';
    const failure = failureOf(await connection.execute((pool) => pool.query('SELECT 1')));
    expect([failure.code, failure.errorMessage]).toEqual([
      'connection-lost',
      expect.stringContaining('The server does not encrypt'),
    ]);
    expect(server.journal.logins).toHaveLength(1);
  });

  it('trusts the one certificate in Server Certificate', async () => {
    const [own, other] = ['own.pem', 'other.pem'].map((name) => join(folder, name)) as [string, string];
    writeFileSync(own, server.certificate);
    writeFileSync(other, createSelfSigned().cert);
    await using connection = await openedSql(
      server,
      `TrustServerCertificate=false;Server Certificate=${own}`,
    );
    expect([connection.state, lastLogin()?.encrypted]).toEqual(['Open', true]);
    const wrong = sqlConnection(server, `TrustServerCertificate=false;Server Certificate=${other}`);
    expect(failureOf(await wrong.open()).errorMessage).toContain('self-signed certificate');
    const elsewhere = `Host Name In Certificate=elsewhere.example;Server Certificate=${own}`;
    const misnamed = sqlConnection(server, `TrustServerCertificate=false;${elsewhere}`);
    expect(failureOf(await misnamed.open()).errorMessage).toContain('elsewhere.example');
    writeFileSync(other, 'no certificate');
    expect(failureOf(await wrong.open()).code).toBe('invalid-configuration');
  });
});
