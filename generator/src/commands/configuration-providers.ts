import type { ConfigurationProvider } from '../config/provider-index.ts';
import { providerSchema } from '../emit/json-schema.ts';
import type { Registry } from '../pipeline.ts';

/** What configuration files are checked against: every provider that has a model. */
export function configurationProviders({ providers }: Registry): readonly ConfigurationProvider[] {
  return providers.flatMap(({ model }) =>
    model === undefined ? [] : [{ model, schema: providerSchema(model) }],
  );
}
