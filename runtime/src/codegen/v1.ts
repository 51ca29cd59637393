/**
 * The only door through which generated code reaches the runtime. Its path carries the version: what is exported
 * here keeps its meaning, so code that an older generator wrote keeps working.
 */

export { ConfigurationBase, type ConfigurationDescriptor, createConfiguration } from '../configuration.ts';
export type { ConnectionOptions } from '../external-connection.ts';
export { ConnectionFactoryBase, type ExternalConnectionFactory } from '../factory.ts';
export {
  ExternalConnectionProviderBase,
  loadConnectionFactory,
  type ProviderDefinition,
} from '../provider.ts';
export { type ProviderRegistry, ProviderRegistryBuilder } from '../registry.ts';
export type { Result } from '../result.ts';
export type { Secret } from '../secrets.ts';
export type { ServiceProvider } from '../services.ts';
export {
  always,
  type Check,
  expecting,
  format,
  maxLength,
  minLength,
  missing,
  multipleOf,
  ownKeys,
  pattern,
  refusing,
  uniqueItems,
  wholeNumber,
} from './checks.ts';
export { handWrittenSchema } from './hand-written.ts';
export type { OpenObject } from './open-object.ts';
export { rules } from './rules.ts';
export type { SchemaInput, SchemaOutput, WithSecrets } from './with-secrets.ts';
