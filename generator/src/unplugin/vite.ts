import { watchProject } from '../watch/watch-project.ts';
import type { Finding } from './findings.ts';
import type { Machine } from './machine.ts';
import { generateIn, type Regenerated } from './regenerate.ts';
import { logOf } from './rollup.ts';

/** The part that is used here of Vite's development server. */
export interface ViteServer {
  readonly config: {
    readonly logger: { error(text: string): void; warn(text: string): void };
    readonly server: { readonly watch?: object | null | undefined };
  };
  readonly ws: { send(payload: object): void };
}

/**
 * Generates while a development server runs. A mistake does not end it: it is logged and shown in the browser, and
 * what was generated last goes on being served.
 *
 * @returns when the first run is over.
 */
export async function serve(
  server: ViteServer,
  machine: Machine,
  cwd: string,
  signal: AbortSignal,
): Promise<void> {
  const host = machine.host(cwd);
  let hadErrors = false;
  const show = (found: Pick<Regenerated, 'errors' | 'warnings'>): void => {
    showInBrowser(server, found, hadErrors);
    hadErrors = found.errors.length > 0;
  };
  if (server.config.server.watch === null) return show(await generateIn(host, machine));
  await new Promise<void>((resolve, reject) => {
    watchProject({
      host,
      system: machine.watchSystem,
      signal,
      run: async (seen) => {
        show(await generateIn(seen, machine));
        resolve();
      },
    }).catch(reject);
  });
}

function showInBrowser(
  { config, ws }: ViteServer,
  { errors, warnings }: Pick<Regenerated, 'errors' | 'warnings'>,
  hadErrors: boolean,
): void {
  for (const warning of warnings) config.logger.warn(textOf(warning));
  for (const error of errors) config.logger.error(textOf(error));
  if (errors.length > 0) ws.send({ type: 'error', err: { ...logOf(errors), stack: '', plugin: 'extconn' } });
  // What is generated may be the same as before the mistake, so that nothing else would take the message away.
  else if (hadErrors) ws.send({ type: 'full-reload' });
}

function textOf({ summary, frame, advice }: Finding): string {
  return [summary, ...(frame === '' ? [] : [frame]), ...advice].join('\n');
}
