import type { NumberShape, StringShape } from '../model/model.ts';
import type { Site } from './change.ts';
import { type Comparison, compareLimit } from './comparison.ts';

/** Compares what two texts may be. */
export function compareTexts(
  comparison: Comparison,
  site: Site,
  before: StringShape,
  after: StringShape,
): void {
  compareLeast(comparison, site, 'minLength', before.minLength, after.minLength);
  compareMost(comparison, site, 'maxLength', before.maxLength, after.maxLength);
  // Whether one pattern takes all that another takes cannot be told: another one counts as narrower.
  for (const keyword of ['pattern', 'format'] as const) {
    compareLimit(comparison, site, keyword, [before[keyword], after[keyword]], after[keyword] !== undefined);
  }
}

/** A lower limit of a length or a count, where 0 is none. */
export function compareLeast(
  comparison: Comparison,
  site: Site,
  keyword: string,
  before: number | undefined,
  after: number | undefined,
): void {
  compareLimit(
    comparison,
    site,
    keyword,
    [before || undefined, after || undefined],
    (after ?? 0) > (before ?? 0),
  );
}

/** An upper limit of a length or a count. */
export function compareMost(
  comparison: Comparison,
  site: Site,
  keyword: string,
  before: number | undefined,
  after: number | undefined,
): void {
  const none = Number.POSITIVE_INFINITY;
  compareLimit(comparison, site, keyword, [before, after], (after ?? none) < (before ?? none));
}

/** Compares what two numbers may be. */
export function compareNumbers(
  comparison: Comparison,
  site: Site,
  before: NumberShape,
  after: NumberShape,
): void {
  if (before.kind !== after.kind) {
    const isTighter = after.kind === 'integer' && !isWhole(before);
    const message = after.kind === 'integer' ? 'Only whole numbers are taken.' : 'Fractions are taken, too.';
    comparison.report(
      site,
      isTighter ? 'narrowed' : 'widened',
      isTighter ? 'breaking' : 'compatible',
      message,
    );
  }
  compareEnds(comparison, site, [lowEnd(before), lowEnd(after)], -1);
  compareEnds(comparison, site, [highEnd(before), highEnd(after)], 1);
  compareLimit(
    comparison,
    site,
    'multipleOf',
    [before.multipleOf, after.multipleOf],
    !isCoarser(before, after.multipleOf),
  );
}

function isWhole({ kind, multipleOf }: NumberShape): boolean {
  return kind === 'integer' || (multipleOf !== undefined && Number.isInteger(multipleOf));
}

/** Whether whatever is taken is a multiple of the step. */
function isCoarser({ kind, multipleOf }: NumberShape, step: number | undefined): boolean {
  if (step === undefined) return true;
  const known = [multipleOf, kind === 'integer' ? 1 : undefined];
  return known.some((each) => each !== undefined && Number.isInteger(each / step));
}

interface End {
  readonly value: number;
  readonly isOpen: boolean;
}

function lowEnd({ kind, minimum, exclusiveMinimum }: NumberShape): End | undefined {
  const open = exclusiveMinimum === undefined ? undefined : { value: exclusiveMinimum, isOpen: true };
  const closed = minimum === undefined ? undefined : { value: minimum, isOpen: false };
  const end = open !== undefined && (closed === undefined || open.value >= closed.value) ? open : closed;
  return kind === 'integer' && end !== undefined ? wholeEnd(end) : end;
}

/** More than 0 is at least 1, as long as numbers can be told from the next. */
function wholeEnd({ value, isOpen }: End): End {
  const next = isOpen ? Math.floor(value) + 1 : Math.ceil(value);
  return Number.isSafeInteger(next) ? { value: next, isOpen: false } : { value, isOpen };
}

function highEnd({ kind, maximum, exclusiveMaximum }: NumberShape): End | undefined {
  const mirrored = lowEnd({
    kind,
    ...(maximum === undefined ? {} : { minimum: -maximum }),
    ...(exclusiveMaximum === undefined ? {} : { exclusiveMinimum: -exclusiveMaximum }),
  });
  return mirrored && { ...mirrored, value: 0 - mirrored.value };
}

function compareEnds(
  comparison: Comparison,
  site: Site,
  [before, after]: readonly [End | undefined, End | undefined],
  side: 1 | -1,
): void {
  if (before?.value === after?.value && before?.isOpen === after?.isOpen) return;
  const name = side === 1 ? 'upper' : 'lower';
  const words = (end: End): string => {
    const open = side === 1 ? 'less than' : 'more than';
    return `${end.isOpen ? open : side === 1 ? 'at most' : 'at least'} ${end.value}`;
  };
  const was = before === undefined ? 'there was no limit' : `it was ${words(before)}`;
  const message =
    after === undefined
      ? `There is no ${name} limit any more; ${was}.`
      : `The value must be ${words(after)}; ${was}.`;
  const isTighter =
    after !== undefined &&
    (before === undefined ||
      reach(after, side) < reach(before, side) ||
      (after.value === before.value && after.isOpen));
  comparison.report(site, isTighter ? 'narrowed' : 'widened', isTighter ? 'breaking' : 'compatible', message);
}

/** The larger, the more values the end lets in. */
function reach({ value }: End, side: 1 | -1): number {
  return value * side;
}
