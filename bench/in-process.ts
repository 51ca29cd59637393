import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What a script of `processes/` measured, by name. */
export type Found = Readonly<Record<string, readonly number[]>>;

/** Runs a script of `processes/` in a process of its own, so that nothing else has warmed or spoilt its code. */
export async function measureInProcess(script: string, ...parameters: readonly string[]): Promise<Found> {
  const file = fileURLToPath(new URL(`processes/${script}`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', file, ...parameters]);
  return JSON.parse(stdout) as Found;
}
