import type { ExternalConnectionProvider } from './provider.ts';

/** What generated code declares about an index: the exact class or tuple of classes behind every key. */
export interface ProviderIndex {
  readonly all: readonly ExternalConnectionProvider[];
  readonly byId: object;
  readonly byName: object;
  readonly byProvider: object;
  readonly byDataStore: object;
  readonly byConnectionMode: object;
  readonly byPriority: object;
}

/** Every class in an index. */
type Member<TIndex extends ProviderIndex> = TIndex['byName'][keyof TIndex['byName']];
/** The keys of a map. Not `keyof` alone: an error about a misspelt one would name the map instead of the keys. */
export type KeyOf<TMap> = keyof TMap & { readonly [K in keyof TMap]: K }[keyof TMap];
type Loose<TIndex extends ProviderIndex> = readonly Member<TIndex>[];

/**
 * The lookups of `ExternalConnectionProviders`. `get…` takes a literal and gives the exact class or tuple of
 * classes; a literal that nothing is registered under does not compile, and throws a `RangeError` where the
 * compiler was not asked. `find…` takes any text. Data stores list their providers by priority, highest first.
 *
 * @example
 * ```ts
 * const [provider] = ExternalConnectionProviders.getByDataStore('SqlServer');
 * const maybe = ExternalConnectionProviders.findByName(process.argv[2] ?? '');
 * ```
 */
export interface ProviderRegistry<TIndex extends ProviderIndex> extends Iterable<Member<TIndex>> {
  /** Every provider, by id. */
  readonly all: TIndex['all'];
  readonly size: TIndex['all']['length'];
  getById<K extends KeyOf<TIndex['byId']>>(id: K): TIndex['byId'][K];
  getByName<K extends KeyOf<TIndex['byName']>>(name: K): TIndex['byName'][K];
  /** By driver. */
  getByProvider<K extends KeyOf<TIndex['byProvider']>>(driver: K): TIndex['byProvider'][K];
  getByDataStore<K extends KeyOf<TIndex['byDataStore']>>(dataStore: K): TIndex['byDataStore'][K];
  getByConnectionMode<K extends KeyOf<TIndex['byConnectionMode']>>(mode: K): TIndex['byConnectionMode'][K];
  getByPriority<K extends KeyOf<TIndex['byPriority']>>(priority: K): TIndex['byPriority'][K];
  findById(id: number): Member<TIndex> | undefined;
  /** By `name`, else by `displayName`. */
  findByName(name: string): Member<TIndex> | undefined;
  findByProvider(driver: string): Loose<TIndex>;
  findByDataStore(dataStore: string): Loose<TIndex>;
  findByConnectionMode(mode: string): Loose<TIndex>;
  findByPriority(priority: number): Loose<TIndex>;
}

/** Collects the providers of an index, one statement each: a literal of a thousand classes costs the compiler seconds. */
export class ProviderRegistryBuilder {
  readonly #providers: ExternalConnectionProvider[] = [];

  add(provider: ExternalConnectionProvider): void {
    this.#providers.push(provider);
  }

  /** The registry, with one property a provider. */
  build<TIndex extends ProviderIndex>(): ProviderRegistry<TIndex> & Readonly<TIndex['byName']> {
    return Object.freeze(Object.assign(createRegistry(this.#providers), byName(this.#providers))) as never;
  }
}

type Provider = ExternalConnectionProvider;

function createRegistry(providers: readonly Provider[]): ProviderRegistry<ProviderIndex> {
  const all = [...providers].sort((a, b) => a.id - b.id);
  const ids = new Map(all.map((provider) => [provider.id, provider]));
  const names = new Map(all.map((provider) => [provider.name, provider]));
  const displayNames = new Map(all.map((provider) => [provider.displayName, provider]));
  const drivers = group(all, (provider) => [provider.providerName]);
  const dataStores = group(all, (provider) => provider.supportedDataStores);
  const modes = group(all, (provider) => provider.supportedConnectionModes);
  const priorities = group(all, (provider) => [provider.priority]);
  for (const serving of dataStores.values()) serving.sort((a, b) => b.priority - a.priority);
  const registry = {
    all: Object.freeze(all),
    size: all.length,
    [Symbol.iterator]: () => all[Symbol.iterator](),
    getById: (id: number) => ids.get(id) ?? unknown('id', id, ids),
    getByName: (name: string) => names.get(name) ?? unknown('name', name, names),
    getByProvider: (driver: string) => drivers.get(driver) ?? unknown('driver', driver, drivers),
    getByDataStore: (store: string) => dataStores.get(store) ?? unknown('data store', store, dataStores),
    getByConnectionMode: (mode: string) => modes.get(mode) ?? unknown('connection mode', mode, modes),
    getByPriority: (priority: number) =>
      priorities.get(priority) ?? unknown('priority', priority, priorities),
    findById: (id: number) => ids.get(id),
    findByName: (name: string) => names.get(name) ?? displayNames.get(name),
    findByProvider: (driver: string) => drivers.get(driver) ?? NONE,
    findByDataStore: (store: string) => dataStores.get(store) ?? NONE,
    findByConnectionMode: (mode: string) => modes.get(mode) ?? NONE,
    findByPriority: (priority: number) => priorities.get(priority) ?? NONE,
  };
  return registry as never;
}

const NONE: readonly never[] = Object.freeze([]);

function byName(providers: readonly Provider[]): Record<string, Provider> {
  return Object.fromEntries(providers.map((provider) => [provider.name, provider]));
}

function group<K>(
  providers: readonly Provider[],
  keysOf: (provider: Provider) => readonly K[],
): Map<K, Provider[]> {
  const groups = new Map<K, Provider[]>();
  for (const provider of providers) {
    for (const key of keysOf(provider)) {
      const members = groups.get(key);
      if (members === undefined) groups.set(key, [provider]);
      else members.push(provider);
    }
  }
  return groups;
}

function unknown(what: string, key: string | number, known: ReadonlyMap<string | number, unknown>): never {
  throw new RangeError(
    `No provider has the ${what} ${JSON.stringify(key)}; known: ${[...known.keys()].join(', ')}`,
  );
}
