import type { JsonObject } from '../../located.ts';
import { textOf } from '../../model/pick.ts';
import type { SchemaRule } from '../schema-check.ts';

/**
 * A group that is one repeated atom and is repeated itself, `(a+)+`: on text that nearly matches, each step doubles the
 * time. Slower patterns exist that this does not see.
 */
const NESTED_REPEAT =
  /\((?:\?:|\?<[A-Za-z]\w*>)?(?:\[(?:\\.|[^\]\\])+\]|\\(?:[dDwWsS]|[^A-Za-z0-9])|[^\\()[\]{}|*+?^$])(?:[+*]|\{\d*,\})\)(?:[+*]|\{\d*,\})/u;

/** A pattern is a regular expression. */
export const patternRule: SchemaRule = ({ node, path }, { report }) => {
  const pattern = textOf(node['pattern']);
  if (pattern === undefined) return;
  const reason = faultOf(pattern);
  if (reason !== undefined) report('pattern-invalid', { reason }, [...path, 'pattern']);
  else if (NESTED_REPEAT.test(pattern)) report('pattern-slow', {}, [...path, 'pattern']);
};

/** Whether the pattern of a schema, if it has one, can be used. */
export function hasUsablePattern(node: JsonObject): boolean {
  const pattern = textOf(node['pattern']);
  return pattern === undefined || faultOf(pattern) === undefined;
}

/** The engine's words without the pattern, which they repeat. */
function faultOf(pattern: string): string | undefined {
  try {
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    const words = error instanceof Error ? (error.message.split(': ').at(-1) ?? '') : '';
    return words === '' ? 'not well-formed' : words.slice(0, 1).toLowerCase() + words.slice(1);
  }
}
