import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { build } from 'esbuild';
import { syntheticFiles } from './synthetic-output.ts';

/** A process that writes; see `writer-process.ts`. */
export class Writer {
  readonly process: ChildProcess;
  readonly #answers: AsyncIterator<string>;
  readonly isReady: Promise<string>;

  constructor(script: string, root: string, uid?: number) {
    const user = uid === undefined ? {} : { uid };
    this.process = spawn(process.execPath, [script, root], { stdio: ['pipe', 'pipe', 'inherit'], ...user });
    this.#answers = createInterface({ input: this.process.stdout as Readable })[Symbol.asyncIterator]();
    this.isReady = this.nextAnswer();
  }

  async start(version: number): Promise<void> {
    await this.isReady;
    this.process.stdin?.write(`${version}\n`);
  }

  /** Has a version written; gives `done`, or the codes of what was reported. */
  async write(version: number): Promise<string> {
    await this.start(version);
    const answer = await this.nextAnswer();
    return answer === 'writing' ? this.nextAnswer() : answer;
  }

  /** `ended` where the process ends first. */
  async nextAnswer(): Promise<string> {
    const { done, value } = await this.#answers.next();
    return done === true ? 'ended' : value;
  }

  async kill(): Promise<void> {
    const closed = once(this.process, 'close');
    this.process.kill('SIGKILL');
    await closed;
  }
}

/** Makes the script of a writer, which Node runs as it is. */
export async function buildWriter(script: string): Promise<void> {
  const entryPoints = [join(import.meta.dirname, 'writer-process.ts')];
  await build({ entryPoints, outfile: script, bundle: true, platform: 'node', format: 'esm' });
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
