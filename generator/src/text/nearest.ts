/** Longer words are data, not misspellings; measuring them would cost time without helping anybody. */
const LONGEST_WORD = 80;

/**
 * The candidate somebody most likely meant by a misspelt word; undefined where none is near. Case and the
 * separators `-`, `_`, `.` and space do not count; swapped neighbours count as one slip; a word that a candidate
 * begins with is near it (`min`, `minimum`). Of equally near candidates the first wins.
 *
 * @example nearest('maxLenght', ['minLength', 'maxLength']) // 'maxLength'
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length === 0 || word.length > LONGEST_WORD) return undefined;
  const wanted = plain(word);
  let best: string | undefined;
  let limit = tolerance(wanted);
  for (const candidate of candidates) {
    if (candidate === word || candidate.length > LONGEST_WORD) continue;
    const slips = distance(wanted, plain(candidate), limit);
    if (slips > limit) continue;
    best = candidate;
    if (slips === 0) return best;
    limit = slips - 1;
  }
  return best ?? completion(wanted, candidates);
}

/** A third of the word may be wrong: one slip in `prot`, two in `databse`. */
function tolerance(word: string): number {
  return Math.min(4, Math.max(1, Math.floor(word.length / 3)));
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[-_. ]/g, '');
}

function completion(wanted: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  if (wanted.length < 3) return undefined;
  for (const candidate of candidates) {
    const meant = plain(candidate);
    if (meant.length === wanted.length || candidate.length > LONGEST_WORD || !meant.startsWith(wanted))
      continue;
    if (best === undefined || candidate.length < best.length) best = candidate;
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours; any number over the limit where there are more. */
function distance(a: string, b: string, limit: number): number {
  // Too short a common part makes every short word near every other.
  if (Math.abs(a.length - b.length) > limit || limit >= Math.max(a.length, b.length)) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(cell(a, b, i, j, { row, previous, before }));
    if (Math.min(...row) > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
}

interface Rows {
  readonly row: readonly number[];
  readonly previous: readonly number[];
  readonly before: readonly number[];
}

function cell(a: string, b: string, i: number, j: number, { row, previous, before }: Rows): number {
  const at = (line: readonly number[], index: number): number => line[index] ?? Number.POSITIVE_INFINITY;
  const replaced = at(previous, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
  const best = Math.min(replaced, at(previous, j) + 1, at(row, j - 1) + 1);
  const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(best, at(before, j - 2) + 1) : best;
}
