import { nearest } from '../text/nearest.ts';
import type { Layer } from './layers.ts';
import type { Notices } from './notices.ts';
import { CARRIED, HINTS, KEYWORDS, NAMING, UNCHECKED } from './vocabulary.ts';

/** Says which keywords of a schema a manifest has no words for. */
export function sayWords({ node, path }: Layer, notices: Notices): void {
  for (const keyword of Object.keys(node)) {
    const place = [...path, keyword];
    if (isUnchecked(keyword, node)) notices.say('import-keyword', { keyword }, place, { part: 'key' });
    else if (keyword === 'order' && typeof node[keyword] !== 'number') notices.hint(keyword, place);
    else if (!CARRIED.has(keyword) && !NAMING.has(keyword) && !UNCHECKED.has(keyword))
      sayForeign(keyword, place, notices);
  }
}

function isUnchecked(keyword: string, node: Layer['node']): boolean {
  if (keyword === 'unevaluatedProperties') return typeof node[keyword] !== 'boolean';
  // Manifests refuse this key anywhere.
  if (keyword === 'propertyNames') return JSON.stringify(node[keyword]) !== '{"not":{"const":"__proto__"}}';
  if (keyword === 'additionalItems') return !Array.isArray(node['items']);
  return UNCHECKED.has(keyword);
}

/** A word like `min` was probably meant to be a keyword. */
function sayForeign(keyword: string, path: Layer['path'], notices: Notices): void {
  const isHint = HINTS.has(keyword) || /^(?:x[-_]|airbyte_|ui:|\$)/i.test(keyword);
  const suggestion = isHint ? undefined : nearest(keyword, KEYWORDS);
  if (suggestion === undefined) notices.hint(keyword, path);
  else notices.say('import-unknown', { keyword }, path, { part: 'key', suggestion });
}
