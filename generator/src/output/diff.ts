import { changedLines, type LineChange } from './line-changes.ts';
import { normalizeLines } from './lines.ts';

/** Unchanged lines shown around changed ones. */
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
  if (changes.length === 0) return '';
  const from = before === undefined ? '/dev/null' : `a/${path}`;
  const to = after === undefined ? '/dev/null' : `b/${path}`;
  const hunks = toHunks(changes, old.length);
  return printable(`--- ${from}\n+++ ${to}\n${hunks.map((hunk) => printHunk(hunk, old)).join('')}`);
}

/** Changes that share their context; the lines count in the old text. */
interface Hunk {
  readonly start: number;
  readonly end: number;
  readonly changes: readonly LineChange[];
  /** How many lines longer the new text is up to here. */
  readonly shift: number;
}

function toHunks(changes: readonly LineChange[], oldLength: number): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let shift = 0;
  for (const change of changes) {
    const last = hunks.at(-1);
    const end = Math.min(change.end + CONTEXT, oldLength);
    const start = Math.max(change.start - CONTEXT, 0);
    if (last !== undefined && start <= last.end)
      hunks[hunks.length - 1] = { ...last, end, changes: [...last.changes, change] };
    else hunks.push({ start, end, changes: [change], shift });
    shift += growth(change);
  }
  return hunks;
}

function printHunk({ start, end, changes, shift }: Hunk, old: readonly string[]): string {
  const oldCount = end - start;
  const newCount = changes.reduce((count, change) => count + growth(change), oldCount);
  let text = `@@ -${printSpan(start, oldCount)} +${printSpan(start + shift, newCount)} @@\n`;
  let next = start;
  for (const change of changes) {
    text += printLines(' ', old.slice(next, change.start));
    text += printLines('-', old.slice(change.start, change.end)) + printLines('+', change.lines);
    next = change.end;
  }
  return text + printLines(' ', old.slice(next, end));
}

/** Lines count from 1; a span without lines is named after the line before it. */
function printSpan(start: number, count: number): string {
  return `${count === 0 ? start : start + 1},${count}`;
}

function printLines(mark: string, lines: readonly string[]): string {
  return lines.map((line) => `${mark}${line}\n`).join('');
}

function growth({ start, end, lines }: LineChange): number {
  return lines.length - (end - start);
}

/** A last line without a line feed counts as a line: generated files end with one, and that shows in the text. */
function toLines(text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return [];
  const lines = normalizeLines(text).split('\n');
  if (lines.at(-1) === '') return lines.slice(0, -1);
  return [...lines.slice(0, -1), `${lines.at(-1)}\n\\ No newline at end of file`];
}

/** Control characters of a file that somebody changed must not reach a terminal. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]/gu, (character) =>
    character === '\n' || character === '\t'
      ? character
      : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
