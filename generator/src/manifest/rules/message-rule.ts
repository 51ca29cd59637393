import { isJsonObject } from '../../located.ts';
import { nearest } from '../../text/nearest.ts';
import type { SchemaRule } from '../schema-check.ts';

/** The keywords that a value can break. */
const CONSTRAINTS = new Set(
  (
    'format minLength maxLength pattern minimum maximum exclusiveMinimum exclusiveMaximum multipleOf ' +
    'minItems maxItems uniqueItems'
  ).split(' '),
);

/** The keywords that a value is told of. Where the values are listed, whatever is not among them is told so. */
function spoken(keywords: readonly string[]): readonly string[] {
  const lists = keywords.filter((key) => key === 'enum' || key === 'const');
  return lists.length > 0 ? lists : ['type', ...keywords.filter((key) => CONSTRAINTS.has(key))];
}

/** A sentence by keyword is about a keyword that the field has, or that what it refers to has. */
export const messageRule: SchemaRule = ({ node, path }, check) => {
  const messages = node['errorMessage'];
  if (!isJsonObject(messages)) return;
  const target = Object.hasOwn(node, '$ref') ? check.target(node) : node;
  if (target === undefined) return;
  const allowed = ['required', ...spoken(Object.keys(target))];
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
