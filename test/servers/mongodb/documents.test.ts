import { Binary, Decimal128, Double, Int32, Long, ObjectId, UUID } from 'bson';
import type { Collection, Db } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MongoDbServer } from './mongodb-server.ts';
import { clientOf, type TestClient } from './test-client.ts';

describe('documents', () => {
  let server: MongoDbServer;
  let client: TestClient;
  let db: Db;
  let items: Collection;

  beforeEach(async () => {
    server = await MongoDbServer.start();
    client = clientOf(server);
    db = client.mongo.db('shop');
    items = db.collection('items');
  });
  afterEach(async () => {
    await client[Symbol.asyncDispose]();
    await server.close();
  });

  it('finds again what was inserted, and nothing else', async () => {
    const { insertedId } = await items.insertOne({ name: 'lamp', price: 12.5 });
    await items.insertOne({ name: 'desk', price: 80 });
    expect(await items.findOne({ name: 'lamp' })).toEqual({ _id: insertedId, name: 'lamp', price: 12.5 });
    expect(await items.findOne({ name: 'chair' })).toBeNull();
    expect(await db.collection('other').findOne({ name: 'lamp' })).toBeNull();
  });

  it('keeps every BSON type', async () => {
    const document = {
      _id: new ObjectId(),
      int: new Int32(1),
      double: new Double(1),
      long: Long.fromString('9007199254740993'),
      decimal: Decimal128.fromString('1.10'),
      uuid: new UUID(),
      date: new Date(1234),
      bytes: new Binary(Buffer.from([0, 255])),
      nothing: null,
      nested: { list: [1, 'two', { three: 3 }] },
    };
    await items.insertOne(document);
    const exact = await items.findOne({}, { promoteValues: false });
    expect(exact).toMatchObject({ int: new Int32(1), double: new Double(1), long: document.long });
    expect(await items.findOne()).toEqual({ ...document, int: 1, double: 1 });
  });

  it('compares numbers by value, looks into arrays and nested documents, takes a missing field for null', async () => {
    await items.insertMany([
      { _id: new ObjectId(), n: 1, tags: ['a', 'b'], at: { city: 'Ulm' } },
      { _id: new ObjectId(), n: 2, tags: [], lines: [{ sku: 'x' }, { sku: 'y' }] },
    ]);
    const count = (filter: object): Promise<number> => items.countDocuments(filter);
    expect(await count({ n: new Double(1) })).toBe(1);
    expect(await count({ n: Long.fromNumber(2) })).toBe(1);
    expect(await count({ tags: 'b' })).toBe(1);
    expect(await count({ tags: ['a', 'b'] })).toBe(1);
    expect(await count({ 'at.city': 'Ulm' })).toBe(1);
    expect(await count({ 'lines.sku': 'y', n: { $eq: 2 } })).toBe(1);
    expect(await count({ at: null })).toBe(1);
    expect(await count({ at: { city: 'Bonn' } })).toBe(0);
  });

  it.each([{ n: { $gt: 1 } }, { $or: [{ n: 1 }] }, { n: /x/ }])('refuses the filter %o', async (filter) => {
    await items.insertOne({ n: 1 });
    await expect(items.find(filter).toArray()).rejects.toMatchObject({ code: 2, codeName: 'BadValue' });
  });

  it('refuses what it would have to ignore', async () => {
    await expect(items.find().sort({ n: 1 }).toArray()).rejects.toMatchObject({ codeName: 'NotImplemented' });
    await expect(items.aggregate([{ $lookup: {} }]).toArray()).rejects.toMatchObject({ code: 40324 });
    await expect(items.aggregate([{ $group: { _id: '$n' } }]).toArray()).rejects.toMatchObject({ code: 238 });
    await expect(items.updateOne({}, { $set: { n: 1 } })).rejects.toMatchObject({ code: 59 });
  });

  it('refuses a second document with the same _id, and stops an ordered batch there', async () => {
    const batch = [
      { _id: new ObjectId() },
      { _id: new Int32(7) },
      { _id: new Double(7) },
      { _id: new ObjectId() },
    ];
    const ordered = await items.insertMany(batch as object[]).catch((error: unknown) => error);
    expect(ordered).toMatchObject({ code: 11000, result: { insertedCount: 2 } });
    expect(await items.countDocuments()).toBe(2);
    const unordered = await items
      .insertMany(batch as object[], { ordered: false })
      .catch((error: unknown) => error);
    expect(unordered).toMatchObject({ writeErrors: [{ index: 0 }, { index: 1 }, { index: 2 }] });
    expect(await items.countDocuments()).toBe(3);
  });

  it('takes a bulk of documents as a document sequence and gives it back in batches', async () => {
    const documents = Array.from({ length: 2500 }, (_, n) => ({ n, text: 'x'.repeat(200) }));
    expect((await items.insertMany(documents)).insertedCount).toBe(2500);
    const found = await items.find({}, { batchSize: 1000 }).toArray();
    expect(found.map((document) => document['n'])).toEqual(documents.map(({ n }) => n));
    expect(server.journal.received('getMore')).toHaveLength(2);
    expect(server.openCursors).toBe(0);
  });

  it('keeps a cursor until it is read to the end or killed', async () => {
    await items.insertMany(Array.from({ length: 10 }, (_, n) => ({ n })));
    const cursor = items.find({}, { batchSize: 3 });
    expect(await cursor.next()).toMatchObject({ n: 0 });
    expect(server.openCursors).toBe(1);
    await cursor.close();
    expect(server.openCursors).toBe(0);
    await expect(db.command({ getMore: Long.fromNumber(99), collection: 'items' })).rejects.toMatchObject({
      code: 43,
      codeName: 'CursorNotFound',
    });
  });

  it('skips, limits, counts and aggregates', async () => {
    await items.insertMany(Array.from({ length: 10 }, (_, n) => ({ n, even: n % 2 === 0 })));
    expect(
      await items
        .find()
        .skip(2)
        .limit(3)
        .map((document) => document['n'])
        .toArray(),
    ).toEqual([2, 3, 4]);
    expect(await items.estimatedDocumentCount()).toBe(10);
    expect(await items.countDocuments({ even: true }, { skip: 1, limit: 3 })).toBe(3);
    expect(await items.aggregate([{ $match: { even: true } }, { $count: 'many' }]).toArray()).toEqual([
      { many: 5 },
    ]);
  });

  it('deletes one or all, and drops a collection', async () => {
    await items.insertMany([{ a: 1 }, { a: 1 }, { a: 1 }, { a: 2 }]);
    expect((await items.deleteOne({ a: 1 })).deletedCount).toBe(1);
    expect((await items.deleteMany({ a: 1 })).deletedCount).toBe(2);
    expect(await items.countDocuments()).toBe(1);
    expect(await items.drop()).toBe(true);
    expect(await items.countDocuments()).toBe(0);
  });

  it('executes an unacknowledged write without an answer', async () => {
    const answer = await items.insertOne({ quiet: true }, { writeConcern: { w: 0 } });
    expect(answer.acknowledged).toBe(false);
    await expect.poll(() => items.countDocuments({ quiet: true })).toBe(1);
  });

  it('answers the administrative commands from its state', async () => {
    const status = await db.admin().serverStatus();
    expect(status).toMatchObject({ host: server.address, process: 'mongod', connections: { current: 2 } });
    expect(await db.admin().buildInfo()).toMatchObject({ versionArray: [7, 0, 0, 0], ok: 1 });
    await expect(db.command({ frobnicate: 1 })).rejects.toMatchObject({
      code: 59,
      codeName: 'CommandNotFound',
    });
  });
});
