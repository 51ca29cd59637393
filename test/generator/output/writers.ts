import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { syntheticFiles } from './synthetic-output.ts';

/** A process that writes; see `writer-process.ts`. */
export interface Writer {
  readonly process: ChildProcess;
  readonly isReady: Promise<string>;
}

/** Makes the script of a writer, which Node runs as it is. */
export async function buildWriter(script: string): Promise<void> {
  const entryPoints = [join(import.meta.dirname, 'writer-process.ts')];
  await build({ entryPoints, outfile: script, bundle: true, platform: 'node', format: 'esm' });
}

export function startWriter(script: string, root: string, uid?: number): Writer {
  const child = spawn(process.execPath, [script, root], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...(uid === undefined ? {} : { uid }),
  });
  return { process: child, isReady: nextAnswer(child) };
}

/** Has a version written; the answer is `done`, or the codes of what was reported. */
export async function send(writer: Writer, version: number): Promise<string> {
  await writer.isReady;
  writer.process.stdin?.write(`${version}\n`);
  return nextAnswer(writer.process);
}

async function nextAnswer(child: ChildProcess): Promise<string> {
  const answer = await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')]);
  return String(answer[0]).trim();
}

/** Every file below a folder but those of the private folder. */
export function readTree(root: string): Map<string, string> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    paths.filter((path) => !path.includes('.extconn/')).map((path) => [path, readFileSync(path, 'utf8')]),
  );
}

/** What the tree is after a version was written. */
export function versionOf(root: string, version: number): Map<string, string> {
  return new Map(syntheticFiles(root, version).map(({ path, text }) => [path, text]));
}

export function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
