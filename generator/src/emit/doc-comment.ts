import { UNSAFE_CHARACTERS } from './unsafe-characters.ts';

/**
 * A TSDoc comment with these paragraphs, or nothing where there is nothing to say. Text from a manifest cannot
 * end the comment, start a tag, or hide what follows.
 */
export function docComment(
  paragraphs: readonly (string | undefined)[],
  tags: readonly string[] = [],
): string {
  const lines = [
    ...paragraphs.flatMap((text) => (text === undefined ? [] : harmless(text).split('\n'))),
    ...tags.map(oneLine),
  ]
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) return '';
  if (lines.length === 1) return `/** ${lines[0]} */\n`;
  return `/**\n${lines.map((line) => ` * ${line}\n`).join('')} */\n`;
}

/** A tag's text; the tag itself comes from the generator. */
export function tagText(text: string): string {
  return oneLine(harmless(text));
}

function harmless(text: string): string {
  // Most texts need nothing of what follows.
  if (/^[\x20-\x29\x2b-\x3f\x41-\x7e]*$/.test(text)) return text;
  return text
    .split(/\r\n?|\n|\u2028|\u2029/)
    .map((line) => line.replace(UNSAFE_CHARACTERS, ' '))
    .join('\n')
    .replaceAll('*/', '*\\/')
    .replace(/(^|[\s{(])@/gm, '$1\\@')
    .toWellFormed();
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
