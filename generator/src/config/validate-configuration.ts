import { dirname } from 'node:path';
import type { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import type { LocatedDocument, Range } from '../located.ts';
import type { FrameSource } from '../report/frame-source.ts';
import { checkSettings } from './check-settings.ts';
import { wordsInFile } from './harmless-words.ts';
import { loadConfiguration } from './load-configuration.ts';
import { maskedFrame } from './mask.ts';
import type { ConfigurationProvider } from './provider-index.ts';
import { type Entry, readEntries } from './read-entries.ts';
import { type ReferenceScope, resolveReferences } from './reference-resolver.ts';

/** A named connection and the provider that serves it. */
export interface NamedConnection {
  readonly name: string;
  /** The provider's name. */
  readonly provider: string;
  /** Where the name stands; computed when asked for. */
  readonly range: Range;
}

export interface ConfigurationResult {
  /** Those whose provider is known. */
  readonly connections: readonly NamedConnection[];
  /** What a report may show of the file. */
  readonly frame: FrameSource;
}

export interface ConfigurationOptions {
  /** Whether `${env:NAME}` and `${file:path}` are resolved, and fields filled from the environment, first. */
  readonly env: boolean;
  /** Absolute. The folder that `${file:path}` must not leave. */
  readonly root: string;
}

/**
 * Checks every connection of a configuration file (JSON with comments, or YAML) against its provider.
 *
 * Without `env`, a value with a reference is taken for right, since nobody knows what it stands for, and the rest is
 * checked. For many files, pass the same `providers`: what is made of them is kept.
 *
 * @param file - absolute.
 * @example
 * ```ts
 * const options = { env: false, root: host.cwd };
 * const { connections } = await validateConfiguration(host, file, providers, options, diagnostics);
 * ```
 */
export async function validateConfiguration(
  host: Host,
  file: string,
  providers: readonly ConfigurationProvider[],
  { env, root }: ConfigurationOptions,
  diagnostics: Diagnostics,
): Promise<ConfigurationResult> {
  const { text, document } = await loadConfiguration(host, file, diagnostics);
  const frame = maskedFrame(text, () => wordsInFile(document, providers));
  if (document === undefined) return { connections: [], frame };
  const scope: ReferenceScope = { host, root, folder: dirname(file), env };
  const resolve = (text: string) => resolveReferences(text, scope);
  const entries = readEntries(document, { providers, diagnostics, resolve });
  for (const entry of entries) {
    if (entry.provider !== undefined) checkSettings(entry, entry.provider, scope);
  }
  return { connections: entries.flatMap((entry) => namedConnection(entry, document)), frame };
}

/**
 * The names of a configuration file's connections and their providers, without a look at their settings: what
 * generated types need. A provider that a reference stands for is a diagnostic.
 *
 * @param file - absolute.
 */
export async function readConnections(
  host: Host,
  file: string,
  providers: readonly ConfigurationProvider[],
  diagnostics: Diagnostics,
): Promise<ConfigurationResult> {
  const { text, document } = await loadConfiguration(host, file, diagnostics);
  const frame = maskedFrame(text, () => wordsInFile(document, providers));
  if (document === undefined) return { connections: [], frame };
  const resolve = () => ({ kind: 'unknown', faults: [] }) as const;
  const entries = readEntries(document, { providers, diagnostics, resolve });
  for (const { name, provider, problems } of entries) {
    if (provider === undefined) problems.report('provider-not-literal', { name }, { path: [], part: 'key' });
  }
  return { connections: entries.flatMap((entry) => namedConnection(entry, document)), frame };
}

function namedConnection(
  { name, path, provider }: Entry,
  document: LocatedDocument,
): readonly NamedConnection[] {
  if (provider === undefined) return [];
  return [
    {
      name,
      provider: provider.model.name,
      get range() {
        return document.locate(path, 'key');
      },
    },
  ];
}
