import { loadConnections } from '@extconn/runtime';
import type { NamedConnections } from './providers/connections.gen.js';
import { ExternalConnectionProviders } from './providers/index.gen.js';

/** Throws what went wrong; a real program would decide case by case. */
function unwrap<T>(
  result:
    | { readonly isSuccess: true; readonly value: T }
    | { readonly isSuccess: false; readonly errorMessage: string },
): T {
  if (result.isSuccess) return result.value;
  throw new Error(result.errorMessage);
}

// The provider scaffolded a minute ago: found by data store, typed all the way to its driver.
const [provider] = ExternalConnectionProviders.getByDataStore('TicketDesk');
const factory = unwrap(await provider.createConnectionFactory());
const configuration = unwrap(
  factory.configurationType.create({
    baseUrl: `http://127.0.0.1:${process.env['DESK_PORT']}/`,
    apiToken: process.env['DESK_TOKEN'] ?? '',
    region: 'us',
  }),
);
const desk = unwrap(await factory.createConnection(configuration, 'ReadOnly'));
desk.onStateChange(({ from, to }) => console.log(`  state ${from} -> ${to}`));
console.log('  configuration', JSON.stringify(configuration));
unwrap(await desk.open());
console.log('  metadata', JSON.stringify(unwrap(await desk.getMetadata())));
console.log(
  '  tickets',
  JSON.stringify(unwrap(await desk.execute((client, { signal }) => client.tickets(signal)))),
);
unwrap(await desk.testConnection());
unwrap(await desk.close());

// A named connection of the configuration file, on the embedded default: a SQLite file. Its name and class are typed.
const connections = unwrap(
  await loadConnections<NamedConnections>('connections.json', ExternalConnectionProviders),
);
const database = unwrap(await connections.open('LocalDatabase'));
console.log('  opened LocalDatabase', database.connectionString);
const rows = await database.execute((sqlite) => {
  sqlite.exec('create table if not exists visit (at text); insert into visit values (datetime())');
  return sqlite.prepare('select count(*) as visits from visit').all();
});
console.log('  rows', JSON.stringify(unwrap(rows)));
unwrap(await database.testConnection());
unwrap(await connections.closeAll());
console.log('  closed LocalDatabase:', database.state);
