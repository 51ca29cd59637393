import {
  RabbitMqConfiguration,
  type RabbitMqConfigurationInput,
} from '../../../providers/src/rabbit-mq/configuration.gen.ts';
import { RabbitMqConnection } from '../../../providers/src/rabbit-mq/connection.ts';
import { unwrap } from '../support/outcome.ts';

/** A connection that is not yet open. */
export function rabbitMqConnection(
  input: RabbitMqConfigurationInput,
  mode = 'ReadWrite',
): RabbitMqConnection {
  return new RabbitMqConnection(unwrap(RabbitMqConfiguration.create(input)), { mode });
}

/** The same, opened. */
export async function openedRabbitMq(
  ...given: Parameters<typeof rabbitMqConnection>
): Promise<RabbitMqConnection> {
  const connection = rabbitMqConnection(...given);
  unwrap(await connection.open());
  return connection;
}
