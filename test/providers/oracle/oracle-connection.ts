import {
  OracleConfiguration,
  type OracleConfigurationInput,
} from '../../../providers/src/oracle/configuration.gen.ts';
import { OracleConnection } from '../../../providers/src/oracle/connection.ts';
import type { OracleServer } from '../../servers/oracle/oracle-server.ts';
import { unwrap } from '../support/outcome.ts';

/** A connection that is not yet open. `options` stand at the end of the connection string, where they win. */
export function oracleConnection(
  server: OracleServer,
  options = '',
  input: Partial<OracleConfigurationInput> = {},
  mode = 'ReadWrite',
): OracleConnection {
  const connectionString = `Data Source=${server.connectString};User Id=scott;Password=tiger;${options}`;
  const configuration = OracleConfiguration.create({ connectionString, commandTimeout: 5, ...input });
  return new OracleConnection(unwrap(configuration), { mode });
}

export async function openedOracle(...given: Parameters<typeof oracleConnection>): Promise<OracleConnection> {
  const connection = oracleConnection(...given);
  unwrap(await connection.open());
  return connection;
}
