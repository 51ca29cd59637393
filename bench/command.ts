import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Milliseconds that anything may take. */
const LONGEST = 600_000;

/** A program to run. */
export interface Command {
  readonly program: string;
  readonly parameters: readonly string[];
  readonly cwd: string;
  /** Milliseconds after which it is ended; ten minutes unless given. */
  readonly timeout?: number | undefined;
}

/** The command took longer than it may. */
export class TooLong extends Error {}

/** The command ended badly; the message holds the end of what it said. */
export class CommandFailed extends Error {}

/** Runs a command without a shell, and gives the milliseconds from its start to its end. */
export function timeCommand(command: Command): Promise<number> {
  return runCommand(command, () => undefined);
}

/** Runs a command, and hands its process to somebody who watches it. */
export function runCommand(command: Command, watch: (child: ChildProcess) => void): Promise<number> {
  const { program, parameters, cwd, timeout } = command;
  // What it says goes to a file: a pipe would have this process take part in what is measured.
  const said = join(tmpdir(), `extconn-bench-${process.pid}-${Math.random().toString(36).slice(2)}.log`);
  const output = openSync(said, 'w');
  return new Promise<number>((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, parameters, {
      cwd,
      stdio: ['ignore', output, output],
      env: { ...process.env, NO_COLOR: '1' },
      // A group of its own, so that what it starts can be ended with it.
      detached: true,
    });
    const end = (): void => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    };
    let isTooLong = false;
    const timer = setTimeout(() => {
      isTooLong = true;
      end();
    }, timeout ?? LONGEST);
    // A benchmark that is ended ends what it started.
    process.once('exit', end);
    const settle = (): void => {
      clearTimeout(timer);
      process.off('exit', end);
    };
    watch(child);
    child.on('error', (error) => {
      settle();
      reject(error);
    });
    child.on('exit', (code, signal) => {
      const taken = performance.now() - start;
      settle();
      if (code === 0) resolve(taken);
      else if (isTooLong) reject(new TooLong(`More than ${Math.round((timeout ?? LONGEST) / 1000)} s`));
      else
        reject(new CommandFailed(`${program} ${parameters.join(' ')}: ${code ?? signal}\n${ending(said)}`));
    });
  }).finally(() => {
    closeSync(output);
    rmSync(said, { force: true });
  });
}

function ending(file: string): string {
  return readFileSync(file, 'utf8').slice(-2000);
}
