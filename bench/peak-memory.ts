import { readdirSync, readFileSync } from 'node:fs';
import { type Command, runCommand } from './command.ts';

/** Milliseconds between two looks. */
const INTERVAL = 2;

/**
 * Runs a command and gives the bytes that the largest of its processes held at its peak; undefined where the system has no
 * `/proc`. The kernel keeps each process's high-water mark, so only what a process takes in its last 2 ms is missed.
 */
export async function peakMemory(command: Command): Promise<number | undefined> {
  let peak = 0;
  let timer: NodeJS.Timeout | undefined;
  try {
    await runCommand(command, ({ pid }) => {
      if (pid !== undefined)
        timer = setInterval(() => {
          peak = Math.max(peak, treePeak(String(pid)));
        }, INTERVAL);
    });
  } finally {
    clearInterval(timer);
  }
  return peak === 0 ? undefined : peak;
}

/** The highest mark among a process and its descendants. */
function treePeak(pid: string): number {
  const own = Number(/VmHWM:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
  const children = list(`/proc/${pid}/task`).flatMap((task) =>
    read(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean),
  );
  return Math.max(own, ...children.map(treePeak));
}

/** Empty where the process has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function list(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
