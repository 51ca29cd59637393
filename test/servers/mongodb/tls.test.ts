import { describe, expect, it } from 'vitest';
import { createSelfSigned } from '../support/self-signed.ts';
import { MongoDbServer } from './mongodb-server.ts';
import { clientOf } from './test-client.ts';

describe('TLS', () => {
  const tls = createSelfSigned();

  it('carries login, documents and faults', async () => {
    await using server = await MongoDbServer.start({ tls, users: { app: 'secret' } });
    await using client = clientOf(server, {
      tls: true,
      ca: tls.cert,
      auth: { username: 'app', password: 'secret' },
    });
    const items = client.mongo.db('shop').collection('items');
    await items.insertOne({ n: 1 });
    expect(await items.findOne()).toMatchObject({ n: 1 });
    server.faults.inject('insert', { kind: 'reset', afterBytes: 10 });
    await expect(items.insertOne({ n: 2 })).rejects.toMatchObject({ name: 'MongoNetworkError' });
    expect(await items.countDocuments()).toBe(2);
    await client.mongo.close();
    await expect.poll(() => server.listener.open).toBe(0);
  });

  it.each([
    ['a certificate that nobody vouches for', { tls: true }, createSelfSigned()],
    ['a certificate for another host', { tls: true, ca: '' }, createSelfSigned('elsewhere.example')],
    ['no TLS where the client wants it', { tls: true }, undefined],
    ['TLS where the client wants none', {}, createSelfSigned()],
  ])('does not let a client connect over %s', async (_what, options, identity) => {
    await using server = await MongoDbServer.start(identity === undefined ? {} : { tls: identity });
    const ca = 'ca' in options && identity !== undefined ? { ca: identity.cert } : {};
    await using client = clientOf(server, { ...options, ...ca, serverSelectionTimeoutMS: 300 });
    await expect(client.mongo.connect()).rejects.toMatchObject({ name: 'MongoServerSelectionError' });
    expect(server.journal.commands).toEqual([]);
    await client.mongo.close();
    await expect.poll(() => server.listener.open).toBe(0);
  });
});
