import { boundedWait } from './bounded-wait.ts';
import { type Clock, systemClock } from './clock.ts';
import { Connections } from './connections/connections.ts';
import type { ConnectionProviders } from './connections/find-provider.ts';
import { type Environment, readConnections } from './connections/read-connections.ts';
import type { ExternalConnection } from './external-connection.ts';
import { Result } from './result.ts';

export type { Connections, ConnectionsChange } from './connections/connections.ts';
export type { ConnectionProviders } from './connections/find-provider.ts';

/** How named connections are loaded. */
export interface LoadConnectionsOptions {
  /** What `${env:NAME}` is looked up in, and what fills fields with `env`; `process.env` unless given. */
  readonly env?: Environment | undefined;
  /** Where the paths of `${file:…}` start, and what they cannot leave; the configuration file's folder unless given. */
  readonly folder?: string | undefined;
  /** Reads the file's text, for a format other than JSON: the function `parse` of the package yaml, for one. */
  readonly parse?: ((text: string) => unknown) | undefined;
  /** Whether the connections follow changes of the file, and of files it refers to. Default false. */
  readonly watch?: boolean | undefined;
  /** Milliseconds for which nothing must have run on a connection that a reload replaced before it is closed. Default 30,000. */
  readonly retireAfter?: number | undefined;
  /** Ends the loading, with the failure `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /** Where the time comes from; for tests. */
  readonly clock?: Clock | undefined;
}

/** Milliseconds that a replaced connection may stand idle unless an option says otherwise. */
const DEFAULT_RETIRE_AFTER = 30_000;

/**
 * Loads the named connections of a configuration: a JSON or JSONC file, or an object. It reads the section
 * `externalConnections` (camelCase keys) or `ExternalConnections` (PascalCase keys), replaces `${env:…}` and
 * `${file:…}`, and validates each entry as its provider does. Nothing is opened.
 *
 * Fails with `invalid-configuration`, or `driver-missing` where only packages are missing; `validationErrors` then
 * has every problem, each with its place. Fails with `aborted` by the signal.
 *
 * @typeParam TConnections - the class of each name, as `extconn generate` writes it into `connections.gen.ts`;
 * without it any name is taken and gives an `ExternalConnection`.
 *
 * @example
 * ```ts
 * const loaded = await loadConnections<NamedConnections>('appsettings.json', ExternalConnectionProviders);
 * if (loaded.isFailure) throw new Error(loaded.validationErrors.join('\n'));
 * await using connections = loaded.value;
 * const opened = await connections.open('PrimaryDatabase'); // Result<SqlServerConnection>
 * ```
 */
export async function loadConnections<TConnections extends object = Record<string, ExternalConnection>>(
  source: string | URL | object,
  providers: ConnectionProviders,
  options: LoadConnectionsOptions = {},
): Promise<Result<Connections<TConnections>>> {
  const { signal, clock = systemClock, retireAfter = DEFAULT_RETIRE_AFTER } = options;
  const read = () => readConnections(source, providers, options);
  try {
    const create = () =>
      Connections.create<TConnections>(read, { clock, retireAfter, watch: options.watch === true });
    return await boundedWait(create, {
      clock,
      signal,
      onLate: (late) => void (late.isSuccess && late.value.dispose()),
    });
  } catch (error) {
    if (signal?.aborted === true)
      return Result.failure('aborted', 'The caller aborted the loading of connections');
    throw error;
  }
}
