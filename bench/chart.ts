import { fastestPeer, rowOf } from './compare.ts';
import { quantity } from './format.ts';
import type { Row } from './measure.ts';

/** One bar; several make a group. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly text: string;
  readonly isOurs: boolean;
}

export interface Group {
  readonly title: string;
  readonly bars: readonly Bar[];
}

/** The jobs that the chart shows. */
export function chartGroups(rows: readonly Row[], jobs: readonly string[]): readonly Group[] {
  return jobs.flatMap((job) => {
    const shown = rows.filter((row) => row.job === job && row.subject !== 'extconn, no cache');
    const bars = shown.flatMap(barOf).sort((a, b) => a.value - b.value);
    return rowOf(rows, job, 'extconn') === undefined || fastestPeer(rows, job) === undefined
      ? []
      : [{ title: job, bars }];
  });
}

function barOf({ subject, role, figure, unit }: Row): readonly Bar[] {
  if (figure === undefined) return [];
  const isOurs = role === 'ours';
  return [{ label: subject, value: figure.median, text: quantity(figure.median, unit), isOurs }];
}

const WIDTH = 760;
const LEFT = 210;
const RIGHT = 90;
const LINE = 22;
const TITLE = 34;

/** Colours that read on GitHub's background, in light or in dark: the picture itself asks which it is. */
const STYLE = `
text { font: 13px -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #1f2328; }
.title { font-weight: 600; }
.ours { fill: #1a7f37; }
.other { fill: #afb8c1; }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3; }
  .ours { fill: #3fb950; }
  .other { fill: #545d68; }
}`;

/** Horizontal bars, each group with a scale of its own, as an SVG that follows the reader's colour scheme. */
export function chart(groups: readonly Group[]): string {
  let top = 0;
  const parts = groups.map((group) => {
    const text = groupMarkup(group, top);
    top += TITLE + group.bars.length * LINE;
    return text;
  });
  const height = top + 10;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">
<title>How long each tool takes; shorter is better</title>
<style>${STYLE}
</style>
${parts.join('')}</svg>
`;
}

function groupMarkup({ title, bars }: Group, top: number): string {
  const longest = Math.max(...bars.map(({ value }) => value));
  const lines = bars.map(({ label, value, text, isOurs }, index) => {
    const y = top + TITLE + index * LINE;
    const width = Math.max(2, Math.round((value / longest) * (WIDTH - LEFT - RIGHT)));
    return `<text x="${LEFT - 8}" y="${y + 12}" text-anchor="end"${isOurs ? ' class="title"' : ''}>${escapeMarkup(label)}</text>
<rect class="${isOurs ? 'ours' : 'other'}" x="${LEFT}" y="${y}" width="${width}" height="16" rx="2"/>
<text x="${LEFT + width + 6}" y="${y + 12}">${escapeMarkup(text)}</text>
`;
  });
  return `<text class="title" x="8" y="${top + 22}">${escapeMarkup(title)}</text>\n${lines.join('')}`;
}

function escapeMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
