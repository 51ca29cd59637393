import { testConformance } from '@extconn/runtime/conformance';
import { afterAll, describe, it } from 'vitest';
import { MongoDbConfiguration } from '../../../providers/src/mongo-db/configuration.gen.ts';
import { MongoDbConnectionProvider } from '../../../providers/src/mongo-db/provider.gen.ts';
import { MongoDbServer } from '../../servers/mongodb/mongodb-server.ts';
import { freePort } from '../support/free-port.ts';

const PASSWORD = 'password-of-the-conformance-test';
const users = { app: PASSWORD };
const [server, silent, slow] = await Promise.all([1, 2, 3].map(() => MongoDbServer.start({ users })));
if (server === undefined || silent === undefined || slow === undefined)
  throw new Error('Three servers were started');
const absent = await freePort();
await silent.listener.inject({ kind: 'stall' });
await slow.listener.inject({ kind: 'slow', delayMs: 2_000 });
afterAll(() => Promise.all([server, silent, slow].map((each) => each.close())));

const at = (address: string, password = PASSWORD) =>
  MongoDbConfiguration.create({
    connectionString: `mongodb://app:${password}@${address}/?authSource=admin`,
    databaseName: 'shop',
    useTls: false,
    connectTimeoutSeconds: 1,
  });

testConformance(
  { describe, it },
  {
    provider: MongoDbConnectionProvider.instance,
    configuration: () => at(server.address),
    faults: {
      wrongCredentials: () => at(server.address, 'another-password-altogether'),
      absentServer: () => at(`127.0.0.1:${absent}`),
      silentServer: () => at(silent.address),
      slowServer: () => at(slow.address),
      killServer: () => void server.listener.killAll(),
      readOnlyWrite: (db) => db.collection('items').insertOne({ name: 'x' }),
      openSessions: () => server.listener.open,
    },
  },
);
