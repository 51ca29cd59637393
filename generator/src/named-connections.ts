import { relative, resolve, sep } from 'node:path';
import type { ConfigurationProvider } from './config/provider-index.ts';
import { readConnections } from './config/validate-configuration.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { TypedConnection } from './emit/connections-file.ts';
import type { Host } from './host.ts';
import { providerIdentifiers } from './model/names.ts';
import type { Registry } from './pipeline.ts';

/** The named connections of some configuration files. */
export interface NamedConnections {
  /** Relative to the project's root. */
  readonly files: readonly string[];
  readonly connections: readonly TypedConnection[];
}

/** Reads names and providers, and nothing else, from configuration files. */
export async function readNamedConnections(
  host: Host,
  { project, providers }: Registry,
  files: readonly string[],
  configurable: readonly ConfigurationProvider[],
  diagnostics: Diagnostics,
): Promise<NamedConnections> {
  const modules = new Map(providers.map(({ name, module }) => [name, module]));
  const named = new Map<string, TypedConnection>();
  for (const name of files) {
    const file = resolve(project.root, name);
    const shown = relative(project.root, file).split(sep).join('/');
    const { connections } = await readConnections(host, file, configurable, diagnostics);
    for (const connection of connections) {
      const { provider } = connection;
      const before = named.get(connection.name);
      if (before !== undefined && before.provider !== provider) {
        const place = { file, range: connection.range };
        diagnostics.report(
          'connection-of-two-kinds',
          { name: connection.name, provider, other: before.provider, file: before.file },
          place,
        );
      }
      const module = modules.get(provider) ?? '';
      const className = providerIdentifiers(provider).connection;
      named.set(connection.name, { name: connection.name, file: shown, provider, className, module });
    }
  }
  return { files: files.map((name) => name.split(sep).join('/')), connections: [...named.values()] };
}
