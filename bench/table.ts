import { isReached, megabytes, quantity, range, withUnit } from './format.ts';
import type { Aim, Row } from './measure.ts';

/** The rows as a Markdown table: a job is named once. */
export function printRows(rows: readonly Row[]): string {
  const cells = rows.map((row, index) => [
    rows[index - 1]?.job === row.job ? '' : row.job,
    row.role === 'ours' ? `**${row.subject}**` : row.subject,
    row.figure === undefined ? '–' : quantity(row.figure.median, row.unit),
    row.figure === undefined ? '' : `${range(row.figure, row.unit)}, ${row.figure.runs} runs`,
    megabytes(row),
    row.note ?? '',
  ]);
  return table(['job', 'by', 'median', 'spread', 'memory', 'note'], cells);
}

const ANSWERS = new Map<boolean | undefined, string>([
  [true, 'yes'],
  [false, 'NO'],
  [undefined, 'not measured'],
]);

/** What was aimed at and what came out, as a Markdown table. */
export function printAims(aims: readonly Aim[]): string {
  const cells = aims.map((aim) => [
    aim.text,
    aim.figure === undefined ? '–' : withUnit(aim.figure, aim.unit),
    `at ${aim.bound} ${withUnit(aim.limit, aim.unit)}`,
    ANSWERS.get(isReached(aim)) ?? '',
  ]);
  return table(['aim', 'came out', 'aimed at', 'reached'], cells);
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|\n`;
  return line(titles) + rule + rows.map(line).join('');
}
