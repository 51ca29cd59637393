import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNodeHost } from '../../../generator/src/node-host.ts';
import { createLockSystem } from '../../../generator/src/output/lock-system.ts';
import { isTemporaryName } from '../../../generator/src/output/temporary-name.ts';
import { generateSynthetic } from './synthetic-output.ts';
import { buildWriter, isSame, readTree, versionOf, Writer } from './writers.ts';

const KILLS = 200;
/** After this many kills, a run of this process repairs what they left and every byte is compared. */
const KILLS_BETWEEN_REPAIRS = 10;

/** In memory where the system has that: replacing a thousand files on a disk takes seconds. */
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'extconn-kill-'));
const script = join(folder, 'writer.mjs');

beforeAll(() => buildWriter(script));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('killed at 200 random moments, every file is wholly old or wholly new, and the next run repairs the rest', async () => {
  const root = join(folder, 'killed');
  const host = createNodeHost(root, {});
  const system = createLockSystem(process);
  await generateSynthetic(host, root, 1, system);
  // What each file may hold: every version since the last repair.
  let known = [versionOf(root, 1)];
  let midway = 0;
  // Milliseconds that writing takes; found on the way, as it depends on the machine and what else it does.
  let span = 100;
  let next = new Writer(script, root);
  for (let kill = 1; kill <= KILLS; kill++) {
    const writer = next;
    const version = kill + 1;
    known.push(versionOf(root, version));
    await writer.start(version);
    // Most are killed while they write, the others while they get there.
    if (kill % 4 !== 0) await writer.nextAnswer();
    const end = writer.nextAnswer();
    // The next one starts up meanwhile.
    next = new Writer(script, root);
    const ended = await Promise.race([setTimeout(Math.random() * span), end]);
    await writer.kill();
    const tree = readTree(root);
    const broken = [...tree].filter(
      ([path, text]) => !isTemporary(path) && !known.some((files) => files.get(path) === text),
    );
    expect(broken).toEqual([]);
    if (!known.some((files) => isSame(tree, files))) midway += 1;
    span *= ended === 'done' ? 0.8 : 1.05;
    if (kill % KILLS_BETWEEN_REPAIRS === 0) {
      expect((await generateSynthetic(host, root, version, system)).sorted).toEqual([]);
      expect(isSame(readTree(root), versionOf(root, version))).toBe(true);
      expect(readdirSync(join(root, '.extconn/locks'))).toEqual([]);
      known = [versionOf(root, version)];
    }
  }
  await next.kill();
  // A good part of the kills must have hit a run in the middle of its work.
  expect(midway).toBeGreaterThan(KILLS / 4);
}, 240_000);

test('several processes at once take turns, and all end well', async () => {
  const root = join(folder, 'turns');
  const writers = Array.from({ length: 4 }, () => new Writer(script, root));
  const answers = await Promise.all(writers.map((writer, index) => writer.write(index + 1)));
  expect(answers).toEqual(['done', 'done', 'done', 'done']);
  for (const writer of writers) await writer.kill();
  const tree = readTree(root);
  expect([1, 2, 3, 4].filter((version) => isSame(tree, versionOf(root, version)))).toHaveLength(1);
  expect(existsSync(join(root, '.extconn/.gitignore'))).toBe(true);
}, 30_000);

function isTemporary(path: string): boolean {
  return isTemporaryName(basename(path));
}
