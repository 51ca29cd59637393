import { Diagnostics } from '../diagnostics.ts';
import { type Change, VERDICTS, worstOf } from '../diff/change.ts';
import { compareManifests } from '../diff/compare-manifests.ts';
import type { ManifestProvider } from '../diff/compare-providers.ts';
import { openRevision } from '../diff/git.ts';
import { loadSide } from '../diff/load-side.ts';
import { RevisionHost } from '../diff/revision-host.ts';
import { findRoot } from '../find-root.ts';
import { loadProject } from '../project.ts';
import { printable } from '../report/printable.ts';
import { relativePath } from '../report/relative-path.ts';
import type { CommandContext, CommandOutcome } from './command.ts';
import { table } from './table.ts';

const NOTHING: CommandOutcome = { text: '', members: { changes: [] } };

/** Says what changed in the manifests since a revision, for those who hold configuration files. */
export async function diff(
  { host, diagnostics }: CommandContext,
  { reference }: { readonly reference: string },
): Promise<CommandOutcome> {
  const root = findRoot(host);
  const revision = openRevision(root, reference, host.env, diagnostics);
  if (revision === undefined) return NOTHING;
  const after = loadSide(host, diagnostics);
  const before = loadRevision(new RevisionHost(root, host.env, revision), reference, diagnostics);
  if (before.length + after.length === 0 && !diagnostics.hasErrors) {
    const { settings } = loadProject(host, diagnostics);
    diagnostics.report('no-providers', { patterns: settings.providers.join(', ') });
  }
  if (diagnostics.hasErrors) return NOTHING;
  const changes = compareManifests(before, after);
  const verdict = worstOf(changes);
  return {
    text: textOf(changes, host.cwd),
    members: { verdict, changes: changes.map((change) => memberOf(change, host.cwd)) },
    hasFindings: verdict === 'breaking',
  };
}

/** What was a mistake then cannot be compared; its places are those of another text. */
function loadRevision(
  host: RevisionHost,
  reference: string,
  diagnostics: Diagnostics,
): readonly ManifestProvider[] {
  const found = new Diagnostics();
  const providers = loadSide(host, found, (paths) => host.prepare(paths));
  for (const { severity, message, file } of found.sorted) {
    const place = file === undefined ? {} : { file };
    if (severity === 'error') diagnostics.report('revision-unreadable', { reference, message }, place);
  }
  return providers;
}

function textOf(changes: readonly Change[], cwd: string): string {
  if (changes.length === 0) return 'Nothing changed.\nVerdict: none.\n';
  const rows = changes.map(({ verdict, provider, field, message, ...change }) => [
    verdict,
    printable(field === '' ? provider : `${provider}.${field}`),
    printable(message),
    printable(placeOf(change, cwd)),
  ]);
  const counts = VERDICTS.map((verdict) => [
    changes.filter((change) => change.verdict === verdict).length,
    verdict,
  ]);
  const summary = counts.filter(([count]) => count !== 0).map(([count, verdict]) => `${count} ${verdict}`);
  return `${table(['VERDICT', 'WHAT', 'CHANGE', 'WHERE'], rows)}\nVerdict: ${worstOf(changes)} (${summary.join(', ')}).\n`;
}

function placeOf({ file, range }: Pick<Change, 'file' | 'range'>, cwd: string): string {
  const path = relativePath(file, cwd);
  return range === undefined ? path : `${path}:${range.line}:${range.column}`;
}

function memberOf({ range, file, ...change }: Change, cwd: string) {
  return { ...change, file: relativePath(file, cwd), ...range };
}
