import type { Range } from '../located.ts';
import type { Span } from '../text/located-tree.ts';
import { type Cell, cellsOf, widthOf } from './cells.ts';
import type { FrameSource } from './frame-source.ts';

/** Columns of the terminal that the text of a line may take. */
const WIDEST = 100;
/** Lines shown before and after the place. */
const AROUND = 2;

/** A file, split once for all its frames. */
export interface FrameLines {
  readonly source: FrameSource;
  readonly lines: readonly string[];
}

export function frameLines(source: FrameSource): FrameLines {
  return { source, lines: source.text.split(/\r?\n/) };
}

/** The lines around a place, with a mark under it; empty where the file does not reach that far. */
export function codeFrame({ source, lines }: FrameLines, range: Range): readonly string[] {
  if (range.line > lines.length) return [];
  // A line break at the end makes no line worth showing.
  const shown = lines.at(-1) === '' && range.line < lines.length ? lines.length - 1 : lines.length;
  const last = Math.min(shown, range.line + AROUND);
  const digits = String(last).length;
  const frame: string[] = [];
  for (let number = Math.max(1, range.line - AROUND); number <= last; number++) {
    const line = lines[number - 1] ?? '';
    const isMarked = number === range.line;
    const place = isMarked ? placeIn(line, range) : ([0, 0] as const);
    const part = shownPart(line, place[0], source.hidden(line, number));
    frame.push(`${isMarked ? '>' : ' '} ${String(number).padStart(digits)} | ${part.text}`.trimEnd());
    if (isMarked) frame.push(`  ${' '.repeat(digits)} | ${mark(part, place)}`);
  }
  return frame;
}

/** The part of the first line that the range takes. */
function placeIn(line: string, { line: first, column, endLine, endColumn }: Range): Span {
  return [column - 1, endLine === first ? endColumn - 1 : line.length];
}

/** The part of a line that fits the terminal. */
interface ShownPart {
  readonly text: string;
  readonly cells: readonly Cell[];
  /** Columns before the first cell. */
  readonly indent: number;
}

function shownPart(line: string, marked: number, hidden: readonly Span[]): ShownPart {
  // Only this much is looked at: a file may be one line of megabytes.
  const near: Span = [Math.max(0, marked - WIDEST), marked + 2 * WIDEST];
  const all = cellsOf(line, near, hidden);
  const cells = widthOf(all) <= WIDEST ? all : fitting(all, marked);
  const head = (cells[0]?.start ?? 0) > 0 ? '…' : '';
  const tail = (cells.at(-1)?.end ?? line.length) < line.length ? '…' : '';
  return { text: `${head}${cells.map(({ shown }) => shown).join('')}${tail}`, cells, indent: head.length };
}

/** The cells around the marked character: at most half of the width before it. */
function fitting(cells: readonly Cell[], marked: number): readonly Cell[] {
  let before = widthOf(cells.filter(({ end }) => end <= marked));
  const first = cells.findIndex(({ width }) => {
    if (before <= WIDEST / 2) return true;
    before -= width;
    return false;
  });
  let room = WIDEST;
  return cells.slice(first).filter(({ width }) => {
    room -= width;
    return room >= 0;
  });
}

function mark({ cells, indent }: ShownPart, [start, end]: Span): string {
  const before = widthOf(cells.filter((cell) => cell.end <= start));
  const under = widthOf(cells.filter((cell) => cell.end > start && cell.start < end));
  return ' '.repeat(indent + before) + '^'.repeat(Math.max(1, under));
}
