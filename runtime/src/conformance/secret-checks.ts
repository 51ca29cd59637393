import assert from 'node:assert/strict';
import { configurationSecrets } from '../configuration.ts';
import type { CheckDefinition } from './check.ts';
import { assertNoSecrets, tellableSecrets } from './secrets.ts';

/** What must never be said. */
export const secretChecks: readonly CheckDefinition[] = [
  {
    name: 'no secret shows in the connection, its configuration, its connection string or its metadata',
    async body(bench) {
      const { connection } = await bench.open();
      const { configuration } = connection;
      const isTellable = tellableSecrets(configuration).length > 0;
      assert(
        isTellable || configurationSecrets(configuration).length === 0,
        'every secret of the configuration also stands in it openly: choose secrets that occur nowhere else',
      );
      const metadata = await bench.succeed('getMetadata', connection.getMetadata());
      const values = { configuration, connection, connectionString: connection.connectionString, metadata };
      for (const [name, value] of Object.entries(values)) assertNoSecrets(name, configuration, value);
    },
  },
  {
    name: 'no secret shows in what a failed operation says',
    async body(bench) {
      const { connection } = await bench.open();
      const { configuration } = connection;
      for (const secret of tellableSecrets(configuration)) {
        const failed = await connection.execute(() => {
          const cause = Object.assign(new Error(encodeURIComponent(secret)), { options: { secret } });
          throw Object.assign(new Error(`refused: '${secret}'`, { cause }), {
            config: JSON.stringify({ secret }),
          });
        });
        assertNoSecrets('The failure', configuration, failed);
      }
    },
  },
];
