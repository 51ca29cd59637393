import sql from 'mssql';
import type { SqlServerTestServer } from './server.ts';

/** The published driver, unmodified, set up for the test server. */
export function testPool(
  server: SqlServerTestServer,
  { options, ...config }: Partial<sql.config> = {},
): sql.ConnectionPool {
  const pool = new sql.ConnectionPool({
    server: 'localhost',
    port: server.port,
    user: 'sa',
    password: 'Passw0rd!',
    database: 'test',
    connectionTimeout: 2000,
    requestTimeout: 2000,
    // By default the driver sends 'SELECT 1;' before every request, which would take the planned faults.
    validateConnection: false,
    ...config,
    options: { encrypt: false, ...options },
  });
  // A pool without a listener for its errors ends the process.
  pool.on('error', () => undefined);
  return pool;
}

/** Opens a pool, lends it out and closes it. */
export async function withPool<T>(
  server: SqlServerTestServer,
  use: (pool: sql.ConnectionPool) => Promise<T>,
  config: Partial<sql.config> = {},
): Promise<T> {
  const pool = await testPool(server, config).connect();
  try {
    return await use(pool);
  } finally {
    await pool.close();
  }
}
