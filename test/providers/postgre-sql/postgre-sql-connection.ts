import {
  PostgreSqlConfiguration,
  type PostgreSqlConfigurationInput,
} from '../../../providers/src/postgre-sql/configuration.gen.ts';
import { PostgreSqlConnection } from '../../../providers/src/postgre-sql/connection.ts';
import { unwrap } from '../support/outcome.ts';

/** A connection that is not yet open. */
export function postgreSqlConnection(
  input: PostgreSqlConfigurationInput,
  mode = 'ReadWrite',
): PostgreSqlConnection {
  return new PostgreSqlConnection(unwrap(PostgreSqlConfiguration.create(input)), { mode });
}

/** The same, opened. */
export async function openedPostgreSql(
  ...given: Parameters<typeof postgreSqlConnection>
): Promise<PostgreSqlConnection> {
  const connection = postgreSqlConnection(...given);
  unwrap(await connection.open());
  return connection;
}
