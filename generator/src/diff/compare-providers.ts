import type { LocatedDocument } from '../located.ts';
import type { ConfigurationModel, ProviderModel } from '../model/model.ts';
import { type Change, type ChangeKind, inside, ROOT_SITE, type Site, type Verdict } from './change.ts';
import { compareObjects } from './compare-objects.ts';
import type { Comparison } from './comparison.ts';

/** A provider as its manifest says it, at one time. */
export interface ManifestProvider {
  readonly model: ProviderModel;
  /** The manifest, absolute. */
  readonly file: string;
  readonly document: Pick<LocatedDocument, 'locate'>;
  /** The text of the hand-written schema; undefined where the manifest describes the configuration itself. */
  readonly code?: string | undefined;
}

/** Everything that changed between two states of a provider. */
export function compareProviders(before: ManifestProvider, after: ManifestProvider): readonly Change[] {
  const changes: Change[] = [];
  const report = (site: Site, kind: ChangeKind, verdict: Verdict, message: string): void => {
    const { field, path } = site;
    const range = after.document.locate(path);
    changes.push({ provider: after.model.name, field, kind, verdict, message, file: after.file, range });
  };
  compareIdentity(before.model, after.model, report);
  compareSets(before.model, after.model, report);
  compareConfigurations(before, after, report);
  return changes;
}

/** A provider that is gone. */
export function goneProvider({ model, file }: ManifestProvider): Change {
  const message = 'The provider is gone.';
  return { provider: model.name, field: '', kind: 'provider-removed', verdict: 'breaking', message, file };
}

/** A provider that is new. */
export function newProvider({ model, file, document }: ManifestProvider): Change {
  return {
    provider: model.name,
    field: '',
    kind: 'provider-added',
    verdict: 'compatible',
    message: 'The provider is new.',
    file,
    range: document.locate(['name']),
  };
}

type Report = Comparison['report'];

const at = (...path: readonly (string | number)[]): Site => ({ field: '', path, isSecret: false });

function compareIdentity(old: ProviderModel, now: ProviderModel, report: Report): void {
  if (old.name !== now.name)
    report(at('name'), 'provider-renamed', 'breaking', `The provider was called "${old.name}".`);
  if (old.id !== now.id) report(at('id'), 'id-changed', 'breaking', `The id is ${now.id}; it was ${old.id}.`);
  if (old.driver !== now.driver) {
    const message = `The driver is "${now.driver}"; it was "${old.driver}".`;
    report(at('provider'), 'driver-changed', 'compatible', message);
  }
  const words = ({ displayName, description, capabilities }: ProviderModel): string =>
    JSON.stringify([displayName, description, capabilities]);
  if (words(old) !== words(now))
    report(at(), 'described', 'none', 'The provider is described in other words.');
}

function compareSets(old: ProviderModel, now: ProviderModel, report: Report): void {
  const lost = (before: readonly string[], after: readonly string[]) =>
    before.filter((each) => !after.includes(each));
  for (const store of lost(old.dataStores, now.dataStores))
    report(at('dataStores'), 'data-store-removed', 'breaking', `It serves "${store}" no longer.`);
  for (const store of lost(now.dataStores, old.dataStores))
    report(at('dataStores'), 'data-store-added', 'compatible', `It serves "${store}", too.`);
  for (const mode of lost(old.connectionModes, now.connectionModes))
    report(at('connectionModes'), 'mode-removed', 'breaking', `It has no mode "${mode}" any more.`);
  for (const mode of lost(now.connectionModes, old.connectionModes))
    report(at('connectionModes'), 'mode-added', 'compatible', `It has the mode "${mode}", too.`);
  const [before, after] = [old.connectionModes[0], now.connectionModes[0]];
  if (before !== after && before !== undefined && now.connectionModes.includes(before)) {
    const message = `Without a mode, "${after}" is meant; it was "${before}".`;
    report(at('connectionModes'), 'default-mode-changed', 'compatible', message);
  }
}

function compareConfigurations(before: ManifestProvider, after: ManifestProvider, report: Report): void {
  const [old, now] = [before.model.configuration, after.model.configuration];
  if (old.kind === 'fields' && now.kind === 'fields') {
    const comparison: Comparison = {
      before: definitionsOf(old),
      after: definitionsOf(now),
      compared: new Set(),
      report,
    };
    compareObjects(comparison, ROOT_SITE, old.root, now.root);
  } else if (before.code !== after.code || JSON.stringify(old) !== JSON.stringify(now)) {
    const message =
      'The configuration is, or was, described by hand-written code that is another now: whether it takes what it took cannot be told.';
    report(inside(ROOT_SITE, ''), 'hand-written-changed', 'breaking', message);
  }
}

function definitionsOf({ definitions }: ConfigurationModel): Comparison['before'] {
  return new Map(definitions.map(({ name, schema }) => [name, schema]));
}
