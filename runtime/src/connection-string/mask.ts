import type { Span } from './token.ts';

/** What stands in place of a secret. */
export const MASK = '***';

/** A part of the text that may not be shown, and the secrets that are in it. */
export interface Mask extends Span {
  /** What to show instead: `***`, or a part of which only the secret is `***`. */
  readonly shown: string;
  /** The secrets as written and as meant. */
  readonly secrets: readonly string[];
}

/** A mask over a span; none over an empty one, where there is nothing to hide. */
export function maskOf(text: string, span: Span, secrets: readonly string[]): readonly Mask[] {
  if (span.end <= span.start) return [];
  const written = text.slice(span.start, span.end);
  return [{ start: span.start, end: span.end, shown: MASK, secrets: [written, ...secrets] }];
}

/** The text with its masks applied. The masks stand in the order of the text and do not overlap. */
export function applyMasks(text: string, masks: readonly Mask[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const mask of masks) {
    parts.push(text.slice(at, mask.start), mask.shown);
    at = mask.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}
