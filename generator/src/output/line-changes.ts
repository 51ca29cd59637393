/** Lines of the old text, from `start` to before `end`, that `lines` takes the place of. */
export interface LineChange {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** More differences than this are shown as one: the search takes time and memory with their square. */
const MOST_DIFFERENCES = 1000;

/** The fewest lines to remove and insert that make the new text of the old one. */
export function changedLines(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let tail = 0;
  const shorter = Math.min(before.length, after.length) - start;
  while (tail < shorter && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const old = before.slice(start, before.length - tail);
  const fresh = after.slice(start, after.length - tail);
  if (old.length === 0 && fresh.length === 0) return [];
  const kept = keptLines(old, fresh) ?? [];
  return between(kept, old.length, fresh).map((change) => ({
    ...change,
    start: change.start + start,
    end: change.end + start,
  }));
}

/** A line that stays: its index in the old and in the new text. */
type Kept = readonly [old: number, fresh: number];

/** What lies between the lines that stay. */
function between(kept: readonly Kept[], oldLength: number, fresh: readonly string[]): readonly LineChange[] {
  const changes: LineChange[] = [];
  let start = 0;
  let from = 0;
  for (const [old, to] of [...kept, [oldLength, fresh.length] as const]) {
    if (old > start || to > from) changes.push({ start, end: old, lines: fresh.slice(from, to) });
    start = old + 1;
    from = to + 1;
  }
  return changes;
}

/**
 * Myers' greedy search: round by round, how far along each diagonal one more difference reaches; then back from
 * the end. Undefined where there are too many differences.
 */
function keptLines(old: readonly string[], fresh: readonly string[]): readonly Kept[] | undefined {
  const rounds: Int32Array[] = [];
  const most = Math.min(old.length + fresh.length, MOST_DIFFERENCES);
  let previous = new Int32Array(1);
  for (let round = 0; round <= most; round++) {
    // Index 0 stands for the diagonal `-round`.
    const reach = new Int32Array(2 * round + 1);
    for (let diagonal = -round; diagonal <= round; diagonal += 2) {
      let x = entry(previous, round, diagonal).x;
      let y = x - diagonal;
      while (x < old.length && y < fresh.length && old[x] === fresh[y]) {
        x += 1;
        y += 1;
      }
      reach[diagonal + round] = x;
      if (x >= old.length && y >= fresh.length) return walkBack([...rounds, reach], diagonal);
    }
    rounds.push(reach);
    previous = reach;
  }
  return undefined;
}

/** Where a round enters a diagonal: from the neighbour that reached further, by a removal or an insertion. */
function entry(previous: Int32Array, round: number, diagonal: number): { x: number; from: number } {
  if (round === 0) return { x: 0, from: 0 };
  const at = (k: number): number => (Math.abs(k) > round - 1 ? -1 : (previous[k + round - 1] ?? -1));
  const insertion = at(diagonal + 1);
  const removal = at(diagonal - 1);
  return insertion > removal ? { x: insertion, from: diagonal + 1 } : { x: removal + 1, from: diagonal - 1 };
}

function walkBack(rounds: readonly Int32Array[], lastDiagonal: number): readonly Kept[] {
  const kept: Kept[] = [];
  let diagonal = lastDiagonal;
  for (let round = rounds.length - 1; round >= 0; round--) {
    const end = rounds[round]?.[diagonal + round] ?? 0;
    const { x, from } = entry(rounds[round - 1] ?? new Int32Array(1), round, diagonal);
    for (let old = end - 1; old >= x; old--) kept.push([old, old - diagonal]);
    diagonal = from;
  }
  return kept.reverse();
}
