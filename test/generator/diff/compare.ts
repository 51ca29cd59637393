import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import type { Change } from '../../../generator/src/diff/change.ts';
import { compareManifests } from '../../../generator/src/diff/compare-manifests.ts';
import type { ManifestProvider } from '../../../generator/src/diff/compare-providers.ts';
import { loadSide } from '../../../generator/src/diff/load-side.ts';
import { createMemoryHost } from '../../support/memory-host.ts';

const FILE = 'providers/notes/provider.yaml';

/** A manifest with these lines as its configuration, and with this head. */
export function manifest(configuration: string, head: Readonly<Record<string, string>> = {}): string {
  const keys = {
    manifestVersion: '1',
    id: '1000',
    name: 'Notes',
    displayName: 'Notes Connection Provider',
    provider: 'fs',
    dataStores: '[Notes]',
    connectionModes: '[ReadWrite, ReadOnly]',
    ...head,
  };
  const lines = Object.entries(keys).map(([key, value]) => `${key}: ${value}\n`);
  return `${lines.join('')}configuration:\n${configuration.replace(/^/gm, '  ')}\n`;
}

/** The providers of some manifests, by path. */
export function load(files: Readonly<Record<string, string>>): readonly ManifestProvider[] {
  const diagnostics = new Diagnostics();
  const providers = loadSide(createMemoryHost(files), diagnostics);
  if (diagnostics.hasErrors) throw new Error(diagnostics.sorted.map(({ message }) => message).join('\n'));
  return providers;
}

/** What changed between two configurations of one provider. */
export function compareConfigurations(before: string, after: string): readonly Change[] {
  return compareManifests(load({ [FILE]: manifest(before) }), load({ [FILE]: manifest(after) }));
}

/** What changed between two manifests of one provider that differ in these keys. */
export function compareHeads(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly Change[] {
  const configuration = 'properties: { folder: { type: string } }';
  return compareManifests(
    load({ [FILE]: manifest(configuration, before) }),
    load({
      [`providers/${(after['name'] ?? 'Notes').toLowerCase()}/provider.yaml`]: manifest(configuration, after),
    }),
  );
}

/** `breaking narrowed limit` of each. */
export function words(changes: readonly Change[]): readonly string[] {
  return changes.map(({ verdict, kind, field }) => `${verdict} ${kind} ${field}`.trim());
}
