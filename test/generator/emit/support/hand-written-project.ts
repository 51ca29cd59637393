import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Diagnostics } from '../../../../generator/src/diagnostics.ts';
import { resolveHandWritten } from '../../../../generator/src/hand-written/resolve-schema.ts';
import { loadManifest } from '../../../../generator/src/manifest/load-manifest.ts';
import type { ProviderModel } from '../../../../generator/src/model/model.ts';
import { createNodeHost } from '../../../../generator/src/node-host.ts';
import { manifestOf, yamlOf } from '../../agreement/support/manifests.ts';

const MODULES = join(import.meta.dirname, '../../../../node_modules');

/** What came of a manifest that names a hand-written schema. */
export interface Resolved {
  readonly model: ProviderModel | undefined;
  readonly faults: readonly string[];
  /** Every file that was run, by name. */
  readonly run: readonly string[];
  /** Ends of the lines that diagnostics point at. */
  readonly lines: readonly string[];
}

/** Resolves the schema of a provider in a project on the disk, whose folder it hands to `use` and then removes. */
export async function withHandWritten<T>(
  files: Readonly<Record<string, string>>,
  use: (resolved: Resolved, folder: string) => Promise<T> | T,
  exported = 'schema',
): Promise<T> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'extconn-zod-')));
  const folder = join(root, 'providers/sample');
  const manifest = join(folder, 'provider.yaml');
  const all = {
    ...files,
    'provider.yaml': yamlOf(manifestOf({ zod: './schema.ts', export: exported })),
  };
  try {
    for (const [name, text] of Object.entries(all)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
    symlinkSync(MODULES, join(root, 'node_modules'), 'junction');
    return await use(await resolveFile(root, manifest), folder);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function resolveFile(root: string, manifest: string): Promise<Resolved> {
  const diagnostics = new Diagnostics();
  const loaded = loadManifest(createNodeHost(root, {}), manifest, root, diagnostics);
  const run: string[] = [];
  const onFile = (path: string): void => {
    if (!path.includes('node_modules')) run.push(path.slice(dirname(manifest).length + 1));
  };
  const model = loaded && (await resolveHandWritten(loaded, diagnostics, { onFile }));
  const text = loaded?.document.text.split('\n') ?? [];
  return {
    model,
    faults: diagnostics.sorted.map(({ code, message }) => `${code} ${message}`),
    run,
    lines: diagnostics.sorted.map(({ range }) => text[(range?.line ?? 0) - 1]?.trim() ?? ''),
  };
}
