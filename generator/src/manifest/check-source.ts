import { isJsonObject, type JsonObject } from '../located.ts';
import { SchemaBuilder } from '../model/build-schema.ts';
import { checkKeys } from './forms.ts';
import type { Fragments, SchemaSource } from './fragments.ts';
import { CONFIGURATION_KEYS, FRAGMENT_KEYS, RULE_ENTRY_KEYS, SCHEMA_KEYS } from './keyword-tables.ts';
import { checkReferences } from './reference-graph.ts';
import { followReference } from './references.ts';
import type { Report } from './reporter.ts';
import { SCHEMA_RULES } from './rules/schema-rules.ts';
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
  const malformed = new Set(sites.filter((site) => !checkForms(site, report)).map(({ node }) => node));
  const { files, isSound } = checkReferences(source, fragments, report);
  const areFilesGood = [...files].map(checkFragment).every(Boolean);
  const builder = isSound && areFilesGood ? createBuilder(fragments, malformed) : undefined;
  for (const site of sites) {
    for (const rule of SCHEMA_RULES) rule(site, { source, report, builder });
  }
  return { builder, files };
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

function createBuilder(
  fragments: Fragments,
  malformed: ReadonlySet<JsonObject>,
): SchemaBuilder<SchemaSource> {
  return new SchemaBuilder(
    (reference, from) => {
      const target = followReference(fragments, from, reference);
      return 'fault' in target
        ? undefined
        : { node: target.site.node, source: target.source, name: target.name };
    },
    (node) => malformed.has(node),
  );
}
