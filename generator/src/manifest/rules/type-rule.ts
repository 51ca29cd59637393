import { isOnlyDefinitions } from '../references.ts';
import type { Report } from '../reporter.ts';
import type { SchemaRule } from '../schema-check.ts';
import type { SchemaSite } from '../schema-sites.ts';
import { typesOf } from '../types-of.ts';

/** A schema says what type its values have, and everything that the type needs. */
export const typeRule: SchemaRule = (site, { report }) => {
  const { node, path, position } = site;
  const has = (key: string): boolean => Object.hasOwn(node, key);
  if (position === 'configuration' || position === 'branch' || has('$ref')) return;
  const isListed = has('enum') || has('const') || has('oneOf');
  if (isListed || typesOf(node).length > 0) checkNeeds(site, isListed, report);
  else if (!has('type') && !(position === 'fragment' && isOnlyDefinitions(site))) {
    report('type-missing', {}, [...path, 'type']);
  }
};

function checkNeeds({ node, path }: SchemaSite, isListed: boolean, report: Report): void {
  const types = typesOf(node);
  const has = (key: string): boolean => Object.hasOwn(node, key);
  if (types.includes('number') && types.includes('integer')) report('types-overlap', {}, [...path, 'type']);
  if (isListed) return;
  if (types.includes('array') && !has('items')) report('items-missing', {}, [...path, 'items']);
  if (types.includes('object') && !has('properties') && !has('additionalProperties')) {
    report('object-empty', {}, [...path, 'type']);
  }
}
