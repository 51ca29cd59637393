import type { ProviderEntry } from '../pipeline.ts';
import { buildRegistry } from '../pipeline.ts';
import { loadProject } from '../project.ts';
import type { CommandContext, CommandOutcome } from './command.ts';
import { table } from './table.ts';

/** The registry as a table. */
export async function list({ host, diagnostics }: CommandContext): Promise<CommandOutcome> {
  const { providers } = await buildRegistry(host, loadProject(host, diagnostics), diagnostics);
  const rows = providers.map(
    ({ id, name, driver, dataStores, connectionModes, priority, package: origin }) => [
      String(id),
      name,
      driver,
      dataStores.join(', '),
      connectionModes.join(', '),
      String(priority),
      origin ?? 'this project',
    ],
  );
  const text = table(['ID', 'NAME', 'DRIVER', 'DATA STORES', 'MODES', 'PRIORITY', 'FROM'], rows);
  return { text: rows.length === 0 ? '' : text, members: { providers: providers.map(describeProvider) } };
}

/** A provider as `list` and `show` print it in JSON. */
export function describeProvider(provider: ProviderEntry) {
  const { id, name, displayName, driver, dataStores, connectionModes, priority, package: origin } = provider;
  return {
    id,
    name,
    displayName,
    provider: driver,
    dataStores,
    connectionModes,
    priority,
    package: origin ?? null,
  };
}
