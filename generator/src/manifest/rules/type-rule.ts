import { textOf } from '../../model/pick.ts';
import { isOnlyDefinitions } from '../references.ts';
import type { SchemaRule } from '../schema-check.ts';
import { typesOf } from '../types-of.ts';

/** A schema says what type its values have, and everything that the type needs. */
export const typeRule: SchemaRule = (site, { report }) => {
  const { node, path, position } = site;
  const has = (key: string): boolean => Object.hasOwn(node, key);
  if (position === 'configuration' || position === 'branch' || textOf(node['$ref']) !== undefined) return;
  if (has('type') || has('enum') || has('const') || has('oneOf')) checkNeeds();
  else if (typesOf(node).length === 0 && !(position === 'fragment' && isOnlyDefinitions(site))) {
    report('type-missing', {}, [...path, 'type']);
  } else checkNeeds();

  function checkNeeds(): void {
    const types = typesOf(node);
    const isListed = has('enum') || has('const') || has('oneOf');
    if (types.includes('number') && types.includes('integer')) report('types-overlap', {}, [...path, 'type']);
    if (types.includes('array') && !isListed && !has('items'))
      report('items-missing', {}, [...path, 'items']);
    if (types.includes('object') && !isListed && !has('properties') && !has('additionalProperties')) {
      report('object-empty', {}, [...path, 'type']);
    }
  }
};
