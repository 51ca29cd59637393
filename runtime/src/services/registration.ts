import type { ConfigurationBase } from '../configuration.ts';
import type { Connections } from '../connections.ts';
import type { ExternalConnection } from '../external-connection.ts';
import type { ExternalConnectionProvider } from '../provider.ts';
import { createServiceToken, type ServiceCollection } from '../services.ts';

/**
 * Registers every provider with its connection factory and connections. Nothing is loaded before it is asked for.
 *
 * @example
 * ```ts
 * addExternalConnectionProviders(services, ExternalConnectionProviders);
 * ```
 */
export function addExternalConnectionProviders<T extends ServiceCollection>(
  services: T,
  providers: Iterable<ExternalConnectionProvider>,
): T {
  for (const provider of providers) provider.registerService(services);
  return services;
}

/**
 * Makes a named entry the configuration of its provider's injected connections. After a reload, connections made
 * later get the new values. Of two entries of one provider the later call counts.
 *
 * @throws Error where no entry has the name.
 *
 * @example
 * ```ts
 * configure(services, connections, 'PrimaryDatabase');
 * const connection = await services.getAsync(ExternalConnectionProviders.SqlServer.connectionToken);
 * ```
 */
export function configure<T extends ServiceCollection, TConnections extends object>(
  services: T,
  connections: Connections<TConnections>,
  name: keyof TConnections & string,
): T {
  const { providerName } = configurationOf(connections, name);
  return services.add({
    // The token that the generated provider asks for.
    token: createServiceToken<ConfigurationBase>(`extconn.configuration.${providerName}`),
    lifetime: 'transient',
    create: () => configurationOf(connections, name),
  });
}

function configurationOf<TConnections extends object>(
  connections: Connections<TConnections>,
  name: keyof TConnections & string,
): ConfigurationBase {
  const found = connections.get(name);
  if (found.isFailure) throw new Error(found.errorMessage);
  return (found.value as ExternalConnection).configuration;
}
