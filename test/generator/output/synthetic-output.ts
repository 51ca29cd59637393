import { join } from 'node:path';
import { Diagnostics } from '../../../generator/src/diagnostics.ts';
import type { Host } from '../../../generator/src/host.ts';
import { addHeader } from '../../../generator/src/output/header.ts';
import { withLock } from '../../../generator/src/output/lock.ts';
import type { LockSystem } from '../../../generator/src/output/lock-system.ts';
import { planOutput } from '../../../generator/src/output/plan.ts';
import type { OutputFile, OutputScope } from '../../../generator/src/output/scope.ts';
import { writePlan } from '../../../generator/src/output/write.ts';

const PROVIDERS = 300;
/** Odd versions have these more, so that going back deletes them. */
const EXTRA = 20;

const folderOf = (root: string, index: number): string => join(root, 'providers', `p${index}`);

/** Where the generated files of 300 providers, of which there are none, may be. */
export function syntheticScope(root: string): OutputScope {
  const folders = Array.from({ length: PROVIDERS + EXTRA }, (_, index) => folderOf(root, index));
  const code = [join(root, 'providers'), ...folders].map((path) => ({ path, kind: 'code' as const }));
  return { root, folders: [...code, { path: join(root, 'schemas'), kind: 'schemas' }] };
}

/** One version of them: every file differs from version to version. */
export function syntheticFiles(root: string, version: number): OutputFile[] {
  const count = PROVIDERS + (version % 2 === 1 ? EXTRA : 0);
  const line = `export const value = ${version};\n`;
  const providers = Array.from({ length: count }, (_, index) => ({
    path: join(folderOf(root, index), 'provider.gen.ts'),
    text: code(line.repeat(20 + (version % 7))),
  }));
  const schemas = Array.from({ length: count / 20 }, (_, index) => ({
    path: join(root, 'schemas', `p${index}.schema.json`),
    text: schema(version),
  }));
  const index = { path: join(root, 'providers/index.gen.ts'), text: code(line.repeat(500)) };
  return [...providers, ...schemas, index];
}

/** Brings the files to a version, as `extconn generate` does. */
export async function generateSynthetic(
  host: Host,
  root: string,
  version: number,
  system: LockSystem,
): Promise<Diagnostics> {
  const diagnostics = new Diagnostics();
  await withLock(host, root, system, diagnostics, (lock) => {
    const plan = planOutput(host, syntheticScope(root), syntheticFiles(root, version), diagnostics);
    return writePlan(host, plan, lock, diagnostics);
  });
  return diagnostics;
}

function code(body: string): string {
  return addHeader('typescript', 'provider.yaml', body);
}

function schema(version: number): string {
  return addHeader('json', 'provider.yaml', `{\n  "version": "${'x'.repeat(1000 + version)}"\n}\n`);
}
