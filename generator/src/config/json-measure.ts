import type { Json } from '../located.ts';

/** How many keys a value has in all, and how deep it goes; counting stops below `deepest`. */
export function measure(value: Json, deepest: number): { readonly keys: number; readonly depth: number } {
  let keys = 0;
  let depth = 0;
  let level: readonly Json[] = [value];
  while (level.length > 0 && depth <= deepest) {
    const next: Json[] = [];
    for (const node of level) {
      if (typeof node !== 'object' || node === null) continue;
      const members: readonly Json[] = Object.values(node);
      if (!Array.isArray(node)) keys += members.length;
      for (const member of members) if (typeof member === 'object' && member !== null) next.push(member);
    }
    if (level.some((node) => typeof node === 'object' && node !== null)) depth += 1;
    level = next;
  }
  return { keys, depth };
}

const QUOTE = '"';
const BACKSLASH = 92;

/**
 * How many keys stand in a valid JSON text. More than its value has means that some stand twice, which `JSON.parse`
 * does not say.
 */
export function countKeyTexts(text: string): number {
  let count = 0;
  for (let start = text.indexOf(QUOTE); start !== -1; ) {
    const end = closingQuote(text, start + 1);
    const next = text.indexOf(QUOTE, end + 1);
    if (startsWithColon(text, end + 1)) count += 1;
    start = next;
  }
  return count;
}

function closingQuote(text: string, from: number): number {
  for (let end = text.indexOf(QUOTE, from); end !== -1; end = text.indexOf(QUOTE, end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function startsWithColon(text: string, from: number): boolean {
  let offset = from;
  while (' \t\r\n'.includes(text.charAt(offset)) && offset < text.length) offset += 1;
  return text.charAt(offset) === ':';
}
