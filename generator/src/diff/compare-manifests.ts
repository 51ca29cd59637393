import { type Change, VERDICTS } from './change.ts';
import { compareProviders, goneProvider, type ManifestProvider, newProvider } from './compare-providers.ts';

/** Everything that changed between two states of a project's manifests: by provider, the worst first. */
export function compareManifests(
  before: readonly ManifestProvider[],
  after: readonly ManifestProvider[],
): readonly Change[] {
  const pairs = pairUp(before, after);
  const changes = [
    ...pairs.flatMap(([old, now]) => compareProviders(old, now)),
    ...before.filter((old) => !pairs.some(([known]) => known === old)).map(goneProvider),
    ...after.filter((now) => !pairs.some(([, known]) => known === now)).map(newProvider),
    ...compareStores(before, after, new Map(pairs)),
  ];
  const rank = ({ verdict }: Change): number => VERDICTS.indexOf(verdict);
  return changes.sort((a, b) => compareText(a.provider, b.provider) || rank(a) - rank(b));
}

type Pair = readonly [ManifestProvider, ManifestProvider];

/** By name; those that are left, by id: they were renamed. */
function pairUp(before: readonly ManifestProvider[], after: readonly ManifestProvider[]): readonly Pair[] {
  const byName = pairBy(before, after, ({ model }) => model.name);
  const isLeft = (provider: ManifestProvider): boolean => !byName.flat().includes(provider);
  return [...byName, ...pairBy(before.filter(isLeft), after.filter(isLeft), ({ model }) => model.id)];
}

function pairBy(
  before: readonly ManifestProvider[],
  after: readonly ManifestProvider[],
  key: (provider: ManifestProvider) => string | number,
): readonly Pair[] {
  const nows = new Map(after.map((provider) => [key(provider), provider]));
  return before.flatMap((old) => {
    const now = nows.get(key(old));
    return now === undefined ? [] : [[old, now] as const];
  });
}

/** A file that names a data store gets the provider with the highest priority, with its fields. */
function compareStores(
  before: readonly ManifestProvider[],
  after: readonly ManifestProvider[],
  successors: ReadonlyMap<ManifestProvider, ManifestProvider>,
): readonly Change[] {
  const nows = servers(after);
  return [...servers(before)].flatMap(([store, old]) => {
    const now = nows.get(store);
    const successor = successors.get(old);
    if (now === undefined || successor === now) return [];
    const message = `"${store}" is served by ${now.model.name} first; it was ${old.model.name}.`;
    const { file, document, model } = now;
    return [
      {
        provider: model.name,
        field: '',
        kind: 'data-store-moved',
        verdict: 'breaking',
        message,
        file,
        range: document.locate(['priority']),
      },
    ];
  });
}

function servers(providers: readonly ManifestProvider[]): ReadonlyMap<string, ManifestProvider> {
  const first = new Map<string, ManifestProvider>();
  for (const provider of providers) {
    for (const store of provider.model.dataStores) {
      const known = first.get(store);
      if (known === undefined || known.model.priority < provider.model.priority) first.set(store, provider);
    }
  }
  return first;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
