import { UNSAFE_CHARACTERS } from '../emit/unsafe-characters.ts';

/** Where long text is broken. */
const WIDTH = 100;

/** Words that YAML readers, of this or an older version, take for something other than text. */
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n|nan|inf)$/i;

/** Begins like a word, and has nothing in it that could mean something to YAML. */
const WORD = /^\$?[A-Za-z][\w./+-]*$/;
const SENTENCE = /^[A-Za-z][\w./+-]*(?: [\w.,;/+()'"=-]+)*$/;

/** A text on one line, as it can stand in a flow list too: `[a, 'b c']`. */
export function inlineText(text: string): string {
  return isPlain(text, WORD) ? text : quoted(text);
}

/** A text after a key or a dash, each of its further lines indented. Long and several lines stay readable. */
export function blockText(text: string, indent: string): string {
  if (isPlain(text, SENTENCE) && text.length <= WIDTH) return text;
  if (isUnsafe(text.replaceAll('\n', '')))
    return JSON.stringify(text).replace(UNSAFE_CHARACTERS, escapeCharacter);
  if (text.includes('\n')) return canStandInLines(text) ? literal(text, indent) : JSON.stringify(text);
  return text.length > WIDTH && /^\S+(?: \S+)+$/.test(text) ? folded(text, indent) : quoted(text);
}

function isPlain(text: string, form: RegExp): boolean {
  return form.test(text) && !RESERVED.test(text);
}

/** Single quotes leave backslashes alone, so patterns read as they are; JSON's strings are YAML's double-quoted ones. */
function quoted(text: string): string {
  if (isUnsafe(text)) return JSON.stringify(text).replace(UNSAFE_CHARACTERS, escapeCharacter);
  return `'${text.replaceAll("'", "''")}'`;
}

function isUnsafe(text: string): boolean {
  return text.search(UNSAFE_CHARACTERS) !== -1;
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Lines that begin or end with white space would mean something else, or be lost in an editor. */
function canStandInLines(text: string): boolean {
  return text.split('\n').every((line) => line === line.trim()) && /^\S[\s\S]*\S$/.test(text);
}

function literal(text: string, indent: string): string {
  return `|-\n${text
    .split('\n')
    .map((line) => (line === '' ? '' : indent + line))
    .join('\n')}`;
}

function folded(text: string, indent: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return `>-\n${lines.map((line) => indent + line).join('\n')}`;
}
