import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { connect, TLSSocket } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { FaultyListener } from './faulty-listener.ts';
import { createSelfSigned } from './self-signed.ts';

describe('createSelfSigned', () => {
  it('is a valid certificate for the loopback names, signed by its own key', () => {
    const certificate = new X509Certificate(createSelfSigned().cert);
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(new Date(certificate.validFrom).getTime()).toBeLessThan(Date.now());
    expect(new Date(certificate.validTo).getTime()).toBeGreaterThan(Date.now());
  });

  it('serves TLS over a listener, trusted by a client that is given it as CA and by no other', async () => {
    const identity = createSelfSigned();
    await using listener = await FaultyListener.start((connection) => {
      const stream = new TLSSocket(connection, { isServer: true, ...identity });
      stream.on('error', () => undefined);
      stream.on('data', (bytes: Buffer) => stream.write(bytes));
    });
    const trusting = connect({ host: listener.host, port: listener.port, ca: identity.cert });
    await once(trusting, 'secureConnect');
    trusting.write('over TLS');
    expect(String((await once(trusting, 'data'))[0])).toBe('over TLS');
    trusting.destroy();
    const [error] = await once(connect({ host: listener.host, port: listener.port }), 'error');
    expect(error).toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  it('can be for the wrong host', async () => {
    const identity = createSelfSigned('elsewhere.example');
    await using listener = await FaultyListener.start((connection) => {
      new TLSSocket(connection, { isServer: true, ...identity }).on('error', () => undefined);
    });
    const client = connect({ host: listener.host, port: listener.port, ca: identity.cert });
    const [error] = await once(client, 'error');
    expect(error).toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });
});
