import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

function startWriter(root: string): ChildProcess {
  return spawn(process.execPath, [script, root], { stdio: ['pipe', 'pipe', 'inherit'] });
}

function send(writer: ChildProcess, version: number): Promise<unknown> {
  writer.stdin?.write(`${version}\n`);
  return once(writer.stdout as NonNullable<typeof writer.stdout>, 'data').then(([data]) =>
    String(data).trim(),
  );
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
  await generateSynthetic(host, root, 0, system);
  const first = startWriter(root);
  const start = performance.now();
  await send(first, 1);
  const duration = performance.now() - start;
  first.kill();
  // What each file may hold: every version since the last repair.
  let known = [versionOf(root, 1)];
  let midway = 0;
  let next = startWriter(root);
  for (let kill = 1; kill <= KILLS; kill++) {
    const writer = next;
    const version = kill + 1;
    known.push(versionOf(root, version));
    const answer = send(writer, version);
    // The next one starts up meanwhile.
    next = startWriter(root);
    await Promise.race([
      new Promise((resolve) => setTimeout(resolve, Math.random() * duration * 1.2)),
      answer,
    ]);
    writer.kill('SIGKILL');
    await once(writer, 'close');
    const tree = readTree(root);
    for (const [path, text] of tree) {
      const isWhole = known.some((files) => files.get(path) === text);
      if (!isWhole && !isTemporaryName(path.slice(path.lastIndexOf('/') + 1)))
        expect.fail(`Neither old nor new: ${path}`);
    }
    const index = known.findIndex((files) => [...files].every(([path, text]) => tree.get(path) === text));
    if (index === -1) midway += 1;
    if (kill % KILLS_BETWEEN_REPAIRS === 0) {
      expect((await generateSynthetic(host, root, version, system)).sorted).toEqual([]);
      expect(readTree(root)).toEqual(versionOf(root, version));
      expect(readdirSync(join(root, '.extconn/locks'))).toEqual([]);
      known = [versionOf(root, version)];
    }
  }
  next.kill('SIGKILL');
  process.stderr.write(`${JSON.stringify({ midway, duration })}\n`);
  // A good part of the kills must have hit a run in the middle of its work.
  expect(midway).toBeGreaterThan(KILLS / 10);
}, 60_000);

test('several processes at once take turns, and all end well', async () => {
  const root = join(folder, 'turns');
  const writers = Array.from({ length: 4 }, () => startWriter(root));
  const answers = await Promise.all(writers.map((writer, index) => send(writer, index + 1)));
  expect(answers).toEqual(['done', 'done', 'done', 'done']);
  for (const writer of writers) writer.kill();
  const tree = readTree(root);
  expect([1, 2, 3, 4].filter((version) => isSame(tree, versionOf(root, version)))).toHaveLength(1);
  expect(existsSync(join(root, '.extconn/.gitignore'))).toBe(true);
}, 30_000);

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
