import { dirname, join } from 'node:path';
import type { Host } from './host.ts';

/** The name of the settings file; it marks the root of a project. */
export const SETTINGS_FILE = 'extconn.yaml';

/** The nearest folder at or above the working directory with an extconn.yaml; else the working directory. */
export function findRoot(host: Host): string {
  for (let folder = host.cwd; ; folder = dirname(folder)) {
    if (host.stat(join(folder, SETTINGS_FILE))?.isFile === true) return folder;
    if (dirname(folder) === folder) return host.cwd;
  }
}
