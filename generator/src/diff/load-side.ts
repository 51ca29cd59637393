import { dirname, join } from 'node:path';
import type { Diagnostics } from '../diagnostics.ts';
import { findManifests } from '../find-manifests.ts';
import type { Host } from '../host.ts';
import { Fragments } from '../manifest/fragments.ts';
import { loadManifest } from '../manifest/load-manifest.ts';
import { loadProject } from '../project.ts';
import type { ManifestProvider } from './compare-providers.ts';

/**
 * The manifests of a project, at one time.
 *
 * @param prepare - told what is going to be read.
 */
export function loadSide(
  host: Host,
  diagnostics: Diagnostics,
  prepare: (paths: readonly string[]) => void = () => {},
): readonly ManifestProvider[] {
  const { root, settings } = loadProject(host, diagnostics);
  const { manifests } = findManifests(host, root, settings.providers);
  prepare(manifests);
  const fragments = new Fragments(host, root);
  return manifests.flatMap((file) => {
    const loaded = loadManifest(host, file, root, diagnostics, fragments);
    if (loaded === undefined) return [];
    const { model, document } = loaded;
    const { configuration } = model;
    const code =
      configuration.kind === 'zod' ? (host.read(join(dirname(file), configuration.module)) ?? '') : undefined;
    return [{ model, document, file, code }];
  });
}
