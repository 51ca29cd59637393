import { changedLines, type LineChange } from './line-changes.ts';
import { normalizeLines } from './lines.ts';

const CONTEXT = 3;

/**
 * What changes in a file, in the unified format that `git diff` and `patch` use; empty where nothing does.
 *
 * @param path shown as `a/path` and `b/path`
 * @param before undefined where there is no such file yet
 * @param after undefined where the file goes away
 */
export function unifiedDiff(path: string, before: string | undefined, after: string | undefined): string {
  const old = toLines(before);
  const changes = changedLines(old, toLines(after));
  if (changes.length === 0 && before !== undefined && after !== undefined) return '';
  const head = `--- ${before === undefined ? '/dev/null' : `a/${path}`}\n+++ ${after === undefined ? '/dev/null' : `b/${path}`}\n`;
  return printable(head + group(changes).map((hunk) => printHunk(hunk, old)).join(''));
}
