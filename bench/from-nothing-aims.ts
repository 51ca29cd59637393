import { fastestPeer, ratio, rowOf } from './compare.ts';
import type { Aim, Row } from './measure.ts';

export function fromNothingJob(size: number): string {
  return `${size.toLocaleString('en-US')} provider${size === 1 ? '' : 's'} from nothing`;
}

/** What was aimed at for generating everything. */
export function fromNothingAims(rows: readonly Row[]): readonly Aim[] {
  const ours = (size: number): Row | undefined => rowOf(rows, fromNothingJob(size), 'extconn');
  const peer = (size: number): Row | undefined => fastestPeer(rows, fromNothingJob(size));
  const floor = rowOf(rows, fromNothingJob(1000), 'the same bytes written');
  const times = { bound: 'most', unit: '×' } as const;
  const memory = { bound: 'most', unit: 'MB' } as const;
  const megabytes = (row: Row | undefined): number | undefined =>
    row?.memory === undefined ? undefined : row.memory / 2 ** 20;
  return [
    { text: `1 from nothing ÷ ${fastest(peer(1))}`, figure: ratio(ours(1), peer(1)), limit: 0.5, ...times },
    {
      text: `1,000 from nothing ÷ ${fastest(peer(1000))}`,
      figure: ratio(ours(1000), peer(1000)),
      limit: 0.5,
      ...times,
    },
    {
      text: '1,000 from nothing ÷ the same bytes written',
      figure: ratio(ours(1000), floor),
      limit: 4,
      ...times,
    },
    { text: '1,000 from nothing, memory', figure: megabytes(ours(1000)), limit: 300, ...memory },
    { text: '10,000 ÷ 1,000 from nothing', figure: ratio(ours(10_000), ours(1000)), limit: 12, ...times },
    { text: '10,000 from nothing, memory', figure: megabytes(ours(10_000)), limit: 1024, ...memory },
  ];
}

function fastest(peer: Row | undefined): string {
  return peer === undefined ? 'the fastest peer' : `the fastest peer (${peer.subject})`;
}
