import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unifiedDiff } from '../../../generator/src/output/diff.ts';
import { changedLines } from '../../../generator/src/output/line-changes.ts';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });

test('the changes lead from the old text to the new one, and are as few as can be', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const changes = changedLines(before, after);
      expect(apply(before, changes)).toEqual(after);
      const touched = changes.reduce((sum, { start, end, lines }) => sum + end - start + lines.length, 0);
      expect(touched).toBe(before.length + after.length - 2 * commonLength(before, after));
    }),
  );
});

test('two texts with nothing in common are one change, soon', () => {
  const before = Array.from({ length: 40_000 }, (_, index) => `old ${index}`);
  const after = Array.from({ length: 40_000 }, (_, index) => `new ${index}`);
  const start = performance.now();
  const changes = changedLines(before, after);
  expect(changes).toEqual([{ start: 0, end: 40_000, lines: after }]);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('shows three lines around a change and joins changes that are near', () => {
  const before = Array.from({ length: 30 }, (_, index) => `${index + 1}\n`);
  const after = before.with(9, 'ten\n').with(14, 'fifteen\n').with(29, 'thirty\n').toSpliced(20, 1);
  expect(unifiedDiff('x/a.gen.ts', before.join(''), after.join(''))).toMatchInlineSnapshot(`
    "--- a/x/a.gen.ts
    +++ b/x/a.gen.ts
    @@ -7,18 +7,17 @@
     7
     8
     9
    -10
    +ten
     11
     12
     13
     14
    -15
    +fifteen
     16
     17
     18
     19
     20
    -21
     22
     23
     24
    @@ -27,4 +26,4 @@
     27
     28
     29
    -30
    +thirty
    "
  `);
});

test('a new file and one that goes away are shown against /dev/null', () => {
  expect(unifiedDiff('a', undefined, 'one\n')).toBe('--- /dev/null\n+++ b/a\n@@ -0,0 +1,1 @@\n+one\n');
  expect(unifiedDiff('a', 'one\n', undefined)).toBe('--- a/a\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-one\n');
  expect(unifiedDiff('a', 'one\r\n', 'one\n')).toBe('');
});

test('control characters do not reach the terminal', () => {
  expect(unifiedDiff('a', '\u001b[2Jx\u202e\n', 'x\t\n')).toContain('-\\u001b[2Jx\\u202e\n+x\t\n');
});

const hasGit = spawnSync('git', ['--version']).status === 0;
if (!hasGit) process.stderr.write('Skipped: Git is not installed, so no diff is applied with it.\n');

test.skipIf(!hasGit)('Git applies what is shown', () => {
  const folder = mkdtempSync(join(tmpdir(), 'extconn-diff-'));
  try {
    fc.assert(
      fc.property(lines, lines, fc.boolean(), (before, after, ends) => {
        const old = before.map((line) => `${line}\n`).join('');
        const fresh = after
          .map((line) => `${line}\n`)
          .join('')
          .slice(0, ends ? undefined : -1);
        const diff = unifiedDiff('a', old, fresh);
        writeFileSync(join(folder, 'a'), old);
        writeFileSync(join(folder, 'p'), diff);
        if (diff !== '')
          execFileSync('git', ['apply', '--allow-empty', '--unidiff-zero', 'p'], {
            cwd: folder,
            stdio: 'pipe',
          });
        expect(readFileSync(join(folder, 'a'), 'utf8')).toBe(fresh);
      }),
      { numRuns: 40 },
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function apply(before: readonly string[], changes: ReturnType<typeof changedLines>): string[] {
  const result = [...before];
  for (const { start, end, lines } of changes.toReversed()) result.splice(start, end - start, ...lines);
  return result;
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  let previous = new Array<number>(b.length + 1).fill(0);
  for (const word of a) {
    const row = [0];
    b.forEach((other, index) => {
      const diagonal = (previous[index] ?? 0) + 1;
      row.push(word === other ? diagonal : Math.max(previous[index + 1] ?? 0, row[index] ?? 0));
    });
    previous = row;
  }
  return previous.at(-1) ?? 0;
}
