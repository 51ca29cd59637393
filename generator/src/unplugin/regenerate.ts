import { resolve } from 'node:path';
import { generate } from '../commands/generate.ts';
import { Diagnostics } from '../diagnostics.ts';
import { findRoot } from '../find-root.ts';
import type { Host } from '../host.ts';
import { privateFolder } from '../output/private-folder.ts';
import { Sight } from '../watch/sight.ts';
import { type Finding, findingsOf } from './findings.ts';
import type { Machine } from './machine.ts';

/** What came of generating, for a bundler. */
export interface Regenerated {
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
  /** The files that it depends on, absolute. */
  readonly files: readonly string[];
  /** The folders in which it depends on what appears and goes, absolute. */
  readonly folders: readonly string[];
}

/** Brings everything generated up to date, as `extconn generate` does. */
export async function regenerate(machine: Machine, cwd: string): Promise<Regenerated> {
  const host = machine.host(cwd);
  const sight = new Sight(host);
  const folder = privateFolder(findRoot(host));
  const seen = sight.watching((path) => path.startsWith(folder));
  const written = new Set<string>();
  const findings = await generateIn(seen, machine, written);
  const files = [...sight.paths].filter((path) => !written.has(path) && host.stat(path)?.isFile === true);
  return { ...findings, files, folders: [...sight.folders] };
}

/** Generates, and adds the generated files, absolute, to those that are known. */
export async function generateIn(
  host: Host,
  { lockSystem }: Machine,
  generated: Set<string> = new Set(),
): Promise<Pick<Regenerated, 'errors' | 'warnings'>> {
  const diagnostics = new Diagnostics();
  const { members } = await generate({ host, lockSystem, diagnostics, ask: undefined }, { check: false });
  for (const { path } of members['files'] as readonly { readonly path: string }[])
    generated.add(resolve(host.cwd, path));
  const of = (severity: 'error' | 'warning') =>
    findingsOf(
      host,
      diagnostics.sorted.filter((diagnostic) => diagnostic.severity === severity),
    );
  return { errors: of('error'), warnings: of('warning') };
}
