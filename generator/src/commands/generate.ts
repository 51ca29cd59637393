import { relative, sep } from 'node:path';
import { BUILD_ID } from '../build-id.ts';
import { type EmittedRegistry, emitRegistry } from '../emit/registry.ts';
import { findRoot } from '../find-root.ts';
import type { Host } from '../host.ts';
import { rememberProviders } from '../known/remember-providers.ts';
import type { NamedConnections } from '../named-connections.ts';
import { checkPlan } from '../output/check.ts';
import { hashFound } from '../output/hash.ts';
import { withLock } from '../output/lock.ts';
import { isUpToDate, type OutputPlan, type PlanEntry, planOutput } from '../output/plan.ts';
import { privateFolder } from '../output/private-folder.ts';
import { writePlan } from '../output/write.ts';
import { buildRegistry, type Registry } from '../pipeline.ts';
import { countWrites, SILENT } from '../progress.ts';
import { loadProject } from '../project.ts';
import { contentAnswer } from '../replay/observation.ts';
import { type Recording, recordHost } from '../replay/recording-host.ts';
import { stampedHost } from '../replay/stamped-host.ts';
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

/** What should be there, and what is to be done about it. */
interface Update {
  readonly registry: Registry;
  readonly emitted: EmittedRegistry;
  readonly plan: OutputPlan;
}

/** Brings everything generated up to date, or with `check` says what is not and writes nothing. */
export async function generate(
  context: CommandContext,
  { check, config = [] }: GenerateOptions,
): Promise<CommandOutcome> {
  const { diagnostics, lockSystem, progress = SILENT } = context;
  const root = findRoot(context.host);
  // A check trusts nothing but bytes.
  const { host: asked, save } = check
    ? { host: context.host, save: () => undefined }
    : stampedHost(context.host, root);
  const { host, recording } = recordHost(asked, (path) => path.startsWith(privateFolder(root)));
  const project = loadProject(host, diagnostics);
  if (diagnostics.hasErrors) return NOTHING;
  const update = async (): Promise<Update | undefined> => {
    const registry = await buildRegistry(host, project, diagnostics, { build: BUILD_ID, progress });
    if (diagnostics.hasErrors) return undefined;
    const named = await namedConnections({ ...context, host }, registry, config);
    if (diagnostics.hasErrors) return undefined;
    progress.phase('rendering');
    const emitted = emitRegistry(registry, named);
    progress.phase('comparing');
    return { registry, emitted, plan: planOutput(host, emitted.scope, emitted.files, diagnostics) };
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
    if (updated === undefined) return undefined;
    updated.registry.facts.save();
    progress.phase('writing files');
    const counted = countWrites(host, progress, changedFiles(updated.plan).length);
    if (!writePlan(counted, updated.plan, lock, diagnostics)) return undefined;
    if (!isUpToDate(updated.plan) || isNews(updated.registry))
      rememberProviders(updated.registry, updated.emitted);
    save();
    return updated.plan;
  });
  if (plan !== undefined && diagnostics.sorted.length === 0 && config.length === 0) {
    remember(context.host, root, plan, recording());
  }
  return plan === undefined
    ? NOTHING
    : { text: summary(host, plan), members: { files: filesOf(host, plan) } };
}

/** Whether a provider was made that the next run could know. */
function isNews({ local }: Registry): boolean {
  return local.some(({ known, trace }) => known === undefined && trace !== undefined);
}

/**
 * So that the next run need not ask anything but whether all is as it is now. Where files came or went, it would ask
 * more than this one.
 */
function remember(host: Host, root: string, plan: OutputPlan, recording: Recording | undefined): void {
  if (BUILD_ID === undefined || recording === undefined || !plan.entries.every(isInPlace)) return;
  rememberUpToDate(host, {
    build: BUILD_ID,
    root,
    files: plan.entries.length,
    recording: afterwards(recording, plan),
  });
}

function isInPlace({ action }: PlanEntry): boolean {
  return action === 'same' || action === 'update';
}

/** What the same questions have for an answer once the plan is carried out. */
function afterwards(recording: Recording, plan: OutputPlan): Recording {
  const written = new Map(
    changedFiles(plan).map(({ path, after, hash = hashFound(after) }) => [path, contentAnswer(hash)]),
  );
  return recording.map(([question, path, answer]) => {
    const later = question === 'read' ? written.get(path) : undefined;
    return [question, path, later ?? answer];
  });
}

/** Types for connection names are wanted where the settings or a flag name configuration files. */
async function namedConnections(
  { host, diagnostics }: CommandContext,
  registry: Registry,
  config: readonly string[],
): Promise<NamedConnections | undefined> {
  const files = [...new Set([...registry.project.settings.configurations, ...config])];
  if (files.length === 0) return undefined;
  const { readNamedConnections } = await import('../named-connections.ts');
  return readNamedConnections(host, registry, files, configurationProviders(registry), diagnostics);
}

const WORDS: Readonly<Record<PlanEntry['action'], string>> = {
  create: 'created',
  update: 'updated',
  same: 'unchanged',
  orphan: 'deleted',
  refused: 'refused',
};

function changedFiles({ entries }: OutputPlan): readonly PlanEntry[] {
  return entries.filter(({ action }) => action !== 'same');
}

function summary(host: Host, plan: OutputPlan): string {
  const changed = changedFiles(plan);
  if (changed.length === 0) return upToDateText(plan.entries.length);
  const lines = changed.map(({ path, action }) => `${WORDS[action]} ${shown(host, path)}\n`);
  return `${lines.join('')}${changed.length} of ${plan.entries.length} files changed.\n`;
}

function filesOf(host: Host, { entries }: OutputPlan) {
  return entries.map(({ path, action }) => ({ path: shown(host, path), action }));
}

function shown(host: Host, path: string): string {
  return relative(host.cwd, path).split(sep).join('/');
}
