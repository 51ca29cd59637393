import {
  RestApiConfiguration,
  type RestApiConfigurationInput,
} from '../../../providers/src/rest-api/configuration.gen.ts';
import { RestApiConnection } from '../../../providers/src/rest-api/connection.ts';
import { unwrap } from '../support/outcome.ts';

/** A connection to an API, not yet open. */
export function restConnection(
  baseUrl: string,
  input: Omit<RestApiConfigurationInput, 'baseUrl'> = {},
  mode = 'ReadWrite',
): RestApiConnection {
  return new RestApiConnection(unwrap(RestApiConfiguration.create({ baseUrl, ...input })), { mode });
}
