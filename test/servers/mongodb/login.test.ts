import type { MongoClientOptions } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MongoDbServer } from './mongodb-server.ts';
import { clientOf } from './test-client.ts';

const password = 'pâss,wörd=1 %';
const app = { username: 'app', password };

describe('login', () => {
  let server: MongoDbServer;

  beforeEach(async () => {
    server = await MongoDbServer.start({ users: { app: password, 'a,b=c': 'x' } });
  });
  afterEach(() => server.close());

  async function findAs(options: MongoClientOptions): Promise<unknown> {
    await using client = clientOf(server, options);
    return await client.mongo
      .db('shop')
      .collection('items')
      .find()
      .toArray()
      .catch((error: unknown) => error);
  }

  it('lets the right password in, by SCRAM-SHA-256', async () => {
    expect(await findAs({ auth: app })).toEqual([]);
    expect(server.journal.authentications).toEqual([
      { connectionId: expect.any(Number), user: 'app', mechanism: 'SCRAM-SHA-256', succeeded: true },
    ]);
  });

  it('speculates inside hello: one round trip follows it', async () => {
    await findAs({ auth: app });
    expect(server.journal.received('saslStart')).toHaveLength(0);
    expect(server.journal.received('saslContinue')).toHaveLength(1);
  });

  it('lets in a user whose name needs escaping', async () => {
    expect(await findAs({ auth: { username: 'a,b=c', password: 'x' } })).toEqual([]);
    expect(server.journal.authentications).toMatchObject([{ user: 'a,b=c', succeeded: true }]);
  });

  it.each<[string, MongoClientOptions]>([
    ['a wrong password', { auth: { ...app, password: `${password}!` } }],
    ['an unknown user', { auth: { ...app, username: 'nobody' } }],
    ['another database', { auth: app, authSource: 'shop' }],
    ['another mechanism', { auth: app, authMechanism: 'SCRAM-SHA-1' }],
  ])('refuses %s with code 18', async (_what, options) => {
    const error = await findAs(options);
    expect(error).toMatchObject({ code: 18, codeName: 'AuthenticationFailed' });
    expect(server.journal.authentications.map(({ succeeded }) => succeeded)).toEqual([false]);
    expect(server.journal.received('find')).toEqual([]);
  });

  it('refuses a command before the login with code 13, but answers hello, ping and buildInfo', async () => {
    expect(await findAs({})).toMatchObject({ code: 13, codeName: 'Unauthorized' });
    await using client = clientOf(server);
    expect(await client.mongo.db('admin').command({ ping: 1 })).toEqual({ ok: 1 });
    expect(await client.mongo.db('admin').command({ buildInfo: 1 })).toMatchObject({ version: '7.0.0' });
  });

  it('needs no login, and grants none, where there are no users', async () => {
    await using open = await MongoDbServer.start();
    await using anonymous = clientOf(open);
    expect(await anonymous.mongo.db('shop').collection('items').find().toArray()).toEqual([]);
    await using named = clientOf(open, { auth: app });
    await expect(named.mongo.connect()).rejects.toMatchObject({ code: 18 });
  });
});
