import { createHash } from 'node:crypto';

/** SHA-256 of a text as UTF-8, in hexadecimal; `length` characters of it. */
export function hashText(text: string, length = 64): string {
  return createHash('sha256').update(text).digest('hex').slice(0, length);
}
