import { isJsonObject } from '../../located.ts';
import { nearest } from '../../text/nearest.ts';
import type { SchemaRule } from '../schema-check.ts';

/** The keywords that a value can break. */
const CONSTRAINTS = new Set(
  (
    'enum const format minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf ' +
    'minItems maxItems uniqueItems'
  ).split(' '),
);

/** A sentence by keyword is about a keyword that the field has, or that what it refers to has. */
export const messageRule: SchemaRule = ({ node, path }, check) => {
  const messages = node['errorMessage'];
  if (!isJsonObject(messages)) return;
  const target = Object.hasOwn(node, '$ref') ? check.target(node) : node;
  if (target === undefined) return;
  const allowed = ['required', 'type', ...Object.keys(target).filter((key) => CONSTRAINTS.has(key))];
  for (const keyword of Object.keys(messages)) {
    if (allowed.includes(keyword)) continue;
    const suggestion = nearest(keyword, allowed);
    const place = [...path, 'errorMessage', keyword];
    check.report('message-unfit', { keyword, allowed: allowed.join(', ') }, place, {
      part: 'key',
      suggestion,
    });
  }
};
