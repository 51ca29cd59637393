import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqlServerTestServer } from './server.ts';
import { testPool, withPool } from './test-pool.ts';

const LONG = 'Ω'.repeat(50_000);

describe('encryption', () => {
  let server: SqlServerTestServer;

  beforeEach(async () => {
    server = await SqlServerTestServer.start();
  });
  afterEach(() => server.close());

  async function echo(options: object): Promise<unknown> {
    return withPool(
      server,
      async (pool) => (await pool.request().input('text', LONG).query('SELECT @text AS text')).recordset[0],
      { options },
    );
  }

  it('runs TLS where the client asks for it, messages of many packets included', async () => {
    expect(await echo({ encrypt: true, trustServerCertificate: true })).toEqual({ text: LONG });
    expect(server.journal.logins.at(-1)).toMatchObject({ encryptionAsked: true, encrypted: true });
  });

  it('has a certificate that verifies against itself', async () => {
    const cryptoCredentialsDetails = { ca: server.certificate };
    await echo({ encrypt: true, trustServerCertificate: false, cryptoCredentialsDetails });
    expect(server.journal.logins.at(-1)).toMatchObject({ encrypted: true });
  });

  it('hears of no login from a client that does not trust the certificate', async () => {
    const pool = testPool(server, { options: { encrypt: true, trustServerCertificate: false } });
    await expect(pool.connect()).rejects.toThrow(/self-signed certificate/);
    expect(server.journal.logins).toEqual([]);
    await expect.poll(() => server.listener.open).toBe(0);
  });

  it('shows a driver that goes on in clear when encryption is not supported', async () => {
    server.encryption = 'unsupported';
    expect(await echo({ encrypt: true, trustServerCertificate: false })).toEqual({ text: LONG });
    expect(server.journal.logins.at(-1)).toMatchObject({ encryptionAsked: true, encrypted: false });
  });

  it('can insist on encryption', async () => {
    server.encryption = 'required';
    await expect(testPool(server).connect()).rejects.toMatchObject({ code: 'EENCRYPT' });
    await echo({ encrypt: true, trustServerCertificate: true });
    expect(server.journal.logins.map(({ encrypted }) => encrypted)).toEqual([true, true]);
  });

  it('refuses a wrong password through TLS', async () => {
    const pool = testPool(server, {
      password: 'no',
      options: { encrypt: true, trustServerCertificate: true },
    });
    await expect(pool.connect()).rejects.toMatchObject({ code: 'ELOGIN' });
    expect(server.journal.logins).toMatchObject([{ password: 'no', encrypted: true, refusedWith: 18456 }]);
  });
});
