import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timeCommand } from './command.ts';

const PINNED = fileURLToPath(new URL('package.json', import.meta.url));
const FOLDER = fileURLToPath(new URL('work/peers/', import.meta.url));
const INSTALL = ['install', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];

/** Where the peers are, or why they are not there. */
export type Peers = { readonly modules: string } | { readonly reason: string };

/** Installs the peers at the pinned versions, where they are not yet. */
export async function installPeers(log: (text: string) => void): Promise<Peers> {
  const marker = join(FOLDER, 'installed.json');
  const modules = join(FOLDER, 'node_modules');
  const pinned = await readFile(PINNED, 'utf8');
  if ((await readFile(marker, 'utf8').catch(() => '')) === pinned) return { modules };
  log('Installing the peers');
  await mkdir(FOLDER, { recursive: true });
  await copyFile(PINNED, join(FOLDER, 'package.json'));
  try {
    await timeCommand({ program: 'npm', parameters: INSTALL, cwd: FOLDER });
  } catch {
    return { reason: 'not installed: the npm registry did not answer' };
  }
  await writeFile(marker, pinned);
  return { modules };
}
