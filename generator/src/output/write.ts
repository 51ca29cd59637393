import { dirname } from 'node:path';
import type { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import { faultCode, tolerateFault } from './fault.ts';
import type { Lock } from './lock.ts';
import type { OutputPlan, PlanEntry } from './plan.ts';

/**
 * Carries out a plan: what is the same stays as it is, each file is replaced in one step, orphans go last. Writes
 * nothing where the plan holds something refused, or where a permission is missing. A failure on the way leaves
 * every file whole; the next run does the rest.
 *
 * @returns whether everything is now as planned; otherwise the reasons were reported
 */
export function writePlan(host: Host, plan: OutputPlan, lock: Lock, diagnostics: Diagnostics): boolean {
  const { entries, leftovers } = plan;
  if (entries.some(({ action }) => action === 'refused')) return false;
  const changes = entries.filter(({ action }) => action !== 'same').sort(compareEntries);
  if (changes.length === 0 && leftovers.length === 0) return true;
  if (!checkPermissions(host, changes, diagnostics)) return false;
  if (lock.kind === 'unavailable') {
    if (changes.length > 0)
      diagnostics.report('output-lock-failed', { reason: lock.reason }, { file: lock.folder });
    return changes.length === 0;
  }
  for (const path of leftovers) tolerateFault(() => host.remove(path));
  return changes.every((entry) => carryOut(host, entry, diagnostics));
}

/** Deeper files first, since an index above imports them; orphans last, since old files may import them. */
function compareEntries(a: PlanEntry, b: PlanEntry): number {
  const rank = ({ action, path }: PlanEntry): number =>
    action === 'orphan' ? 1 : -path.split(/[\\/]/).length;
  return rank(a) - rank(b) || (a.path < b.path ? -1 : 1);
}

/** A permission that is missing shows before the first file is touched. */
function checkPermissions(host: Host, changes: readonly PlanEntry[], diagnostics: Diagnostics): boolean {
  const folders = new Map<string, boolean>();
  const isWritableFolder = (folder: string): boolean => {
    const known = folders.get(folder) ?? host.isWritable(folder);
    folders.set(folder, known);
    return known;
  };
  const refused = changes.filter(
    ({ path, action }) => !isWritableFolder(dirname(path)) || (action !== 'create' && !host.isWritable(path)),
  );
  for (const { path } of refused) diagnostics.report('output-not-writable', {}, { file: path });
  return refused.length === 0;
}

function carryOut(host: Host, { path, after, isEdited }: PlanEntry, diagnostics: Diagnostics): boolean {
  try {
    if (after === undefined) host.remove(path);
    else host.replace(path, after);
  } catch (error) {
    diagnostics.report('output-write-failed', { reason: faultCode(error) }, { file: path });
    return false;
  }
  if (isEdited) diagnostics.report('output-edit-overwritten', {}, { file: path });
  return true;
}
