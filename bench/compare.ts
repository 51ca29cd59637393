import type { Row } from './measure.ts';

/** What one subject did in a job. */
export function rowOf(rows: readonly Row[], job: string, subject: string): Row | undefined {
  return rows.find((row) => row.job === job && row.subject === subject);
}

/** The peer that did a job first. */
export function fastestPeer(rows: readonly Row[], job: string): Row | undefined {
  const peers = rows.filter((row) => row.job === job && row.role === 'peer' && row.figure !== undefined);
  return peers.sort((a, b) => middle(a) - middle(b))[0];
}

/** How many times the second one's median the first one's is; undefined where either is missing. */
export function ratio(row: Row | undefined, over: Row | undefined): number | undefined {
  return row?.figure === undefined || over?.figure === undefined
    ? undefined
    : row.figure.median / over.figure.median;
}

function middle({ figure }: Row): number {
  return figure?.median ?? Number.POSITIVE_INFINITY;
}
