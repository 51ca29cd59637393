import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Diagnostics } from '../diagnostics.ts';
import type { Host } from '../host.ts';
import { faultCode, tolerateFault } from './fault.ts';
import type { LockSystem, ProcessIdentity } from './lock-system.ts';
import { preparePrivateFolder, privateFolder, sweepPrivateFolder } from './private-folder.ts';

/** The right to write generated files. */
export type Lock = HeldLock | UnavailableLock;

export interface HeldLock {
  readonly kind: 'held';
  release(): void;
}

/** No lock can be made here; that matters only to a run that has something to write. */
export interface UnavailableLock {
  readonly kind: 'unavailable';
  readonly folder: string;
  readonly reason: string;
}

/** Milliseconds a run waits for another one to end. */
export const LOCK_WAIT = 30_000;
/** Milliseconds after which a lock is void whose process cannot be told apart from others: one of another machine. */
export const UNVERIFIED_LIFETIME = 120_000;

/**
 * Waits until no other run writes in this project, then keeps others out. Every run has a lock file with a name of
 * its own, which says who it is: it announces itself first and looks for others after that, so of two runs at least
 * one sees the other. Locks of processes that ended are removed; no name is ever used twice, so that is safe.
 *
 * @returns undefined where another run did not end in time, which was reported
 */
export async function takeLock(
  host: Host,
  root: string,
  system: LockSystem,
  diagnostics: Diagnostics,
): Promise<Lock | undefined> {
  const start = system.now();
  for (;;) {
    const lock = tryLock(host, root, system);
    if (!('rival' in lock)) return lock;
    if (system.now() - start >= LOCK_WAIT) {
      const { pid, machine } = lock.rival;
      const seconds = Math.round(LOCK_WAIT / 1000);
      diagnostics.report('output-busy', { pid, machine, seconds }, { file: lock.rival.file });
      return undefined;
    }
    await system.sleep(20 + Math.random() * 40);
  }
}

/** Holds the lock while the work goes on. The work is not done where another run does not end in time. */
export async function withLock<T>(
  host: Host,
  root: string,
  system: LockSystem,
  diagnostics: Diagnostics,
  work: (lock: Lock) => T | Promise<T>,
): Promise<T | undefined> {
  const lock = await takeLock(host, root, system, diagnostics);
  if (lock === undefined) return undefined;
  try {
    return await work(lock);
  } finally {
    if (lock.kind === 'held') lock.release();
  }
}

interface Rival extends ProcessIdentity {
  readonly file: string;
}

function tryLock(host: Host, root: string, system: LockSystem): Lock | { readonly rival: Rival } {
  const { machine, pid, start } = system.self;
  try {
    const folder = join(preparePrivateFolder(host, root), 'locks');
    const [rival] = findRivals(host, folder, system);
    if (rival !== undefined) return { rival };
    const file = join(folder, `lock.${pid}.${start}.${machine}.${randomBytes(6).toString('hex')}`);
    host.create(
      file,
      `extconn, process ${pid} on ${machine}, is at work. Is it not? Then delete this file.\n`,
    );
    const [newRival] = findRivals(host, folder, system, file);
    if (newRival === undefined) {
      sweepPrivateFolder(host, root);
      return { kind: 'held', release: () => tolerateFault(() => host.remove(file)) };
    }
    host.remove(file);
    return { rival: newRival };
  } catch (error) {
    return { kind: 'unavailable', folder: privateFolder(root), reason: faultCode(error) };
  }
}

function findRivals(host: Host, folder: string, system: LockSystem, own?: string): readonly Rival[] {
  return host.list(folder).flatMap(({ name }) => {
    const file = join(folder, name);
    const parts = /^lock\.(\d{1,10})\.(\d*)\.([A-Za-z0-9-]+)\.[0-9a-f]{12}$/.exec(name);
    if (parts === null || file === own) return [];
    const [, pid = '', start = '', machine = ''] = parts;
    const rival = { machine, pid: Number(pid), start, file };
    if (isAlive(host, rival, system)) return [rival];
    tolerateFault(() => host.remove(file));
    return [];
  });
}

function isAlive(host: Host, rival: Rival, system: LockSystem): boolean {
  const isHere = rival.machine === system.self.machine;
  const start = isHere ? system.startOf(rival.pid) : '';
  if (start === undefined) return false;
  if (start !== '' && rival.start !== '') return start === rival.start;
  const made = host.stat(rival.file)?.modified;
  return made !== undefined && system.now() - made < UNVERIFIED_LIFETIME;
}
