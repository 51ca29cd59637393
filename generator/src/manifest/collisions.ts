import type { DiagnosticName, DiagnosticParameters } from '../catalogue.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { DocumentPath, LocatedDocument, Range } from '../located.ts';
import type { ProviderModel } from '../model/model.ts';

/** A provider of the index, and the file that declares it. */
export interface PlacedProvider {
  readonly model: Pick<ProviderModel, 'id' | 'name' | 'displayName' | 'dataStores' | 'priority'>;
  /** Absolute: the manifest; of an installed package, the model. */
  readonly file: string;
  /** Finds the places of the manifest's values. Without it, places are whole files. */
  readonly document?: Pick<LocatedDocument, 'locate'>;
}

/** Reports what two providers must not share: an id, a name, a data store at one priority, a name and a data store. */
export function reportCollisions(providers: readonly PlacedProvider[], diagnostics: Diagnostics): void {
  const all = [...providers].sort(byFixability);
  const collisions = new Collisions(diagnostics);
  for (const provider of all) {
    const { id, name, displayName } = provider.model;
    collisions.claim('id', String(id), { provider, path: ['id'] }, 'duplicate-id', { id });
    // Names that differ in case alone would share files on some systems.
    collisions.claim('name', name.toLowerCase(), { provider, path: ['name'] }, 'duplicate-name', { name });
    const shown = displayName.toLowerCase();
    const parameters = { name: displayName };
    if (shown !== name.toLowerCase()) {
      collisions.claim('name', shown, { provider, path: ['displayName'] }, 'duplicate-name', parameters);
    }
    claimStores(provider, collisions);
  }
  reportNamesOfStores(all, collisions);
}

/** A value of a manifest that should be its own alone. */
interface Claim {
  readonly provider: PlacedProvider;
  readonly path: DocumentPath;
}

class Collisions {
  readonly #diagnostics: Diagnostics;
  readonly #claims = new Map<string, Claim>();

  constructor(diagnostics: Diagnostics) {
    this.#diagnostics = diagnostics;
  }

  /** Reports where another provider claimed the value first. */
  claim<N extends DiagnosticName>(
    kind: string,
    value: string,
    claim: Claim,
    name: N,
    parameters: DiagnosticParameters<N>,
  ): void {
    const key = `${kind} ${value}`;
    const first = this.#claims.get(key);
    if (first === undefined) this.#claims.set(key, claim);
    else if (first.provider !== claim.provider) this.report(name, parameters, claim, first);
  }

  report<N extends DiagnosticName>(
    name: N,
    parameters: DiagnosticParameters<N>,
    claim: Claim,
    other: Claim,
  ): void {
    const { model, file } = other.provider;
    const range = rangeOf(other);
    const related = {
      message: `The other provider, ${model.name}.`,
      file,
      ...(range === undefined ? {} : { range }),
    };
    this.#diagnostics.report(name, parameters, {
      file: claim.provider.file,
      range: rangeOf(claim),
      related: [related],
    });
  }
}

function rangeOf({ provider, path }: Claim): Range | undefined {
  return provider.document?.locate(path);
}

function claimStores(provider: PlacedProvider, collisions: Collisions): void {
  const { dataStores, priority } = provider.model;
  for (const dataStore of dataStores) {
    const key = JSON.stringify([dataStore, priority]);
    collisions.claim('store', key, { provider, path: ['priority'] }, 'equal-priority', {
      dataStore,
      priority,
    });
  }
}

function reportNamesOfStores(providers: readonly PlacedProvider[], collisions: Collisions): void {
  const stores = new Map<string, Claim[]>();
  for (const provider of providers) {
    provider.model.dataStores.forEach((store, index) => {
      const claims = stores.get(store) ?? [];
      stores.set(store, [...claims, { provider, path: ['dataStores', index] }]);
    });
  }
  for (const provider of providers) {
    const { name, displayName } = provider.model;
    const names = name === displayName ? (['name'] as const) : (['name', 'displayName'] as const);
    for (const key of names) {
      const other = stores.get(provider.model[key])?.find((claim) => claim.provider !== provider);
      const parameters = { name: provider.model[key] };
      if (other !== undefined) {
        collisions.report('name-is-data-store', parameters, { provider, path: [key] }, other);
      }
    }
  }
}

/** Manifests, which the user can change, after models of packages; so the diagnostics stand in the manifests. */
function byFixability(a: PlacedProvider, b: PlacedProvider): number {
  const rank = ({ document }: PlacedProvider): number => (document === undefined ? 0 : 1);
  return rank(a) - rank(b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0);
}
