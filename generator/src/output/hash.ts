import { hash } from 'node:crypto';

let last = { text: '', hash: hash('sha256', '', 'hex') };

/** SHA-256 of a text as UTF-8, in hexadecimal; `length` characters of it. */
export function hashText(text: string, length = 64): string {
  // Often the same text twice in a row: by who notes what was read, and by who compares it.
  if (text !== last.text) last = { text, hash: hash('sha256', text, 'hex') };
  return last.hash.slice(0, length);
}

/** The hash of the text of a file, where there is one. */
export function hashFound(text: string | undefined): string | undefined {
  return text === undefined ? undefined : hashText(text);
}
