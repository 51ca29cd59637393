import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { clientArguments } from '../../../providers/src/mongo-db/client-options.ts';
import { MongoDbServer, ReplicaSet } from '../../servers/mongodb/mongodb-server.ts';
import { createSelfSigned } from '../../servers/support/self-signed.ts';
import { failureOf, unwrap } from '../support/outcome.ts';
import { everythingShown } from '../support/traces.ts';
import { mongoConnection, openedMongo } from './mongo-connection.ts';

const MARKER = 'm4rk3r:Pässw0rd/@?';

describe('MongoDbConnection: what the settings mean on the wire', () => {
  let server: MongoDbServer;

  beforeEach(async () => {
    server = await MongoDbServer.start();
  });
  afterEach(() => server.close());

  it('takes the connection string of the documentation', async () => {
    const DocumentStore = {
      connectionString: 'mongodb://localhost:27017',
      databaseName: 'MyAppDocs',
      maxConnectionPoolSize: 50,
      useTls: false,
    };
    const { connectionString, ...rest } = DocumentStore;
    const url = connectionString.replace('27017', String(server.listener.port));
    await using connection = await openedMongo(url, rest);
    const seen = await connection.execute(async (db) => {
      await db.collection('pages').insertOne({ n: 1 });
      return [db.client.options.maxPoolSize, db.client.options.tls];
    });
    expect(unwrap(seen)).toEqual([50, false]);
    expect(server.journal.received('insert')).toMatchObject([{ database: 'MyAppDocs' }]);
  });

  it('passes the options of the URL on, less those that fields beat', () => {
    const settings = { useTls: true, maxPoolSize: 7, isReadOnly: false, timeout: 1000 };
    const options = { tls: true, maxPoolSize: 7, serverSelectionTimeoutMS: 900, connectTimeoutMS: 1000 };
    expect(clientArguments('mongodb://h/?TLS=false&replicaSet=rs&ssl=true&w=1', settings)).toEqual({
      url: 'mongodb://h/?replicaSet=rs&w=1',
      options,
    });
    expect(clientArguments('mongodb://u:p%3F@h/db?tls=false', settings)).toEqual({
      url: 'mongodb://u:p%3F@h/db',
      options,
    });
    expect(clientArguments('mongodb://h', settings)).toEqual({ url: 'mongodb://h', options });
    const shorter = clientArguments(
      'mongodb://h/?serverselectiontimeoutms=5&connectTimeoutMS=99999',
      settings,
    );
    expect(shorter.options).toEqual({ ...options, serverSelectionTimeoutMS: 5 });
    expect(clientArguments('mongodb://h', { ...settings, timeout: undefined }).options).toEqual({
      tls: true,
      maxPoolSize: 7,
    });
  });

  it('keeps no more sockets than maxConnectionPoolSize', async () => {
    await using connection = await openedMongo(`${server.url}/?maxPoolSize=99`, { maxConnectionPoolSize: 2 });
    const ping = (db: Db) => db.command({ ping: 1 });
    const results = await Promise.all(Array.from({ length: 50 }, () => connection.execute(ping)));
    expect(results.every(({ isSuccess }) => isSuccess)).toBe(true);
    const pings = server.journal.received('ping').map(({ connectionId }) => connectionId);
    expect(new Set(pings).size).toBeLessThanOrEqual(2);
  });

  it('reports a text that is no URL without repeating it', async () => {
    const failure = failureOf(await mongoConnection(`mongo://app:${MARKER}@h`).open());
    expect(failure.code).toBe('invalid-configuration');
    expect(everythingShown(failure)).not.toContain('m4rk3r');
  });

  describe('useTls', () => {
    const tls = createSelfSigned();
    let folder: string;
    let secure: MongoDbServer;
    let trusting: string;

    beforeEach(async () => {
      folder = mkdtempSync(join(tmpdir(), 'mongo-db-'));
      const file = join(folder, 'ca.pem');
      writeFileSync(file, tls.cert);
      secure = await MongoDbServer.start({ tls });
      trusting = `${secure.url}/?tlsCAFile=${encodeURIComponent(file)}`;
    });
    afterEach(async () => {
      await secure.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it.each(['', '&tls=false', '&ssl=false'])('beats the URL (%j)', async (parameter) => {
      await using connection = await openedMongo(`${trusting}${parameter}`, { useTls: true });
      unwrap(await connection.testConnection());
    });

    it('checks the certificate, and says so', async () => {
      const failure = failureOf(
        await mongoConnection(`${secure.url}/?serverSelectionTimeoutMS=300`, { useTls: true }).open(),
      );
      expect([failure.code, failure.errorMessage]).toEqual([
        'driver-error',
        expect.stringContaining('self-signed'),
      ]);
      expect(secure.journal.commands).toEqual([]);
      await expect.poll(() => secure.listener.open).toBe(0);
    });

    it('is on unless it is turned off: nothing goes in clear', async () => {
      const connection = mongoConnection(`${server.url}/?tls=false&serverSelectionTimeoutMS=300`, {
        useTls: undefined,
      });
      expect(connection.configuration.useTls).toBe(true);
      expect((await connection.open()).isFailure).toBe(true);
      expect(server.journal.commands).toEqual([]);
    });

    it('turned off beats the URL, too', async () => {
      await using connection = await openedMongo(`${server.url}/?tls=true`, { useTls: false });
      expect(connection.state).toBe('Open');
    });
  });

  describe('ReadOnly', () => {
    const changes: Readonly<Record<string, (db: Db) => Promise<unknown>>> = {
      insert: (db) => db.collection('items').insertOne({ n: 1 }),
      update: (db) => db.collection('items').updateOne({ n: 1 }, { $set: { n: 2 } }),
      delete: (db) => db.collection('items').deleteMany({}),
      findAndModify: (db) => db.collection('items').findOneAndDelete({}),
      bulk: (db) => db.collection('items').bulkWrite([{ insertOne: { document: { n: 1 } } }]),
      create: (db) => db.createCollection('more'),
      createIndex: (db) => db.collection('items').createIndex({ n: 1 }),
      drop: (db) => db.collection('items').drop(),
      dropDatabase: (db) => db.dropDatabase(),
      rename: (db) => db.collection('items').rename('others'),
      out: (db) =>
        db
          .collection('items')
          .aggregate([{ $out: 'others' }])
          .toArray(),
      merge: (db) =>
        db
          .collection('items')
          .aggregate([{ $merge: 'others' }])
          .toArray(),
      command: (db) => db.command({ insert: 'items', documents: [{ n: 1 }] }),
      'another database': (db) => db.client.db('other').collection('items').insertOne({ n: 1 }),
    };

    it.each(Object.keys(changes))('sends no %s', async (name) => {
      await using connection = await openedMongo(server.url, { maxConnectionPoolSize: 1 }, 'ReadOnly');
      const refused = failureOf(await connection.execute(async (db) => changes[name]?.(db)));
      expect([refused.code, refused.errorMessage]).toEqual([
        'driver-error',
        expect.stringContaining('ReadOnly'),
      ]);
      const found = await connection.execute((db) => db.collection('items').find().toArray());
      expect(unwrap(found)).toEqual([]);
      expect(new Set(server.journal.received().map((command) => command.name))).toEqual(new Set(['find']));
      expect(connection.state).toBe('Open');
    });

    it('reads from a secondary, and says so on the wire', async () => {
      const replicaSet = new ReplicaSet();
      await using primary = await MongoDbServer.start({ replicaSet });
      await using secondary = await MongoDbServer.start({ replicaSet });
      const url = `${primary.url}/?replicaSet=${replicaSet.name}`;
      await using writer = await openedMongo(url);
      unwrap(await writer.execute((db) => db.collection('items').insertOne({ n: 1 })));
      await using reader = await openedMongo(url, {}, 'ReadOnly');
      const found = await reader.execute((db) => db.collection('items').findOne({ n: 1 }));
      expect(unwrap(found)).toMatchObject({ n: 1 });
      expect(secondary.journal.received('find')).toMatchObject([{ readPreference: 'secondaryPreferred' }]);
      expect(primary.journal.received('find')).toEqual([]);
      const refused = failureOf(await reader.execute((db) => db.collection('items').insertOne({ n: 2 })));
      expect(refused.errorMessage).toContain("does not send 'insert'");
      expect(primary.journal.received('insert')).toHaveLength(1);
    });

    it.each([
      ['', 'secondaryPreferred'],
      ['readPreference=primary', 'secondaryPreferred'],
      ['readPreference=primaryPreferred', 'secondaryPreferred'],
      ['readPreference=nearest', undefined],
    ])('with %j in the URL prefers %s', (parameter, preferred) => {
      const settings = { useTls: false, maxPoolSize: 1, isReadOnly: true, timeout: 1000 };
      const { options } = clientArguments(`mongodb://h/?${parameter}`, settings);
      expect(options.readPreference).toBe(preferred);
    });
  });

  it('shows no secret, whatever goes wrong', async () => {
    await using guarded = await MongoDbServer.start({ users: { app: 'another', right: MARKER } });
    const encoded = encodeURIComponent(MARKER);
    const urlOf = (user: string) =>
      guarded.url.replace('://', `://${user}:${encoded}@`).concat('/?authSource=admin');
    const shown: unknown[] = [];
    const connection = mongoConnection(urlOf('app'), { connectTimeoutSeconds: 1 });
    connection.onStateChange((change) => shown.push(change));
    shown.push(connection, connection.configuration, connection.connectionString);
    shown.push(failureOf(await connection.open()), failureOf(await connection.testConnection()));
    for (const wrong of [
      `${urlOf('app')}&nonsense=1`,
      `${urlOf('app')}&replicaSet=`,
      urlOf('app').replace('/?', ':x/?'),
    ]) {
      shown.push(failureOf(await mongoConnection(wrong).open()));
    }
    const open = await openedMongo(urlOf('right'), { connectTimeoutSeconds: 1 });
    for (const message of [`driver said ${MARKER}`, encoded, JSON.stringify({ MARKER })]) {
      const thrown = open.execute(() => {
        throw new Error(message, { cause: new Error(MARKER) });
      });
      shown.push(failureOf(await thrown));
    }
    shown.push(failureOf(await open.execute((db) => db.command({ [MARKER]: MARKER }))));
    await guarded.listener.inject({ kind: 'refuse' });
    guarded.listener.killAll();
    shown.push(failureOf(await open.execute((db) => db.command({ ping: 1 }))), failureOf(await open.open()));
    const text = everythingShown(...shown);
    for (const part of [MARKER, encoded, 'm4rk3r']) expect(text).not.toContain(part);
    await open.dispose();
  });
});
