import type { KeyCase } from '../emit/external-connections-schema.ts';
import type { ProviderModel } from '../model/model.ts';
import type { Recording } from '../replay/recording-host.ts';

/** What the index and the schemas of configuration files need to know of a provider. */
export type ProviderIdentity = Pick<
  ProviderModel,
  'id' | 'name' | 'displayName' | 'description' | 'driver' | 'dataStores' | 'connectionModes' | 'priority'
>;

/** The files that are generated for one provider. */
export type ProviderOutput = 'configuration' | 'factory' | 'provider' | 'schema' | 'model';

/** Offsets into a text. */
export type Slice = readonly [start: number, end: number];

/** What an earlier run asked about a provider, and what it made of the answers. Plain data: it is kept in a file. */
export interface KnownProvider {
  readonly trace: Recording;
  readonly identity: ProviderIdentity;
  /** The hash of each file's text. */
  readonly outputs: Readonly<Partial<Record<ProviderOutput, string>>>;
  /** Where its definition stands in the two schemas of configuration files. */
  readonly definitions: Readonly<Record<KeyCase, Slice>>;
}

/** The two schemas of configuration files as the earlier run left them. */
export type KnownSchemas = Readonly<Record<KeyCase, { readonly path: string; readonly hash: string }>>;

/** The index as the earlier run made it: hashes of what it was made from and of its text. */
export interface KnownIndex {
  readonly source: string;
  readonly hash: string;
}
