import { join } from 'node:path';
import type { Host } from '../host.ts';
import { tolerateFault } from './fault.ts';
import { isTemporaryName } from './temporary-name.ts';

/**
 * Where a project keeps what is only for this machine: locks and cached facts. It can be deleted at any time. Not
 * in `node_modules`: that may be read-only, absent, or made while a run is on, and two runs must meet in one place.
 */
export function privateFolder(root: string): string {
  return join(root, '.extconn');
}

/** Makes the private folder, which hides itself from Git. Throws where that cannot be done. */
export function preparePrivateFolder(host: Host, root: string): string {
  const folder = privateFolder(root);
  if (host.stat(folder) === undefined) host.create(join(folder, '.gitignore'), '*\n');
  const real = host.realPath(folder);
  if (real !== join(host.realPath(root) ?? root, '.extconn')) throw new Error('it is a link');
  return folder;
}

/** Removes what killed runs left in the private folder. Only for who holds the lock. */
export function sweepPrivateFolder(host: Host, root: string): void {
  const folder = privateFolder(root);
  for (const { name } of host.list(folder)) {
    if (isTemporaryName(name)) tolerateFault(() => host.remove(join(folder, name)));
  }
}
