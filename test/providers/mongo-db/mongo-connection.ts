import {
  MongoDbConfiguration,
  type MongoDbConfigurationInput,
} from '../../../providers/src/mongo-db/configuration.gen.ts';
import { MongoDbConnection } from '../../../providers/src/mongo-db/connection.ts';
import { unwrap } from '../support/outcome.ts';

/** A connection that is not yet open, without TLS, to the database `shop`. */
export function mongoConnection(
  connectionString: string,
  input: Partial<MongoDbConfigurationInput> = {},
  mode = 'ReadWrite',
): MongoDbConnection {
  const configuration = MongoDbConfiguration.create({
    connectionString,
    databaseName: 'shop',
    useTls: false,
    connectTimeoutSeconds: 5,
    ...input,
  });
  return new MongoDbConnection(unwrap(configuration), { mode });
}

export async function openedMongo(...given: Parameters<typeof mongoConnection>): Promise<MongoDbConnection> {
  const connection = mongoConnection(...given);
  unwrap(await connection.open());
  return connection;
}
