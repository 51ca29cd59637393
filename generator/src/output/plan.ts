import { dirname } from 'node:path';
import type { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import { faultCode } from './fault.ts';
import { Folders } from './folders.ts';
import { hashText } from './hash.ts';
import { hasHeader, inspectHeader } from './header.ts';
import { normalizeLines } from './lines.ts';
import { findRemains } from './orphans.ts';
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
  /** Of what will be there, where it is known. */
  readonly hash?: string | undefined;
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
  const folders = new Folders(host, scope.root);
  const obstacles = new Set<string>();
  const planned = files.map((file) => planFile({ host, folders, diagnostics, obstacles }, file));
  const { orphans, leftovers } = findRemains({ host, folders, scope, wanted: files, diagnostics });
  const entries = [...planned, ...orphans.map(planOrphan)];
  return { entries: entries.sort((a, b) => (a.path < b.path ? -1 : 1)), leftovers };
}

/** Whether there is nothing to do. */
export function isUpToDate({ entries }: OutputPlan): boolean {
  return entries.every(({ action }) => action === 'same');
}

interface Planning {
  readonly host: Host;
  readonly folders: Folders;
  readonly diagnostics: Diagnostics;
  /** Files in the way of whole folders, each reported once. */
  readonly obstacles: Set<string>;
}

function planFile({ host, folders, diagnostics, obstacles }: Planning, file: OutputFile): PlanEntry {
  const { path } = file;
  const refuse = (name?: OutputRefusal, at = path): PlanEntry => {
    if (name !== undefined) diagnostics.report(name, {}, { file: at });
    return { path, action: 'refused', isEdited: false };
  };
  const folder = dirname(path);
  if (!folders.contains(folders.resolve(folder))) return refuse('output-outside');
  let before: string | undefined;
  try {
    if (folders.holds(path)) {
      // Where the hash of what is wanted is known and is that of what is there, neither text need be had.
      if (file.hash !== undefined && host.hash(path) === file.hash)
        return { path, action: 'same', isEdited: false };
      before = host.read(path);
    }
  } catch (error) {
    if (host.stat(path)?.isFolder === true) return refuse('output-folder-in-the-way');
    diagnostics.report('output-unreadable', { reason: faultCode(error) }, { file: path });
    return refuse();
  }
  if (before === undefined) {
    const obstacle = folders.obstacle(folder);
    if (obstacle !== undefined) {
      const isNew = obstacles.size < obstacles.add(obstacle).size;
      return refuse(isNew ? 'output-file-for-folder' : undefined, obstacle);
    }
    return { path, action: 'create', isEdited: false, after: ours(file) };
  }
  if (isWanted(file, normalizeLines(before))) return { path, action: 'same', isEdited: false };
  const origin = inspectHeader(before);
  if (origin === 'foreign') return refuse('output-in-the-way');
  if (!folders.contains(host.realPath(path) ?? path)) return refuse('output-outside');
  return {
    path,
    action: 'update',
    isEdited: origin === 'edited',
    before,
    after: ours(file),
    hash: file.hash,
  };
}

/** Where the hash of what is wanted is known and is that of what is there, its text need not be made. */
function isWanted(file: OutputFile, before: string): boolean {
  return (file.hash !== undefined && file.hash === hashText(before)) || before === file.text;
}

type OutputRefusal =
  | 'output-outside'
  | 'output-in-the-way'
  | 'output-folder-in-the-way'
  | 'output-file-for-folder';

function planOrphan({ path, text }: OutputFile): PlanEntry {
  return { path, action: 'orphan', isEdited: inspectHeader(text) === 'edited', before: text };
}

function ours({ path, text }: OutputFile): string {
  if (!hasHeader(text)) throw new Error(`A generated file without its header: ${path}`);
  return text;
}
