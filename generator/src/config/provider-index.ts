import type { JsonObject } from '../located.ts';
import type { ProviderModel } from '../model/model.ts';

/** A provider that connections may name, with the JSON Schema of its configuration. */
export interface ConfigurationProvider {
  readonly model: ProviderModel;
  readonly schema: JsonObject;
}

const INDEXES = new WeakMap<readonly ConfigurationProvider[], ProviderIndex>();

/** Finds providers by the words that a configuration file may use. */
export class ProviderIndex {
  readonly #served = new Map<string, ConfigurationProvider>();
  readonly #byDriver = new Map<string, ConfigurationProvider[]>();

  /** The index of these providers, made once however many files are checked. */
  static of(providers: readonly ConfigurationProvider[]): ProviderIndex {
    const index = INDEXES.get(providers) ?? new ProviderIndex(providers);
    INDEXES.set(providers, index);
    return index;
  }

  private constructor(providers: readonly ConfigurationProvider[]) {
    const sorted = [...providers].sort(
      (a, b) => b.model.priority - a.model.priority || a.model.id - b.model.id,
    );
    for (const provider of sorted) {
      const { driver, dataStores } = provider.model;
      this.#byDriver.set(driver, [...(this.#byDriver.get(driver) ?? []), provider]);
      for (const store of dataStores) if (!this.#served.has(store)) this.#served.set(store, provider);
    }
    for (const provider of providers) this.#served.set(provider.model.name, provider);
  }

  /** By the provider's name, else by a data store, served by the highest priority. */
  find(word: string): ConfigurationProvider | undefined {
    return this.#served.get(word);
  }

  /** The names of the providers that use a driver, highest priority first. */
  namesByDriver(driver: string): readonly string[] {
    return (this.#byDriver.get(driver) ?? []).map(({ model }) => model.name);
  }

  /** Everything that `provider` may say. */
  get words(): readonly string[] {
    return [...this.#served.keys()].sort();
  }
}
