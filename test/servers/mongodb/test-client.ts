import { MongoClient, type MongoClientOptions } from 'mongodb';
import type { MongoDbServer } from './mongodb-server.ts';

/** The driver's client in a test: gives up soon, and is closed at the end of the block. */
export interface TestClient extends AsyncDisposable {
  readonly mongo: MongoClient;
}

export function clientOf(server: MongoDbServer, options: MongoClientOptions = {}): TestClient {
  const mongo = new MongoClient(server.url, { serverSelectionTimeoutMS: 2000, ...options });
  return { mongo, [Symbol.asyncDispose]: () => mongo.close() };
}
