/** The names of the semantic conventions for database clients that are used here. */
export const ATTRIBUTE = {
  system: 'db.system.name',
  operation: 'db.operation.name',
  errorType: 'error.type',
  poolName: 'db.client.connection.pool.name',
  poolState: 'db.client.connection.state',
  connectionId: 'extconn.connection.id',
  connectionString: 'extconn.connection.string',
} as const;

/** The conventions' names of systems, by our providers'; another provider is called by its own name. */
const SYSTEMS: Readonly<Record<string, string>> = {
  SqlServer: 'microsoft.sql_server',
  MongoDb: 'mongodb',
  Oracle: 'oracle.db',
  Sqlite: 'sqlite',
  PostgreSql: 'postgresql',
  Postgres: 'postgresql',
  MySql: 'mysql',
  MariaDb: 'mariadb',
  Redis: 'redis',
};

/** `db.system.name` of a provider. */
export function systemName(provider: string): string {
  return Object.hasOwn(SYSTEMS, provider) ? (SYSTEMS[provider] ?? provider) : provider.toLowerCase();
}

/** `db.client.connection.pool.name`: what is connected to, which stays the same when the program starts again. */
export function poolName({
  provider,
  connectionString,
}: {
  provider: string;
  connectionString: string;
}): string {
  return connectionString === '' ? provider : `${provider} ${connectionString}`;
}
