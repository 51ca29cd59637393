import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeHost } from '../../../generator/src/node-host.ts';
import { createLockSystem } from '../../../generator/src/output/lock-system.ts';
import { isTemporaryName } from '../../../generator/src/output/temporary-name.ts';
import { generateSynthetic, syntheticFiles } from './synthetic-output.ts';

const KILLS = 200;
/** After this many kills, a run of this process repairs what they left and every byte is compared. */
const KILLS_BETWEEN_REPAIRS = 10;

/** In memory where the system has that: replacing a thousand files on a disk takes seconds. */
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'extconn-kill-'));
const script = join(folder, 'writer.mjs');

beforeAll(async () => {
  const entryPoints = [join(import.meta.dirname, 'writer-process.ts')];
  await build({ entryPoints, outfile: script, bundle: true, platform: 'node', format: 'esm' });
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Writer {
  readonly process: ChildProcess;
  readonly isReady: Promise<string>;
}

function startWriter(root: string): Writer {
  const child = spawn(process.execPath, [script, root], { stdio: ['pipe', 'pipe', 'inherit'] });
  return { process: child, isReady: nextAnswer(child) };
}

async function nextAnswer(child: ChildProcess): Promise<string> {
  const answer = await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'close')]);
  return String(answer[0]).trim();
}

async function send(writer: Writer, version: number): Promise<string> {
  await writer.isReady;
  writer.process.stdin?.write(`${version}\n`);
  return nextAnswer(writer.process);
}

function readTree(root: string): Map<string, string> {
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = names.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    paths.filter((path) => !path.includes('.extconn/')).map((path) => [path, readFileSync(path, 'utf8')]),
  );
}

function versionOf(root: string, version: number): Map<string, string> {
  return new Map(syntheticFiles(root, version).map(({ path, text }) => [path, text]));
}

test('killed at 200 random moments, every file is wholly old or wholly new, and the next run repairs the rest', async () => {
  const root = join(folder, 'killed');
  const host = createNodeHost(root, {});
  const system = createLockSystem(process);
  const first = startWriter(root);
  await first.isReady;
  const start = performance.now();
  await send(first, 1);
  const duration = performance.now() - start;
  first.process.kill();
  // What each file may hold: every version since the last repair.
  let known = [versionOf(root, 1)];
  let midway = 0;
  let next = startWriter(root);
  for (let kill = 1; kill <= KILLS; kill++) {
    const writer = next;
    const version = kill + 1;
    known.push(versionOf(root, version));
    await writer.isReady;
    const answer = send(writer, version);
    // The next one starts up meanwhile.
    next = startWriter(root);
    await Promise.race([setTimeout(Math.random() * duration), answer]);
    writer.process.kill('SIGKILL');
    await once(writer.process, 'close');
    const tree = readTree(root);
    expect(
      [...tree].filter(
        ([path, text]) => !isTemporary(path) && !known.some((files) => files.get(path) === text),
      ),
    ).toEqual([]);
    if (!known.some((files) => isSame(tree, files))) midway += 1;
    if (kill % KILLS_BETWEEN_REPAIRS === 0) {
      expect((await generateSynthetic(host, root, version, system)).sorted).toEqual([]);
      expect(isSame(readTree(root), versionOf(root, version))).toBe(true);
      expect(readdirSync(join(root, '.extconn/locks'))).toEqual([]);
      known = [versionOf(root, version)];
    }
  }
  next.process.kill('SIGKILL');
  // A good part of the kills must have hit a run in the middle of its work.
  expect(midway).toBeGreaterThan(KILLS / 10);
}, 120_000);

test('several processes at once take turns, and all end well', async () => {
  const root = join(folder, 'turns');
  const writers = Array.from({ length: 4 }, () => startWriter(root));
  const answers = await Promise.all(writers.map((writer, index) => send(writer, index + 1)));
  expect(answers).toEqual(['done', 'done', 'done', 'done']);
  for (const writer of writers) writer.process.kill();
  const tree = readTree(root);
  expect([1, 2, 3, 4].filter((version) => isSame(tree, versionOf(root, version)))).toHaveLength(1);
  expect(existsSync(join(root, '.extconn/.gitignore'))).toBe(true);
}, 30_000);

function isTemporary(path: string): boolean {
  return isTemporaryName(basename(path));
}

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
