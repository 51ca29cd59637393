import { isJsonObject, type JsonObject } from '../located.ts';
import { type Follow, SchemaBuilder } from '../model/build-schema.ts';
import { textOf } from '../model/pick.ts';
import { checkKeys } from './forms.ts';
import type { Fragments, SchemaSource } from './fragments.ts';
import { checkReferences } from './reference-graph.ts';
import { followReference } from './references.ts';
import type { Report } from './reporter.ts';
import { hasUsablePattern } from './rules/pattern-rule.ts';
import { SCHEMA_RULES, SOURCE_RULES } from './rules/schema-rules.ts';
import type { SchemaCheck } from './schema-check.ts';
import { CONFIGURATION_KEYS, FRAGMENT_KEYS, RULE_ENTRY_KEYS, SCHEMA_KEYS } from './schema-keys.ts';
import { type SchemaSite, schemaSites } from './schema-sites.ts';

/** What came of checking the schemas of a file. */
export interface CheckedSource {
  readonly builder: SchemaBuilder<SchemaSource> | undefined;
  /** The files it refers to, directly and through each other. */
  readonly files: ReadonlySet<string>;
}

/**
 * Checks all schemas of a file: their keys first, then what they refer to, then rule by rule.
 *
 * @param checkFragment - checks a file that is referred to; false where it has faults.
 */
export function checkSource(
  source: SchemaSource,
  fragments: Fragments,
  report: Report,
  checkFragment: (file: string) => boolean,
): CheckedSource {
  const roots = [...(source.root === undefined ? [] : [source.root]), ...source.definitions];
  const sites = roots.flatMap(schemaSites);
  const malformed = new Set(
    sites.filter((site) => !checkForms(site, report) || !hasUsablePattern(site.node)).map(({ node }) => node),
  );
  const { files, isSound } = checkReferences(source, fragments, report);
  const areFilesGood = [...files].map(checkFragment).every(Boolean);
  const createBuilder = isSound && areFilesGood ? builderOf(fragments, malformed) : undefined;
  const target = (node: JsonObject): JsonObject | undefined =>
    isSound ? targetOf(node, source, fragments) : undefined;
  const check: SchemaCheck = { source, report, builder: createBuilder?.(), target };
  for (const rule of SOURCE_RULES) rule(sites, check);
  for (const site of sites) {
    for (const rule of SCHEMA_RULES) rule(site, check);
  }
  // What the rules built to look at is not what the outputs need: that has the definitions in use, and in their order.
  return { builder: createBuilder?.(), files };
}

function checkForms({ node, path, position }: SchemaSite, report: Report): boolean {
  const isGood = checkKeys(node, tableOf(position), path, report);
  const rules = Array.isArray(node['rules']) ? node['rules'] : [];
  const areGood = rules.map(
    (rule, index) =>
      !isJsonObject(rule) || checkKeys(rule, RULE_ENTRY_KEYS, [...path, 'rules', index], report),
  );
  return isGood && areGood.every(Boolean);
}

function tableOf(position: SchemaSite['position']): typeof CONFIGURATION_KEYS | typeof SCHEMA_KEYS {
  if (position === 'configuration') return CONFIGURATION_KEYS;
  return position === 'fragment' ? FRAGMENT_KEYS : SCHEMA_KEYS;
}

function builderOf(
  fragments: Fragments,
  malformed: ReadonlySet<JsonObject>,
): () => SchemaBuilder<SchemaSource> {
  const follow: Follow<SchemaSource> = (reference, from) => {
    const target = followReference(fragments, from, reference);
    return 'fault' in target
      ? undefined
      : { node: target.site.node, source: target.source, name: target.name };
  };
  return () => new SchemaBuilder(follow, (node) => malformed.has(node));
}

/** The schema at the end of a chain of references, which was found to have an end. */
function targetOf(node: JsonObject, source: SchemaSource, fragments: Fragments): JsonObject | undefined {
  const reference = textOf(node['$ref']);
  if (reference === undefined) return node;
  const target = followReference(fragments, source, reference);
  return 'fault' in target ? undefined : targetOf(target.site.node, target.source, fragments);
}
