import { docComment } from './doc-comment.ts';
import { Imports } from './imports.ts';
import { indent } from './indent.ts';
import { propertyKey } from './literals.ts';
import { render } from './render.ts';
import { CODEGEN_MODULE } from './zod.ts';

/** One provider as the index sees it, wherever it comes from. */
export interface IndexedProvider {
  readonly id: number;
  readonly name: string;
  readonly driver: string;
  readonly dataStores: readonly string[];
  readonly connectionModes: readonly string[];
  readonly priority: number;
  readonly className: string;
  readonly displayName: string;
  /** The manifest's; a provider without a manifest has none. */
  readonly description?: string | undefined;
  /** The module specifier, as the index imports it. */
  readonly module: string;
}

type Key = string | number;

/** The text of `index.gen.ts`, without header. */
export function emitIndex(providers: readonly IndexedProvider[]): string {
  const all = [...providers].sort((a, b) => a.id - b.id);
  const imports = new Imports(DECLARED);
  const classes = new Map(
    all.map((provider) => [provider, imports.value(provider.className, provider.module)]),
  );
  const className = (provider: IndexedProvider): string => classes.get(provider) as string;
  const tuples = (keysOf: (provider: IndexedProvider) => readonly Key[], order = byId): Entry[] =>
    group(all, keysOf).map(([key, members]) => ({
      comment: '',
      key: memberKey(key),
      type: `readonly [${members.sort(order).map(className).join(', ')}]`,
    }));
  const single = (keyOf: (provider: IndexedProvider) => Key): Entry[] =>
    all.map((provider) => ({ comment: '', key: memberKey(keyOf(provider)), type: className(provider) }));
  const body = render('index', {
    classes: all.map(className),
    maps: [
      view(
        'ProvidersById',
        'Each provider by its id.',
        single(({ id }) => id),
      ),
      view(
        'ProvidersByName',
        'Each provider by its name.',
        all.map((provider) => ({
          comment: commentOf(provider),
          key: memberKey(provider.name),
          type: className(provider),
        })),
      ),
      view(
        'ProvidersByDriver',
        'The providers of each driver, by id.',
        tuples(({ driver }) => [driver]),
      ),
      view(
        'ProvidersByDataStore',
        'The providers that serve each data store, highest priority first.',
        tuples(({ dataStores }) => dataStores, byPriority),
      ),
      view(
        'ProvidersByConnectionMode',
        'The providers that offer each connection mode, by id.',
        tuples(({ connectionModes }) => connectionModes),
      ),
      view(
        'ProvidersByPriority',
        'The providers of each priority, by id.',
        tuples(({ priority }) => [priority]),
      ),
    ],
    builder: imports.value('ProviderRegistryBuilder', CODEGEN_MODULE),
    registry: imports.type('ProviderRegistry', CODEGEN_MODULE),
  });
  return `${imports.print()}\n${body}`;
}

const DECLARED = [
  'ProvidersById',
  'ProvidersByName',
  'ProvidersByDriver',
  'ProvidersByDataStore',
  'ProvidersByConnectionMode',
  'ProvidersByPriority',
  'ExternalConnectionProvidersIndex',
  'ExternalConnectionProviders',
  'ProviderId',
  'ProviderName',
  'DriverName',
  'DataStoreName',
  'ConnectionModeName',
  'builder',
];

interface Entry {
  readonly comment: string;
  readonly key: string;
  readonly type: string;
}

/** What is shown where the provider is met as a property of the registry; its class says more. */
function commentOf({ displayName, description, driver, dataStores }: IndexedProvider): string {
  return indent(
    docComment([`${displayName} (${driver}). Data stores: ${dataStores.join(', ')}.`, description]),
  );
}

/** A number stays a number: the lookups take `1`, not `'1'`. */
function memberKey(key: Key): string {
  if (typeof key === 'string') return propertyKey(key);
  return key < 0 ? `[${key}]` : String(key);
}

function view(name: string, comment: string, entries: readonly Entry[]): object {
  return { name, comment, entries };
}

function group(
  providers: readonly IndexedProvider[],
  keysOf: (provider: IndexedProvider) => readonly Key[],
): [Key, IndexedProvider[]][] {
  const groups = new Map<Key, IndexedProvider[]>();
  for (const provider of providers) {
    for (const key of keysOf(provider)) {
      const members = groups.get(key);
      if (members === undefined) groups.set(key, [provider]);
      else members.push(provider);
    }
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function byId(a: IndexedProvider, b: IndexedProvider): number {
  return a.id - b.id;
}

function byPriority(a: IndexedProvider, b: IndexedProvider): number {
  return b.priority - a.priority || byId(a, b);
}
