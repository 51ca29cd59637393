import { nearest } from '../connection-string/nearest.ts';
import type { ExternalConnectionProvider } from '../provider.ts';
import { didYouMean } from './key-case.ts';

/** Where providers are looked up; `ExternalConnectionProviders` is one. */
export interface ConnectionProviders extends Iterable<ExternalConnectionProvider> {
  findByDataStore(dataStore: string): readonly ExternalConnectionProvider[];
}

/** The provider of this name, else the one of highest priority that serves the data store; a sentence for neither. */
export function findProvider(
  word: string,
  providers: ConnectionProviders,
): ExternalConnectionProvider | string {
  const all = [...providers];
  const found = all.find(({ name }) => name === word) ?? providers.findByDataStore(word)[0];
  if (found !== undefined) return found;
  const ofDriver = all.filter(({ providerName }) => providerName === word).map(({ name }) => `"${name}"`);
  if (ofDriver.length > 0) return `"${word}" is a driver; name the provider: ${ofDriver.join(' or ')}`;
  const known = new Set(all.flatMap(({ name, supportedDataStores }) => [name, ...supportedDataStores]));
  return didYouMean('there is no such provider or data store', nearest(word, [...known]));
}
