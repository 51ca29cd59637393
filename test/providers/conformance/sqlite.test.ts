import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testConformance } from '@extconn/runtime/conformance';
import { afterAll, describe, it } from 'vitest';
import { SqliteConfiguration } from '../../../providers/src/sqlite/configuration.gen.ts';
import { SqliteConnectionProvider } from '../../../providers/src/sqlite/provider.gen.ts';
import { unwrap } from '../support/outcome.ts';

const folder = mkdtempSync(join(tmpdir(), 'extconn-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const path = join(folder, 'conformance.db');
const provider = SqliteConnectionProvider.instance;
const factory = unwrap(await provider.createConnectionFactory());
// Only what is there can be opened for reading.
const made = unwrap(await factory.createConnection(unwrap(SqliteConfiguration.create({ path }))));
unwrap(await made.open());
unwrap(await made.execute((database) => database.exec('create table item (name text)')));
await made.dispose();

testConformance(
  { describe, it },
  {
    provider,
    configuration: () => SqliteConfiguration.create({ path }),
    faults: { readOnlyWrite: (database) => database.exec("insert into item values ('x')") },
  },
);
