import { formsOf } from './secret-forms.ts';
import { type Occurrence, SecretSearch } from './secret-search.ts';
import { REDACTED } from './secrets.ts';

/** A secret this short would be given away by what surrounds the gap, so the whole text is withheld. */
const SHORTEST_REPLACEABLE = 4;
/** Drivers quote whole statements and documents. What a failure says is for people, and is looked through at once. */
const LONGEST_TEXT = 16_384;
/** No more characters stand for one: `%252525E2%25252582%252525AC` for a euro, encoded four times over. */
const WIDEST_ENCODING = 27;

/** What stands in place of a text that cannot be shown in part. */
export const WITHHELD = '(withheld: it contains a secret)';
/** What stands in place of the rest of a text that is too long. */
export const CUT = '… (cut)';

/**
 * A function that removes the given secrets from a text, in the forms drivers repeat them: as they are, and escaped
 * for URLs, JSON, quotes and HTML, in base64 and in hexadecimal. A text that contains a secret of one to three characters is
 * withheld as a whole, one longer than 16,384 characters is cut; it takes no longer than for one of that length.
 *
 * @example
 * ```ts
 * const redact = createRedactor(['p@ss word']);
 * redact('no route to mongodb://app:p%40ss%20word@db'); // 'no route to mongodb://app:***@db'
 * ```
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const needles = needlesOf(secrets);
  const search = new SecretSearch(needles);
  const longest = needles.reduce((length, needle) => Math.max(length, needle.length), 0);
  // Replacing could put such a secret together.
  const assembled = needles.filter((needle) => needle.includes('*') && !REDACTED.includes(needle));
  return (text) => {
    // A secret that begins before the cut is found whole.
    const looked = text.slice(0, LONGEST_TEXT + longest * WIDEST_ENCODING);
    const found = search.occurrencesIn(looked);
    if (found.some(({ needle }) => needle.length < SHORTEST_REPLACEABLE)) return WITHHELD;
    const clean = mask(looked, found);
    return assembled.some((needle) => clean.includes(needle)) ? WITHHELD : clean;
  };
}

function needlesOf(secrets: readonly string[]): readonly string[] {
  const forms = secrets
    .filter((secret) => secret.trim() !== '')
    // Fragments that short of something else mean nothing.
    .flatMap((secret) => [
      secret.trim(),
      ...formsOf(secret).filter((form) => form.length >= SHORTEST_REPLACEABLE),
    ]);
  return [...new Set(forms)].filter((form) => form !== REDACTED);
}

/** Secrets may overlap, and one may stand in another: what they cover together is one gap. */
function mask(text: string, found: readonly Occurrence[]): string {
  const parts: string[] = [];
  let done = 0;
  for (const { start, end } of found) {
    if (start >= LONGEST_TEXT) break;
    if (start >= done) parts.push(text.slice(done, start), REDACTED);
    done = Math.max(done, end);
  }
  parts.push(text.slice(done, Math.max(done, LONGEST_TEXT)));
  return text.length > LONGEST_TEXT ? parts.join('') + CUT : parts.join('');
}
