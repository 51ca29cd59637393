import { dirname, join, resolve } from 'node:path';
import { loadConfiguration } from '../config/load-configuration.ts';
import { SECTION_KEYS } from '../config/sections.ts';
import { validateConfiguration } from '../config/validate-configuration.ts';
import { Diagnostics } from '../diagnostics.ts';
import { loadModule } from '../execute/load-module.ts';
import type {
  LoadConnections,
  NamedConnections,
  Outcome,
  TestedConnection,
} from '../execute/named-connections.ts';
import { isJsonObject, type JsonObject } from '../located.ts';
import { buildRegistry } from '../pipeline.ts';
import { loadProject, type Project } from '../project.ts';
import { nearest } from '../text/nearest.ts';
import type { CommandContext, CommandOutcome } from './command.ts';
import { configurationProviders } from './configuration-providers.ts';
import { table } from './table.ts';

/** The parameters of `extconn test`. */
export interface TestOptions {
  readonly file: string;
  /** Every connection of the file where it is empty. */
  readonly names: readonly string[];
  /** Seconds for each connection. */
  readonly timeout: number;
}

/** How one connection fared. */
interface Tested {
  readonly name: string;
  readonly connectionString: string;
  readonly isSuccess: boolean;
  readonly code: string | null;
  readonly errorMessage: string | null;
  readonly milliseconds: number;
}

const NOTHING: CommandOutcome = { text: '', members: { connections: [] } };

/** Opens, pings and closes named connections with the project's own code. */
export async function test(
  context: CommandContext,
  { file: name, names, timeout }: TestOptions,
): Promise<CommandOutcome> {
  const { host, diagnostics } = context;
  const project = loadProject(host, diagnostics);
  const registry = await buildRegistry(host, project, diagnostics);
  if (diagnostics.hasErrors) return NOTHING;
  const file = resolve(host.cwd, name);
  const options = { env: true, root: project.root };
  const checked = await validateConfiguration(
    host,
    file,
    configurationProviders(registry),
    options,
    diagnostics,
  );
  const all = checked.connections.map((connection) => connection.name);
  for (const unknown of names.filter((wanted) => !all.includes(wanted))) {
    diagnostics.report('unknown-connection', { name: unknown }, { file, suggestion: nearest(unknown, all) });
  }
  if (diagnostics.hasErrors) return { ...NOTHING, frame: () => checked.frame };
  const wanted = names.length === 0 ? all : names;
  const loaded = await openProject(context, project, file, wanted);
  if (loaded.isFailure) {
    diagnostics.report(
      'connections-not-loaded',
      { reason: [loaded.errorMessage, ...loaded.validationErrors].join('; ') },
      { file },
    );
    return NOTHING;
  }
  const connections = loaded.value;
  try {
    return report(
      await Promise.all(wanted.map((each) => testOne(each, connections.get(each), timeout * 1000))),
    );
  } finally {
    await connections.dispose();
  }
}

/** Loads the named entries, and no others: an entry that is not asked for may lack its driver. */
async function openProject(
  { host }: CommandContext,
  { root, settings }: Project,
  file: string,
  names: readonly string[],
): Promise<Outcome<NamedConnections>> {
  const { document } = await loadConfiguration(host, file, new Diagnostics());
  const index = join(root, settings.index);
  const { ExternalConnectionProviders } = await loadModule(index, index);
  const { loadConnections } = await loadModule('@extconn/runtime', index);
  const source = isJsonObject(document?.value) ? onlyNamed(document.value, names) : {};
  return (loadConnections as LoadConnections)(source, ExternalConnectionProviders, {
    env: host.env,
    folder: dirname(file),
  });
}

function onlyNamed(value: JsonObject, names: readonly string[]): JsonObject {
  const sections = [...SECTION_KEYS.keys()].flatMap((key) => {
    const section = value[key];
    if (!isJsonObject(section)) return [];
    return [
      [key, Object.fromEntries(Object.entries(section).filter(([name]) => names.includes(name)))] as const,
    ];
  });
  return Object.fromEntries(sections);
}

async function testOne(name: string, found: Outcome<TestedConnection>, timeout: number): Promise<Tested> {
  const start = performance.now();
  const outcome = found.isFailure ? found : await openPingClose(found.value, timeout);
  return {
    name,
    connectionString: found.isFailure ? '' : found.value.connectionString,
    isSuccess: outcome.isSuccess,
    code: outcome.isFailure ? outcome.code : null,
    errorMessage: outcome.isFailure ? [outcome.errorMessage, ...outcome.validationErrors].join('; ') : null,
    milliseconds: Math.round(performance.now() - start),
  };
}

async function openPingClose(connection: TestedConnection, timeout: number): Promise<Outcome<void>> {
  const signal = AbortSignal.timeout(timeout);
  const opened = await connection.open({ signal });
  if (opened.isFailure) return opened;
  const answered = await connection.testConnection({ signal });
  const closed = await connection.close({ signal });
  return answered.isFailure ? answered : closed;
}

function report(tested: readonly Tested[]): CommandOutcome {
  const rows = tested.map(({ name, isSuccess, milliseconds, connectionString, errorMessage }) => [
    name,
    isSuccess ? 'ok' : 'FAILED',
    `${milliseconds} ms`,
    errorMessage ?? connectionString,
  ]);
  return {
    text: table(['NAME', 'RESULT', 'TIME', 'DETAIL'], rows),
    members: { connections: tested.map((each) => ({ ...each })) },
    hasFindings: tested.some(({ isSuccess }) => !isSuccess),
  };
}
