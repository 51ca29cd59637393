import type { SchemaModel } from '../model/model.ts';
import { stringLiteral } from './literals.ts';

type Messages = SchemaModel['messages'];
type Door = (name: string) => string;

/** The manifest's sentence for a broken constraint, as a literal; empty where it has none. */
export function sentenceFor(messages: Messages, ...keywords: readonly string[]): string {
  const keyword = [...keywords, '*'].find((each) => messages[each] !== undefined);
  return keyword === undefined ? '' : stringLiteral(messages[keyword] ?? '');
}

/** `{ error: … }` with the sentences for a missing value and for one of another type; empty where there are none. */
export function typeError(messages: Messages, door: Door): string {
  return refusal(sentenceOf(messages, 'type'), sentenceFor(messages, 'required'), door);
}

/** The same for a list of allowed values. */
export function choiceError(messages: Messages, door: Door): string {
  const refused = sentenceFor(messages, 'enum', 'const');
  const missing = sentenceFor(messages, 'required');
  if (refused !== '' && refused === missing) return error(door, 'always', [refused]);
  return refusal(refused, missing, door);
}

/** The same for a type that Zod has no name for. */
export function expectingError(expected: string, messages: Messages, door: Door): string {
  const sentences = [sentenceFor(messages, 'required'), sentenceOf(messages, 'type')];
  return error(door, 'expecting', [stringLiteral(expected), ...sentences]);
}

/** The sentence of one keyword alone, as a literal. */
export function sentenceOf(messages: Messages, keyword: string): string {
  return messages[keyword] === undefined ? '' : stringLiteral(messages[keyword]);
}

/** `a, b`, without what is empty at the end. */
export function parameters(list: readonly string[]): string {
  const last = list.findLastIndex((text) => text !== '');
  return list
    .slice(0, last + 1)
    .map((text) => (text === '' ? 'undefined' : text))
    .join(', ');
}

function refusal(refused: string, missing: string, door: Door): string {
  if (refused !== '') return error(door, 'refusing', [refused, missing]);
  return missing === '' ? '' : error(door, 'missing', [missing]);
}

function error(door: Door, name: string, list: readonly string[]): string {
  return `{ error: ${door(name)}(${parameters(list)}) }`;
}
