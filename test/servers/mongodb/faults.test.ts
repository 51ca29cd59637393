import { setTimeout as delay } from 'node:timers/promises';
import {
  type Collection,
  MongoNetworkError,
  MongoNetworkTimeoutError,
  MongoParseError,
  MongoServerSelectionError,
} from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MongoDbServer } from './mongodb-server.ts';
import { clientOf, type TestClient } from './test-client.ts';

/** How a promise ended and after how many milliseconds. */
async function outcome(promise: Promise<unknown>): Promise<{ error: unknown; value: unknown; ms: number }> {
  const started = performance.now();
  const [value, error] = await promise.then(
    (result) => [result, undefined],
    (problem: unknown) => [undefined, problem],
  );
  return { value, error, ms: performance.now() - started };
}

describe('faults of the whole server', () => {
  let server: MongoDbServer;

  beforeEach(async () => {
    server = await MongoDbServer.start();
  });
  afterEach(() => server.close());

  it.each([{ kind: 'refuse' }, { kind: 'stall' }, { kind: 'reset', afterBytes: 20 }] as const)(
    '$kind: the driver fails after serverSelectionTimeoutMS, and connects once the fault is over',
    async (fault) => {
      await server.listener.inject(fault);
      await using client = clientOf(server, { serverSelectionTimeoutMS: 300 });
      const { error, ms } = await outcome(client.mongo.connect());
      expect(error).toBeInstanceOf(MongoServerSelectionError);
      expect(ms).toBeGreaterThan(290);
      expect(ms).toBeLessThan(1500);
      expect(server.listener.accepted > 0).toBe(fault.kind !== 'refuse');
      await server.listener.clear();
      await using later = clientOf(server);
      await later.mongo.connect();
    },
  );

  it('slow: every answer comes late', async () => {
    await server.listener.inject({ kind: 'slow', delayMs: 60 });
    await using client = clientOf(server);
    await client.mongo.connect();
    const { ms } = await outcome(client.mongo.db('admin').command({ ping: 1 }));
    expect(ms).toBeGreaterThan(55);
  });

  it('death: what was open breaks, and nothing is left open', async () => {
    await using client = clientOf(server, { serverSelectionTimeoutMS: 300 });
    await client.mongo.connect();
    await client.mongo.db('shop').collection('items').insertOne({ n: 1 });
    expect(server.listener.open).toBe(2);
    await server.listener.inject({ kind: 'refuse' });
    expect(server.listener.killAll()).toBe(2);
    const { error } = await outcome(client.mongo.db('shop').collection('items').findOne());
    expect(error).toBeInstanceOf(Error);
    await expect.poll(() => server.listener.open).toBe(0);
    await server.listener.clear();
    await expect
      .poll(async () => (await outcome(client.mongo.db('shop').collection('items').findOne())).value, {
        timeout: 3000,
      })
      .toMatchObject({ n: 1 });
  });

  it('closing a client leaves no connection behind', async () => {
    const client = clientOf(server);
    await client.mongo.connect();
    await client.mongo.db('shop').collection('items').findOne();
    await client[Symbol.asyncDispose]();
    await expect.poll(() => server.journal.received('endSessions')).toHaveLength(1);
    await expect.poll(() => server.listener.open).toBe(0);
  });
});

describe('faults of one command', () => {
  let server: MongoDbServer;
  let client: TestClient;
  let items: Collection;

  beforeEach(async () => {
    server = await MongoDbServer.start();
    client = clientOf(server, { retryReads: false });
    items = client.mongo.db('shop').collection('items');
    await items.insertOne({ n: 1 });
  });
  afterEach(async () => {
    await client[Symbol.asyncDispose]();
    await server.close();
  });

  it('error: is answered as given, once, and the command is not executed', async () => {
    const labels = ['TransientTransactionError'];
    server.faults.inject('insert', { kind: 'error', code: 112, codeName: 'WriteConflict', labels });
    const { error } = await outcome(items.insertOne({ n: 2 }));
    expect(error).toMatchObject({ code: 112, codeName: 'WriteConflict', errorLabels: labels });
    expect(await items.countDocuments()).toBe(1);
    await items.insertOne({ n: 2 });
    expect(await items.countDocuments()).toBe(2);
  });

  it('error: is retried by the driver where it retries reads', async () => {
    await using retrying = clientOf(server);
    server.faults.inject('find', { kind: 'error', code: 11600, codeName: 'InterruptedAtShutdown' });
    expect(await retrying.mongo.db('shop').collection('items').findOne()).toMatchObject({ n: 1 });
    expect(server.journal.received('find')).toHaveLength(2);
  });

  it('stall: other commands are answered meanwhile', async () => {
    server.faults.inject('find', { kind: 'stall' });
    // `timeoutMS` has no effect in this driver (7.9): an AbortSignal or socketTimeoutMS ends the wait.
    const { error, ms } = await outcome(items.find({}, { signal: AbortSignal.timeout(200) }).toArray());
    expect(error).toMatchObject({ name: 'MongoOperationTimeoutError' });
    expect(ms).toBeGreaterThan(190);
    expect(ms).toBeLessThan(1000);
    expect(await items.findOne()).toMatchObject({ n: 1 });
  });

  it('stall: socketTimeoutMS closes the connection', async () => {
    await using impatient = clientOf(server, { retryReads: false, socketTimeoutMS: 200 });
    server.faults.inject('find', { kind: 'stall' });
    const { error, ms } = await outcome(impatient.mongo.db('shop').collection('items').findOne());
    expect(error).toBeInstanceOf(MongoNetworkTimeoutError);
    expect(ms).toBeLessThan(1000);
  });

  it('slow: the answer comes late, but comes', async () => {
    server.faults.inject('find', { kind: 'slow', delayMs: 100 });
    const { value, ms } = await outcome(items.findOne());
    expect(value).toMatchObject({ n: 1 });
    expect(ms).toBeGreaterThan(95);
  });

  it.each([0, 30])('reset: after %i bytes of the answer to an executed command', async (afterBytes) => {
    server.faults.inject('insert', { kind: 'reset', afterBytes });
    const { error } = await outcome(items.insertOne({ n: 2 }));
    expect(error).toBeInstanceOf(MongoNetworkError);
    expect(error).toMatchObject({ cause: { code: 'ECONNRESET' } });
    await expect.poll(() => items.countDocuments({ n: 2 })).toBe(1);
  });

  it('garbage: the driver drops the connection', async () => {
    server.faults.inject('find', { kind: 'garbage' });
    expect((await outcome(items.findOne())).error).toBeInstanceOf(MongoParseError);
    expect(await items.findOne()).toMatchObject({ n: 1 });
  });

  it('garbage to every hello: no MongoDB at all', async () => {
    server.faults.inject('hello', { kind: 'garbage' }, Number.POSITIVE_INFINITY);
    await using stranger = clientOf(server, { serverSelectionTimeoutMS: 300 });
    expect((await outcome(stranger.mongo.connect())).error).toMatchObject({
      name: 'MongoServerSelectionError',
      cause: { name: 'MongoParseError' },
    });
    server.faults.clear();
    await using welcome = clientOf(server);
    await welcome.mongo.connect();
  });

  it('a stalled command does not keep the server from closing', async () => {
    server.faults.inject('find', { kind: 'stall' });
    const pending = outcome(items.findOne());
    await expect.poll(() => server.journal.received('find')).toHaveLength(1);
    await delay(20);
    await server.close();
    expect((await pending).error).toBeInstanceOf(MongoNetworkError);
  });
});
