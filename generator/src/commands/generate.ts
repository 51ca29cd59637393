import { relative, sep } from 'node:path';
import { BUILD_ID } from '../build-id.ts';
import type { FactsCache } from '../discovery/cache.ts';
import { emitRegistry } from '../emit/registry.ts';
import { findRoot } from '../find-root.ts';
import type { Host } from '../host.ts';
import { type NamedConnections, readNamedConnections } from '../named-connections.ts';
import { checkPlan } from '../output/check.ts';
import { withLock } from '../output/lock.ts';
import { isUpToDate, type OutputPlan, type PlanEntry, planOutput } from '../output/plan.ts';
import { privateFolder } from '../output/private-folder.ts';
import { writePlan } from '../output/write.ts';
import { buildRegistry, type Registry } from '../pipeline.ts';
import { loadProject } from '../project.ts';
import { type Recording, recordHost } from '../replay/recording-host.ts';
import { rememberUpToDate, upToDateText } from '../replay/up-to-date.ts';
import type { CommandContext, CommandOutcome } from './command.ts';
import { configurationProviders } from './configuration-providers.ts';

const NOTHING: CommandOutcome = { text: '', members: { files: [] } };

/** The parameters of `extconn generate`. */
export interface GenerateOptions {
  /** Whether to write nothing and report what is out of date. */
  readonly check: boolean;
  /** Configuration files, beside those of extconn.yaml, whose connection names become types. */
  readonly config?: readonly string[] | undefined;
}

/** Brings everything generated up to date, or with `check` says what is not and writes nothing. */
export async function generate(
  context: CommandContext,
  { check, config = [] }: GenerateOptions,
): Promise<CommandOutcome> {
  const { diagnostics, lockSystem } = context;
  const root = findRoot(context.host);
  const { host, recording } = recordHost(context.host, (path) => path.startsWith(privateFolder(root)));
  const project = loadProject(host, diagnostics);
  if (diagnostics.hasErrors) return NOTHING;
  const update = async (): Promise<{ plan: OutputPlan; facts: FactsCache } | undefined> => {
    const registry = await buildRegistry(host, project, diagnostics);
    if (diagnostics.hasErrors) return undefined;
    const named = await namedConnections({ ...context, host }, registry, config);
    if (diagnostics.hasErrors) return undefined;
    const { files, scope } = emitRegistry(registry, named);
    return { plan: planOutput(host, scope, files, diagnostics), facts: registry.facts };
  };
  if (check) {
    const updated = await update();
    if (updated === undefined) return NOTHING;
    const { plan } = updated;
    const diff = checkPlan(plan, (path) => shown(host, path), diagnostics);
    return {
      text: diff === '' ? upToDateText(plan.entries.length) : diff,
      members: { files: filesOf(host, plan) },
    };
  }
  // What is planned under the lock is still true when it is written.
  const plan = await withLock(host, project.root, lockSystem, diagnostics, async (lock) => {
    const updated = await update();
    updated?.facts.save();
    return updated !== undefined && writePlan(host, updated.plan, lock, diagnostics)
      ? updated.plan
      : undefined;
  });
  if (plan !== undefined && isUpToDate(plan) && diagnostics.sorted.length === 0 && config.length === 0) {
    remember(context.host, root, plan, recording());
  }
  return plan === undefined
    ? NOTHING
    : { text: summary(host, plan), members: { files: filesOf(host, plan) } };
}

/** So that the next run need not ask anything but whether all is as it was. */
function remember(host: Host, root: string, { entries }: OutputPlan, recording: Recording | undefined): void {
  if (BUILD_ID === undefined || recording === undefined) return;
  rememberUpToDate(host, { build: BUILD_ID, root, files: entries.length, recording });
}

/** Types for connection names are wanted where the settings or a flag name configuration files. */
async function namedConnections(
  { host, diagnostics }: CommandContext,
  registry: Registry,
  config: readonly string[],
): Promise<NamedConnections | undefined> {
  const files = [...new Set([...registry.project.settings.configurations, ...config])];
  if (files.length === 0) return undefined;
  return readNamedConnections(host, registry, files, configurationProviders(registry), diagnostics);
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
  if (changed.length === 0) return upToDateText(entries.length);
  const lines = changed.map(({ path, action }) => `${WORDS[action]} ${shown(host, path)}\n`);
  return `${lines.join('')}${changed.length} of ${entries.length} files changed.\n`;
}

function filesOf(host: Host, { entries }: OutputPlan) {
  return entries.map(({ path, action }) => ({ path: shown(host, path), action }));
}

function shown(host: Host, path: string): string {
  return relative(host.cwd, path).split(sep).join('/');
}
