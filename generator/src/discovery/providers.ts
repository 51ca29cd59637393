import { join } from 'node:path';
import type { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import type { Range } from '../located.ts';
import type { FactsCache } from './cache.ts';
import { type DefinitionKey, readDefinition } from './definition.ts';
import type { ClassFacts, SourceFacts } from './facts.ts';
import { readSource } from './read-source.ts';

/** The name of the file in which a provider without a manifest is written by hand. */
export const PROVIDER_FILE = 'provider.ts';

const BASE_CLASS = 'ExternalConnectionProviderBase';

/** A provider class without a manifest, as its constructor describes it. */
export interface HandWrittenProvider {
  readonly id: number;
  /** PascalCase. */
  readonly name: string;
  readonly displayName: string;
  /** `providerName` in the code. */
  readonly driver: string;
  readonly dataStores: readonly string[];
  readonly connectionModes: readonly string[];
  readonly priority: number;
  readonly className: string;
  /** Absolute. */
  readonly file: string;
  /** Where the code says each of these. */
  readonly ranges: Readonly<Record<DefinitionKey, Range>>;
}

/**
 * Finds provider classes written by hand: the classes in a `provider.ts` that extend `ExternalConnectionProviderBase`.
 * They are read by their syntax; the code does not run.
 *
 * @param folders the provider folders without a manifest, absolute
 */
export async function discoverProviders(
  host: Host,
  folders: readonly string[],
  cache: FactsCache,
  diagnostics: Diagnostics,
): Promise<readonly HandWrittenProvider[]> {
  const found: HandWrittenProvider[] = [];
  for (const folder of folders) {
    const file = join(folder, PROVIDER_FILE);
    const source = await readSource(host, file, cache, diagnostics);
    if (typeof source === 'string') continue;
    for (const candidate of source.classes) {
      if (candidate.isAbstract || !extendsProviderBase(source, candidate)) continue;
      const provider = readProvider(source, candidate, file, diagnostics);
      if (provider !== undefined) found.push(provider);
    }
  }
  return found;
}

/** Directly, or by way of other classes of the file. */
function extendsProviderBase(
  source: SourceFacts,
  found: ClassFacts,
  seen: readonly ClassFacts[] = [],
): boolean {
  const { base } = found;
  if (base?.name === undefined || seen.includes(found)) return false;
  const imported = base.namespace === undefined && source.imports.find(({ local }) => local === base.name);
  if ((imported ? imported.name : base.name) === BASE_CLASS) return true;
  const parent = source.classes.find(({ name }) => name === base.name);
  return parent !== undefined && extendsProviderBase(source, parent, [...seen, found]);
}

function readProvider(
  source: SourceFacts,
  found: ClassFacts,
  file: string,
  diagnostics: Diagnostics,
): HandWrittenProvider | undefined {
  const parameters = { class: found.name || 'without a name' };
  const place = { file, range: found.range };
  const isExported = found.name !== '' && found.exportedAs.includes(found.name);
  if (!isExported) diagnostics.report('provider-not-exported', parameters, place);
  const hasInstance = found.members.some(
    ({ name, isStatic, isReadonly }) => name === 'instance' && isStatic && isReadonly,
  );
  if (!hasInstance) diagnostics.report('provider-without-instance', parameters, place);
  const definition = readDefinition(source, found, file, diagnostics);
  if (!isExported || !hasInstance || definition === undefined) return undefined;
  return { ...definition, className: found.name, file };
}
