import { UNSAFE_CHARACTERS } from '../emit/unsafe-characters.ts';
import type { Span } from '../text/located-tree.ts';
import { displayWidth } from './display-width.ts';

/** What stands for hidden text, whatever its length. */
export const MASK = '***';

const TAB_STOP = 4;

/** A piece of a line as it is shown, and the characters of the line that it stands for. */
export interface Cell {
  readonly shown: string;
  readonly width: number;
  /** Offset of the first character. */
  readonly start: number;
  /** Offset after the last character. */
  readonly end: number;
}

/**
 * A part of a line as a terminal shows it: hidden text masked, tabs as spaces, characters that act on terminals
 * replaced.
 */
export function cellsOf(line: string, [from, to]: Span, hidden: readonly Span[]): readonly Cell[] {
  const cells: Cell[] = [];
  const spans = hidden.filter(([start, end]) => start < to && end > from);
  let next = 0;
  let column = 0;
  for (let offset = from; offset < Math.min(to, line.length); ) {
    const [start, end] = spans[next] ?? [line.length, line.length];
    const isHidden = start <= offset;
    if (isHidden) next += 1;
    const cell = isHidden ? maskCell(offset, end) : characterCell(line, offset, column);
    cells.push(cell);
    column += cell.width;
    offset = cell.end;
  }
  return cells;
}

/** How many columns cells take. */
export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, { width }) => sum + width, 0);
}

function maskCell(start: number, end: number): Cell {
  return { shown: MASK, width: MASK.length, start, end };
}

function characterCell(line: string, start: number, column: number): Cell {
  const character = String.fromCodePoint(line.codePointAt(start) ?? 0);
  const end = start + character.length;
  if (character === '\t') {
    const width = TAB_STOP - (column % TAB_STOP);
    return { shown: ' '.repeat(width), width, start, end };
  }
  // `search` leaves no state in the shared expression, as `test` would.
  if (character.search(UNSAFE_CHARACTERS) !== -1) return { shown: '\ufffd', width: 1, start, end };
  return { shown: character, width: displayWidth(character), start, end };
}
