import type { ProviderModel } from '../../../generator/src/model/model.ts';

/** The smallest model, with changes. */
export function sampleModel(changes: Partial<ProviderModel> = {}): ProviderModel {
  return {
    contract: 1,
    id: 1001,
    name: 'Redis',
    displayName: 'Redis',
    driver: 'redis',
    dataStores: ['Redis'],
    connectionModes: ['ReadWrite'],
    priority: 100,
    capabilities: { features: [], supportsTransactions: false },
    configuration: { kind: 'fields', root: { kind: 'object', properties: [], rules: [] }, definitions: [] },
    ...changes,
  };
}
