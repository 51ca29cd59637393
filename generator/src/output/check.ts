import type { Diagnostics } from '../diagnostics.ts';
import { unifiedDiff } from './diff.ts';
import type { OutputPlan, PlanEntry } from './plan.ts';

/**
 * Reports what `generate` would do as mistakes: stale, missing, orphaned and hand-edited files. Writes nothing.
 *
 * @param show how a path appears in the diff
 * @returns the diff from what is there to what should be; empty where all is up to date
 */
export function checkPlan(
  plan: OutputPlan,
  show: (path: string) => string,
  diagnostics: Diagnostics,
): string {
  let diff = '';
  for (const entry of plan.entries) {
    const finding = findingOf(entry);
    if (finding === undefined) continue;
    diagnostics.report(finding, {}, { file: entry.path });
    diff += unifiedDiff(show(entry.path), entry.before, entry.after);
  }
  return diff;
}

function findingOf({ action, isEdited }: PlanEntry) {
  if (action === 'create') return 'output-missing';
  if (action === 'orphan') return 'output-orphaned';
  if (action === 'update') return isEdited ? 'output-edited' : 'output-stale';
  return undefined;
}
