import { relative, sep } from 'node:path';
import { emitRegistry } from '../emit/registry.ts';
import type { Host } from '../host.ts';
import { checkPlan } from '../output/check.ts';
import { withLock } from '../output/lock.ts';
import { type OutputPlan, type PlanEntry, planOutput } from '../output/plan.ts';
import { writePlan } from '../output/write.ts';
import { buildRegistry } from '../pipeline.ts';
import { loadProject } from '../project.ts';
import type { CommandContext, CommandOutcome } from './command.ts';

const NOTHING: CommandOutcome = { text: '', members: { files: [] } };

/** Brings everything generated up to date, or with `check` says what is not and writes nothing. */
export async function generate(
  context: CommandContext,
  { check }: { readonly check: boolean },
): Promise<CommandOutcome> {
  const { host, diagnostics, lockSystem } = context;
  const project = loadProject(host, diagnostics);
  if (diagnostics.hasErrors) return NOTHING;
  const update = async (): Promise<OutputPlan | undefined> => {
    const registry = await buildRegistry(host, project, diagnostics);
    if (diagnostics.hasErrors) return undefined;
    const { files, scope } = emitRegistry(registry);
    return planOutput(host, scope, files, diagnostics);
  };
  if (check) {
    const plan = await update();
    if (plan === undefined) return NOTHING;
    const diff = checkPlan(plan, (path) => shown(host, path), diagnostics);
    return {
      text: diff === '' ? 'Everything generated is up to date.\n' : diff,
      members: { files: filesOf(host, plan) },
    };
  }
  // What is planned under the lock is still true when it is written.
  const plan = await withLock(host, project.root, lockSystem, diagnostics, async (lock) => {
    const planned = await update();
    return planned !== undefined && writePlan(host, planned, lock, diagnostics) ? planned : undefined;
  });
  return plan === undefined
    ? NOTHING
    : { text: summary(host, plan), members: { files: filesOf(host, plan) } };
}

const WORDS: Readonly<Record<PlanEntry['action'], string>> = {
  create: 'created',
  update: 'updated',
  same: 'unchanged',
  orphan: 'deleted',
  refused: 'refused',
};

function summary(host: Host, { entries }: OutputPlan): string {
  const changed = entries.filter(({ action }) => action !== 'same');
  if (changed.length === 0) return `Up to date: ${entries.length} files.\n`;
  const lines = changed.map(({ path, action }) => `${WORDS[action]} ${shown(host, path)}\n`);
  return `${lines.join('')}${changed.length} of ${entries.length} files changed.\n`;
}

function filesOf(host: Host, { entries }: OutputPlan) {
  return entries.map(({ path, action }) => ({ path: shown(host, path), action }));
}

function shown(host: Host, path: string): string {
  return relative(host.cwd, path).split(sep).join('/');
}
