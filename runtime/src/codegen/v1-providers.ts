/**
 * The part of `v1` that an index and its providers need. The shipped index is built against it: whatever else generated
 * code uses is loaded with the first factory.
 */

export { ExternalConnectionProviderBase, loadConnectionFactory } from '../provider.ts';
export { ProviderRegistryBuilder } from '../registry.ts';
