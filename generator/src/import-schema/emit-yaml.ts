import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import { blockText, inlineText } from './yaml-text.ts';

/** How long a list on one line may be. */
const WIDTH = 90;

/** The longest key that YAML reads without a question mark before it. */
const LONGEST_KEY = 1000;

/**
 * A map as YAML in block style, for people to read and change: what is not certainly text to every reader is quoted.
 * What is read back is the same, key by key.
 */
export function emitYaml(map: JsonObject): string {
  return entries(map, '');
}

function entries(map: JsonObject, indent: string): string {
  return Object.entries(map)
    .map(([key, value]) => `${indent}${keyText(key, indent)}:${content(value, indent)}\n`)
    .join('');
}

function keyText(key: string, indent: string): string {
  const text = inlineText(key);
  return text.length > LONGEST_KEY ? `? ${text}\n${indent}` : text;
}

/** What stands after a colon. */
function content(value: Json, indent: string): string {
  const inside = `${indent}  `;
  if (Array.isArray(value)) return list(value, indent);
  if (!isJsonObject(value)) return ` ${scalar(value, (text) => blockText(text, inside))}`;
  return Object.keys(value).length === 0 ? ' {}' : `\n${entries(value, inside).slice(0, -1)}`;
}

function list(items: readonly Json[], indent: string): string {
  const isShort = items.every((item) => typeof item !== 'object' || item === null);
  const line = isShort ? ` [${items.map((item) => scalar(item, inlineText)).join(', ')}]` : '';
  if (isShort && (line.length <= WIDTH || items.length === 0)) return line;
  return items.map((item) => `\n${indent}  - ${listItem(item, `${indent}    `)}`).join('');
}

/** An item begins on the line of its dash; lists of lists, which only values hold, stand on one line. */
function listItem(item: Json, inside: string): string {
  if (Array.isArray(item)) return flow(item);
  if (!isJsonObject(item)) return scalar(item, (text) => blockText(text, inside));
  return Object.keys(item).length === 0 ? '{}' : entries(item, inside).slice(inside.length, -1);
}

function flow(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (!isJsonObject(value)) return scalar(value, inlineText);
  const members = Object.entries(value).map(([key, member]) => `${flowKey(key)}: ${flow(member)}`);
  return `{ ${members.join(', ')} }`;
}

function flowKey(key: string): string {
  const text = inlineText(key);
  return text.length > LONGEST_KEY ? `? ${text} ` : text;
}

function scalar(value: Json, text: (value: string) => string): string {
  if (typeof value === 'string') return text(value);
  // Whole numbers of so many digits are refused, as they are mostly rounded.
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
    return value.toExponential();
  return String(value);
}
