import { ExternalConnectionProviders } from '@extconn/providers';
import { inTurns } from '../in-turns.ts';

// In a process of its own, so that nothing else has shaped what the compiler knows of these functions. Each lookup has
// a loop of its own: one shared loop would call through a variable, which costs more than a lookup.

const LOOKUPS = 2_000_000;
const rounds = Number(process.argv[2] ?? 5);

const names = [
  'MongoDb',
  'SqlServer',
  'RestApi',
  'Oracle',
  'Sqlite',
  'PostgreSql',
  'FileSystem',
  'Redis',
] as const;
const ids = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const stores = [
  'MongoDB',
  'SqlServer',
  'HttpApi',
  'Sqlite',
  'DocumentDb',
  'AzureSql',
  'LibSql',
  'FileSystem',
] as const;
const byName = new Map(
  ExternalConnectionProviders.all.map((provider) => [provider.name as string, provider]),
);
const byId = new Map(ExternalConnectionProviders.all.map((provider) => [provider.id as number, provider]));
const byStore = new Map(
  stores.map((store) => [store as string, ExternalConnectionProviders.getByDataStore(store)]),
);

/** Uses what was found, so that no lookup can be left out. */
let sum = 0;

const loops: Readonly<Record<string, () => void>> = {
  getByName: () => {
    for (let n = 0; n < LOOKUPS; n++)
      sum += ExternalConnectionProviders.getByName(names[n & 7] ?? 'Redis').id;
  },
  'Map.get of a name': () => {
    for (let n = 0; n < LOOKUPS; n++) sum += byName.get(names[n & 7] ?? 'Redis')?.id ?? 0;
  },
  getById: () => {
    for (let n = 0; n < LOOKUPS; n++) sum += ExternalConnectionProviders.getById(ids[n & 7] ?? 1).id;
  },
  'Map.get of an id': () => {
    for (let n = 0; n < LOOKUPS; n++) sum += byId.get(ids[n & 7] ?? 1)?.id ?? 0;
  },
  getByDataStore: () => {
    for (let n = 0; n < LOOKUPS; n++)
      sum += ExternalConnectionProviders.getByDataStore(stores[n & 7] ?? 'Sqlite').length;
  },
  'Map.get of a data store': () => {
    for (let n = 0; n < LOOKUPS; n++) sum += byStore.get(stores[n & 7] ?? 'Sqlite')?.length ?? 0;
  },
};

const turns = Object.entries(loops).map(([name, loop]) => ({
  name,
  run: () => {
    const start = performance.now();
    loop();
    return ((performance.now() - start) * 1e6) / LOOKUPS;
  },
}));
const found = await inTurns(turns, rounds, 3);
if (!Number.isSafeInteger(sum)) throw new Error('Something was not found');
process.stdout.write(JSON.stringify(Object.fromEntries(found)));
