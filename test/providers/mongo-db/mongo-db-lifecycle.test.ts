import type { Db } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MongoDbServer } from '../../servers/mongodb/mongodb-server.ts';
import { failureOf, timed, unwrap } from '../support/outcome.ts';
import { recordStates } from '../support/traces.ts';
import { mongoConnection, openedMongo } from './mongo-connection.ts';

const FOREVER = Number.POSITIVE_INFINITY;

describe('MongoDbConnection: lifecycle and faults, with the published driver', () => {
  let server: MongoDbServer;

  beforeEach(async () => {
    server = await MongoDbServer.start({ users: { app: 'secret' } });
  });
  afterEach(() => server.close());

  const url = (password = 'secret', given = server) =>
    given.url.replace('://', `://app:${password}@`).concat('/?authSource=admin');
  const allClosed = () => expect.poll(() => server.listener.open, { timeout: 3000 }).toBe(0);
  const find = (db: Db) => db.collection('items').find().toArray();

  it('opens, executes, tests, describes itself and closes', async () => {
    const connection = mongoConnection(url());
    const states = recordStates(connection);
    unwrap(await connection.open());
    const found = await connection.execute(async (db) => {
      await db.collection('items').insertOne({ n: 1 });
      return db.collection('items').findOne({ n: 1 });
    });
    expect(unwrap(found)).toMatchObject({ n: 1 });
    unwrap(await connection.testConnection());
    expect(server.journal.received('ping').at(-1)?.database).toBe('shop');
    expect(unwrap(await connection.getMetadata())).toEqual({
      systemName: 'MongoDB',
      version: '7.0.0',
      databaseName: 'shop',
      properties: { gitVersion: 'in-process test server', maxConnectionPoolSize: 100, isReadOnly: false },
    });
    unwrap(await connection.close());
    expect(states.at(-1)).toBe('Closed');
    await allClosed();
  });

  it('hands out the client with the database', async () => {
    const connection = await openedMongo(url());
    const other = await connection.execute((db) => db.client.db('other').collection('x').countDocuments());
    expect(unwrap(other)).toBe(0);
    await connection.dispose();
  });

  it('tests a closed connection on a temporary client', async () => {
    const connection = mongoConnection(url());
    unwrap(await connection.testConnection());
    expect(connection.state).toBe('Created');
    await allClosed();
  });

  it('refuses a wrong password once, and leaves no socket behind', async () => {
    const connection = mongoConnection(url('wrong'));
    const { value, ms } = await timed(connection.open());
    expect(failureOf(value)).toMatchObject({ code: 'authentication', exception: { code: 18 } });
    expect(ms).toBeLessThan(1500);
    expect(failureOf(await connection.testConnection()).code).toBe('authentication');
    expect(server.journal.authentications.map(({ succeeded }) => succeeded)).toEqual([false, false]);
    await allClosed();
  });

  it('says a command without a login as authentication', async () => {
    const connection = await openedMongo(server.url);
    expect(failureOf(await connection.execute(find))).toMatchObject({
      code: 'authentication',
      exception: { code: 13 },
    });
    expect(connection.state).toBe('Open');
    await connection.dispose();
  });

  it('fails for an absent server within the configured time, and says why', async () => {
    await server.listener.inject({ kind: 'refuse' });
    const { value, ms } = await timed(mongoConnection(url(), { connectTimeoutSeconds: 1 }).open());
    const failure = failureOf(value);
    expect([failure.code, failure.errorMessage]).toEqual([
      'transient',
      expect.stringContaining('ECONNREFUSED'),
    ]);
    expect(ms).toBeLessThan(1300);
  });

  it('gives up on a silent server within the configured time, and leaves no socket behind', async () => {
    await server.listener.inject({ kind: 'stall' });
    const { value, ms } = await timed(mongoConnection(url(), { connectTimeoutSeconds: 1 }).open());
    expect(failureOf(value).code).toBe('timeout');
    expect([ms > 800, ms < 1500]).toEqual([true, true]);
    await allClosed();
  });

  it('obeys a shorter time in the URL', async () => {
    await server.listener.inject({ kind: 'stall' });
    const { value, ms } = await timed(mongoConnection(`${url()}&serverSelectionTimeoutMS=200`).open());
    expect(failureOf(value).code).toBe('timeout');
    expect(ms).toBeLessThan(1000);
    await allClosed();
  });

  it('closes its sockets when the opening is aborted, and when the connection is closed meanwhile', async () => {
    await server.listener.inject({ kind: 'stall' });
    const controller = new AbortController();
    const connection = mongoConnection(url());
    const opening = connection.open({ signal: controller.signal });
    await expect.poll(() => server.listener.open).toBeGreaterThan(0);
    controller.abort();
    expect(failureOf(await opening).code).toBe('aborted');
    await allClosed();
    const again = connection.open();
    await expect.poll(() => server.listener.open).toBeGreaterThan(0);
    unwrap(await connection.close());
    expect(failureOf(await again).code).toBe('aborted');
    await allClosed();
  });

  it('does not take garbage for an answer', async () => {
    server.faults.inject('hello', { kind: 'garbage' }, FOREVER);
    expect(failureOf(await mongoConnection(url(), { connectTimeoutSeconds: 1 }).open()).code).toBe(
      'transient',
    );
    await allClosed();
  });

  it('is Broken after the server died, and opens again', async () => {
    const connection = await openedMongo(url(), { connectTimeoutSeconds: 1 });
    unwrap(await connection.execute(find));
    await server.listener.inject({ kind: 'refuse' });
    server.listener.killAll();
    const { value, ms } = await timed(connection.execute(find));
    expect(failureOf(value).code).toBe('connection-lost');
    expect(ms).toBeLessThan(2500);
    expect(connection.state).toBe('Broken');
    await server.listener.clear();
    unwrap(await connection.open());
    unwrap(await connection.execute(find));
    await connection.dispose();
    await allClosed();
  });

  it('is Broken once the caller has closed the client', async () => {
    const connection = await openedMongo(url());
    unwrap(await connection.execute((db) => db.client.close()));
    expect(failureOf(await connection.execute((db) => db.command({ ping: 1 }))).code).toBe('connection-lost');
    expect(connection.state).toBe('Broken');
    unwrap(await connection.open());
    await connection.dispose();
  });

  it.each([
    [{ code: 91, codeName: 'ShutdownInProgress' }, 'transient'],
    [{ code: 112, codeName: 'WriteConflict' }, 'transient'],
    [{ code: 18, codeName: 'AuthenticationFailed' }, 'authentication'],
    [{ code: 2, codeName: 'BadValue' }, 'driver-error'],
  ] as const)('says %o as %s', async (error, code) => {
    const connection = await openedMongo(url());
    server.faults.inject('find', { kind: 'error', ...error }, FOREVER);
    expect(failureOf(await connection.execute(find)).code).toBe(code);
    expect(connection.state).toBe('Open');
    await connection.dispose();
  });

  it('ends an operation that is given the signal', async () => {
    const connection = await openedMongo(url());
    server.faults.inject('find', { kind: 'stall' });
    const controller = new AbortController();
    const pending = connection.execute((db, { signal }) => db.collection('items').findOne({}, { signal }), {
      signal: controller.signal,
    });
    await expect.poll(() => server.journal.received('find').length).toBe(1);
    controller.abort();
    expect(failureOf(await pending).code).toBe('aborted');
    await expect.poll(() => connection.state).toBe('Open');
    unwrap(await connection.execute(find));
    unwrap(await connection.close());
    await allClosed();
  });

  it('closes in time under a server that says nothing any more', async () => {
    const connection = await openedMongo(url());
    unwrap(await connection.execute(find));
    await server.listener.inject({ kind: 'stall' });
    const pending = connection.execute(find);
    const { value, ms } = await timed(connection.close({ signal: AbortSignal.timeout(50) }));
    unwrap(value);
    expect(ms).toBeLessThan(1500);
    expect(failureOf(await pending).code).toBe('aborted');
  });

  it('opens a hundred times at once by one client', async () => {
    const connection = mongoConnection(url());
    const results = await Promise.all(Array.from({ length: 100 }, () => connection.open()));
    expect(results.every(({ isSuccess }) => isSuccess)).toBe(true);
    expect(server.journal.authentications).toHaveLength(1);
    await connection.dispose();
    await allClosed();
  });
});
