import { REDACTED } from './secrets.ts';

/** A secret this short would be given away by what surrounds the gap, so the whole text is withheld. */
const SHORTEST_REPLACEABLE = 4;

/** What stands in place of a text that cannot be shown in part. */
export const WITHHELD = '(withheld: it contains a secret)';

/** The forms in which a secret may come back from a driver. */
function formsOf(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  const base64 = btoa(String.fromCharCode(...bytes.subarray(0, 4096)));
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret.toWellFormed()),
    encodeURIComponent(secret.toWellFormed()).replaceAll('%20', '+'),
    base64,
    base64.replace(/=+$/, ''),
    base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
    secret.replaceAll("'", "''"),
    secret.replaceAll('"', '""'),
    secret.trim(),
  ];
}

/**
 * A function that removes the given secrets from a text, in the forms drivers repeat them: as they are, and
 * escaped for JSON, URLs, quotes and base64. Longer secrets go first, so no rest of one stays behind.
 */
export function createRedactor(secrets: readonly string[]): (text: string) => string {
  const needles = [...new Set(secrets.flatMap(formsOf))]
    .filter((needle) => needle !== '' && needle !== REDACTED)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = text;
    for (const needle of needles) {
      if (!clean.includes(needle)) continue;
      if (needle.length < SHORTEST_REPLACEABLE) return WITHHELD;
      clean = clean.replaceAll(needle, REDACTED);
    }
    return clean;
  };
}
