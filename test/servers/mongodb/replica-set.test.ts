import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MongoDbServer, ReplicaSet } from './mongodb-server.ts';
import { clientOf } from './test-client.ts';

describe('replica set', () => {
  let primary: MongoDbServer;
  let secondary: MongoDbServer;

  beforeEach(async () => {
    const replicaSet = new ReplicaSet();
    primary = await MongoDbServer.start({ replicaSet });
    secondary = await MongoDbServer.start({ replicaSet });
  });
  afterEach(async () => {
    await primary.close();
    await secondary.close();
  });

  it('sends reads where the read preference wants them, and says so on the wire', async () => {
    await using client = clientOf(primary, { readPreference: 'secondary' });
    const items = client.mongo.db('shop').collection('items');
    await items.insertOne({ n: 1 });
    expect(await items.findOne()).toMatchObject({ n: 1 });
    expect(await items.findOne({}, { readPreference: 'primary' })).toMatchObject({ n: 1 });
    expect(secondary.journal.received().map(({ name, readPreference }) => [name, readPreference])).toEqual([
      ['find', 'secondary'],
    ]);
    expect(primary.journal.received().map(({ name, readPreference }) => [name, readPreference])).toEqual([
      ['insert', undefined],
      ['find', undefined],
    ]);
  });

  it('tells a standalone server nothing of the read preference', async () => {
    await using standalone = await MongoDbServer.start();
    await using client = clientOf(standalone, { readPreference: 'secondaryPreferred' });
    await client.mongo.db('shop').collection('items').findOne();
    expect(standalone.journal.received('find')).toMatchObject([{ readPreference: undefined }]);
  });

  it('refuses writes on a secondary', async () => {
    await using client = clientOf(secondary, { directConnection: true, readPreference: 'secondary' });
    const items = client.mongo.db('shop').collection('items');
    expect(await items.findOne()).toBeNull();
    await expect(items.insertOne({ n: 1 })).rejects.toMatchObject({
      code: 10107,
      codeName: 'NotWritablePrimary',
    });
  });

  it('executes a write once that the driver sent twice', async () => {
    await using client = clientOf(primary);
    const items = client.mongo.db('shop').collection('items');
    await items.insertOne({ n: 1 });
    primary.faults.inject('insert', { kind: 'reset', afterBytes: 0 });
    expect(await items.insertOne({ n: 2 })).toMatchObject({ acknowledged: true });
    const [, first, second] = primary.journal.received('insert');
    expect(first?.command['txnNumber']).toBe(second?.command['txnNumber']);
    expect(await items.countDocuments({ n: 2 })).toBe(1);
  });

  it('refuses a transaction and says that there is none to end', async () => {
    await using client = clientOf(primary);
    const session = client.mongo.startSession();
    session.startTransaction();
    const items = client.mongo.db('shop').collection('items');
    await expect(items.insertOne({ n: 1 }, { session })).rejects.toMatchObject({ code: 263 });
    await expect(items.findOne({}, { session })).rejects.toMatchObject({ code: 251 });
    await session.abortTransaction();
    expect(primary.journal.received('abortTransaction')).toHaveLength(1);
    const command = client.mongo.db('admin').command({ commitTransaction: 1 });
    await expect(command).rejects.toMatchObject({ code: 251, codeName: 'NoSuchTransaction' });
    expect(await items.countDocuments()).toBe(0);
    await session.endSession();
  });
});

describe('streamed hello', () => {
  it('goes on answering one request, one answer each heartbeat', async () => {
    await using server = await MongoDbServer.start();
    await using client = clientOf(server, { heartbeatFrequencyMS: 500 });
    const beats: boolean[] = [];
    client.mongo.on('serverHeartbeatSucceeded', ({ awaited }) => beats.push(awaited));
    await client.mongo.connect();
    await expect.poll(() => beats.length, { timeout: 4000 }).toBeGreaterThan(3);
    expect(beats.slice(0, 4)).toEqual([true, true, true, true]);
    const awaiting = server.journal.received('hello').filter(({ command }) => 'maxAwaitTimeMS' in command);
    expect(awaiting).toHaveLength(1);
  });

  it('stops when a fault breaks it, and the driver notices', async () => {
    await using server = await MongoDbServer.start();
    await using client = clientOf(server, { heartbeatFrequencyMS: 500 });
    const failures: string[] = [];
    client.mongo.on('serverHeartbeatFailed', ({ failure }) => failures.push(failure.message));
    await client.mongo.connect();
    server.faults.inject('hello', {
      kind: 'error',
      code: 91,
      codeName: 'ShutdownInProgress',
      message: 'going',
    });
    server.listener.killAll();
    await expect.poll(() => failures, { timeout: 3000 }).toContain('going');
  });
});
