/** What an open connection tells about the system behind it. */
export interface ConnectionMetadata {
  /** The product, as it names itself: `PostgreSQL`, `Microsoft SQL Server`. */
  readonly systemName: string;
  /** The server's version, as it states it. */
  readonly version: string;
  readonly databaseName?: string;
  /** Further facts, by name; none of them secret. */
  readonly properties: Readonly<Record<string, string | number | boolean>>;
}

/** What a provider tells about itself without a connection. */
export interface ProviderMetadata {
  /** The driver: what `getByProvider` looks up. */
  readonly providerName: string;
  /** The installed driver's version; undefined where it is not installed or has none. */
  readonly version: string | undefined;
  readonly supportedDataStores: readonly string[];
  readonly supportedConnectionModes: readonly string[];
  readonly features: readonly string[];
  readonly maxConnections: number | undefined;
  readonly supportsAsync: boolean;
  readonly supportsTransactions: boolean;
}
