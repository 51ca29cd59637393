import { dirname } from 'node:path';
import type { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import { faultCode } from './fault.ts';
import { inspectHeader } from './header.ts';
import { normalizeLines } from './lines.ts';
import { findRemains } from './orphans.ts';
import { RealFolders } from './real-folders.ts';
import { assertInScope, type OutputFile, type OutputScope } from './scope.ts';

/** What is to be done so that the generated files are as they should be. */
export interface OutputPlan {
  /** By path. */
  readonly entries: readonly PlanEntry[];
  /** Temporary files of runs that were killed. */
  readonly leftovers: readonly string[];
}

export interface PlanEntry {
  /** Absolute. */
  readonly path: string;
  /** An orphan was generated earlier and is wanted no longer; what is refused was reported and stays untouched. */
  readonly action: 'create' | 'update' | 'same' | 'orphan' | 'refused';
  /** Whether somebody changed the generated file that is there now. */
  readonly isEdited: boolean;
  /** What is there now and will be replaced or removed. */
  readonly before?: string;
  /** What will be there. */
  readonly after?: string;
}

/**
 * Compares what should be there with what is. Reads only. A file without our header is never touched: where it
 * is in the way it is reported and refused, elsewhere it is passed over.
 */
export function planOutput(
  host: Host,
  scope: OutputScope,
  files: readonly OutputFile[],
  diagnostics: Diagnostics,
): OutputPlan {
  assertInScope(files, scope);
  const folders = new RealFolders(host, scope.root);
  const planned = files.map((file) => planFile(host, folders, file, diagnostics));
  const { orphans, leftovers } = findRemains(host, scope, folders, files);
  const entries = [...planned, ...orphans.map(planOrphan)];
  return { entries: entries.sort((a, b) => (a.path < b.path ? -1 : 1)), leftovers };
}

/** Whether the plan changes anything. */
export function isUpToDate({ entries }: OutputPlan): boolean {
  return entries.every(({ action }) => action === 'same');
}

function planFile(host: Host, folders: RealFolders, file: OutputFile, diagnostics: Diagnostics): PlanEntry {
  const { path, text } = file;
  const refused: PlanEntry = { path, action: 'refused', isEdited: false };
  const place = { file: path };
  if (!folders.contains(folders.resolve(dirname(path)))) {
    diagnostics.report('output-outside', {}, place);
    return refused;
  }
  let before: string | undefined;
  try {
    before = host.read(path);
  } catch (error) {
    if (host.stat(path)?.isFolder === true) diagnostics.report('output-folder-in-the-way', {}, place);
    else diagnostics.report('output-unreadable', { reason: faultCode(error) }, place);
    return refused;
  }
  if (before === undefined) return { path, action: 'create', isEdited: false, after: ours(file) };
  if (before === text || normalizeLines(before) === text) return { path, action: 'same', isEdited: false };
  const origin = inspectHeader(before);
  if (origin !== 'foreign' && folders.contains(host.realPath(path) ?? path))
    return { path, action: 'update', isEdited: origin === 'edited', before, after: ours(file) };
  diagnostics.report(origin === 'foreign' ? 'output-in-the-way' : 'output-outside', {}, place);
  return refused;
}

function planOrphan({ path, text }: OutputFile): PlanEntry {
  return { path, action: 'orphan', isEdited: inspectHeader(text) === 'edited', before: text };
}

function ours({ path, text }: OutputFile): string {
  if (inspectHeader(text) !== 'generated') throw new Error(`A generated file without its header: ${path}`);
  return text;
}
