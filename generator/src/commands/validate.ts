import { resolve } from 'node:path';
import { validateConfiguration } from '../config/validate-configuration.ts';
import { buildRegistry } from '../pipeline.ts';
import { SILENT } from '../progress.ts';
import { loadProject } from '../project.ts';
import type { FrameSource } from '../report/frame-source.ts';
import type { CommandContext, CommandOutcome } from './command.ts';
import { configurationProviders } from './configuration-providers.ts';

/** The parameters of `extconn validate`. */
export interface ValidateOptions {
  readonly files: readonly string[];
  /** Whether references are resolved first. */
  readonly env: boolean;
}

/** Checks configuration files against the schemas of their providers. */
export async function validate(
  { host, diagnostics, progress = SILENT }: CommandContext,
  { files, env }: ValidateOptions,
): Promise<CommandOutcome> {
  const project = loadProject(host, diagnostics);
  const registry = await buildRegistry(host, project, diagnostics, { progress });
  if (diagnostics.hasErrors) return { text: '', members: { connections: [] } };
  const providers = configurationProviders(registry);
  const frames = new Map<string, FrameSource | undefined>();
  const connections: { file: string; name: string; provider: string }[] = [];
  progress.phase('checking configuration files');
  for (const [done, name] of files.entries()) {
    progress.step(done, files.length);
    const file = resolve(host.cwd, name);
    const result = await validateConfiguration(
      host,
      file,
      providers,
      { env, root: project.root },
      diagnostics,
    );
    frames.set(file, result.frame);
    connections.push(
      ...result.connections.map((connection) => ({
        file: name,
        name: connection.name,
        provider: connection.provider,
      })),
    );
    if (result.connections.length === 0 && !diagnostics.hasErrors)
      diagnostics.report('no-connections', {}, { file });
  }
  const count = `${connections.length} connection${connections.length === 1 ? '' : 's'} in ${files.length} file${files.length === 1 ? '' : 's'}`;
  return {
    text: diagnostics.hasErrors ? '' : `Valid: ${count}.\n`,
    members: { connections },
    frame: (file) => frames.get(file),
  };
}
