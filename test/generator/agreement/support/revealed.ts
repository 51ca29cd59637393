import type { Json } from '../../../../generator/src/located.ts';
import type { ConfigurationBase } from '../../../../runtime/src/configuration.ts';
import { isSecret } from '../../../../runtime/src/secrets.ts';

/** What a configuration holds, secrets included. */
export function revealed(configuration: ConfigurationBase): Json {
  const { providerName: _, ...fields } = configuration;
  return reveal(fields);
}

function reveal(value: unknown): Json {
  if (isSecret(value)) return reveal(value.reveal());
  if (Array.isArray(value)) return value.map(reveal);
  if (typeof value !== 'object' || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, reveal(member)]));
}
