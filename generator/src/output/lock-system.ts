import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout } from 'node:timers/promises';

/** What a lock needs to know of the machine. */
export interface LockSystem {
  readonly self: ProcessIdentity;
  /** When a process of this machine started; undefined where there is none, empty where the system does not tell. */
  startOf(pid: number): string | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** A process, told apart from later ones that get the same number. */
export interface ProcessIdentity {
  /** Letters, digits and dashes. */
  readonly machine: string;
  readonly pid: number;
  /** In the system's own unit; empty where the system does not tell. */
  readonly start: string;
}

/** The real machine; `current` is Node's `process`. */
export function createLockSystem(current: Pick<NodeJS.Process, 'pid' | 'platform' | 'kill'>): LockSystem {
  const startOf = (pid: number): string | undefined =>
    current.platform === 'linux' ? readStart(pid) : isRunning(current, pid) ? '' : undefined;
  const machine =
    hostname()
      .replace(/[^A-Za-z0-9]+/g, '-')
      .slice(0, 60) || 'unknown';
  return {
    self: { machine, pid: current.pid, start: startOf(current.pid) ?? '' },
    startOf,
    now: () => Date.now(),
    sleep: (milliseconds) => setTimeout(milliseconds),
  };
}

/** Clock ticks from the start of the machine to that of the process; a zombie counts as ended. */
function readStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the program's name, may hold spaces and parentheses; the state follows it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function isRunning(current: Pick<NodeJS.Process, 'kill'>, pid: number): boolean {
  try {
    return current.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
