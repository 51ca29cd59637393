import {
  SqlServerConfiguration,
  type SqlServerConfigurationInput,
} from '../../../providers/src/sql-server/configuration.gen.ts';
import { SqlServerConnection } from '../../../providers/src/sql-server/connection.ts';
import type { SqlServerTestServer } from '../../servers/sql-server/server.ts';
import { unwrap } from '../support/outcome.ts';

export const PASSWORD = 'Passw0rd!';

/** A connection that is not yet open. `options` stand at the end of the connection string, where they win. */
export function sqlConnection(
  server: SqlServerTestServer,
  options = '',
  input: Partial<SqlServerConfigurationInput> = {},
  mode = 'ReadWrite',
): SqlServerConnection {
  const login = `User ID=sa;Password=${PASSWORD};Database=test;TrustServerCertificate=true`;
  const connectionString = `Server=localhost,${server.port};${login};${options}`;
  const configuration = SqlServerConfiguration.create({ connectionString, commandTimeout: 5, ...input });
  return new SqlServerConnection(unwrap(configuration), { mode });
}

export async function openedSql(...given: Parameters<typeof sqlConnection>): Promise<SqlServerConnection> {
  const connection = sqlConnection(...given);
  unwrap(await connection.open());
  return connection;
}
