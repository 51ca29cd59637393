import type { SchemaModel } from '../model/model.ts';
import { indent } from './indent.ts';
import { jsonLiteral } from './literals.ts';
import { parameters, sentenceFor } from './zod-words.ts';

type Messages = SchemaModel['messages'];

/** Longer lists of checks take a line each. */
const LONGEST_LINE = 80;

/** Calls of Zod's own methods for limits. */
export function printLimits(
  messages: Messages,
  limits: readonly (readonly [method: string, keyword: string, limit: number | undefined])[],
): string {
  return limits
    .flatMap(([method, keyword, limit]) =>
      limit === undefined
        ? []
        : [`.${method}(${parameters([jsonLiteral(limit), sentenceFor(messages, keyword)])})`],
    )
    .join('');
}

/** One `.check(…)` for the keywords that have parameters. */
export function printChecks(
  messages: Messages,
  keywords: readonly (readonly [keyword: string, parameters: string | undefined])[],
  door: (name: string) => string,
): string {
  const calls = keywords.flatMap(([keyword, list]) =>
    list === undefined ? [] : [`${door(keyword)}(${parameters([list, sentenceFor(messages, keyword)])})`],
  );
  if (calls.length === 0) return '';
  const line = calls.join(', ');
  if (line.length <= LONGEST_LINE) return `.check(${line})`;
  return `.check(\n${indent(calls.map((call) => `${call},\n`).join(''))})`;
}
