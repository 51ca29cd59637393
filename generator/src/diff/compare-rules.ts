import type { Json, JsonObject } from '../located.ts';
import { accepts, canonical } from '../model/accepts.ts';
import type { ObjectShape, PropertyModel, Rule } from '../model/model.ts';
import { keepsRule } from '../model/rule-meaning.ts';
import type { Site } from './change.ts';
import { isOptional } from './compare-objects.ts';
import { type Comparison, follow } from './comparison.ts';

/** Configurations that are tried at most; where there are more, a new rule counts as one that refuses some. */
const MOST_TRIED = 20_000;

/** Stands for any value that no rule names; rules compare with scalars only. */
const ANY: Json = [];

/**
 * Compares the rules across the fields of an object by trying every configuration that they can tell apart: which of
 * their fields are there, and which of the values that they name.
 */
export function compareRules(
  comparison: Comparison,
  site: Site,
  before: ObjectShape,
  after: ObjectShape,
): void {
  const fields = fieldsOf([...before.rules, ...after.rules]);
  if (fields.length === 0) return;
  const domains = fields.map((field) => domainOf(comparison, field, before, after));
  const count = domains.reduce((product, domain) => product * domain.length, 1);
  if (count > MOST_TRIED) {
    compareByText(comparison, site, before, after);
    return;
  }
  const taken = configurations(fields, domains).filter((value) => keepsAll(before, value));
  const refusing = after.rules.filter((rule) => taken.some((value) => !keepsRule(rule, after, value)));
  for (const rule of refusing) reportRefusing(comparison, site, rule);
  if (refusing.length === 0 && canonicalRules(before) !== canonicalRules(after)) {
    const isSame = !configurations(fields, domains).some(
      (value) => keepsAll(after, value) && !keepsAll(before, value),
    );
    const message = isSame ? 'Its rules say the same in another way.' : 'Its rules take more than they did.';
    comparison.report(site, 'rules-changed', isSame ? 'none' : 'compatible', message);
  }
}

function keepsAll(shape: ObjectShape, value: JsonObject): boolean {
  return shape.rules.every((rule) => keepsRule(rule, shape, value));
}

function fieldsOf(rules: readonly Rule[]): readonly string[] {
  const all = rules.flatMap((rule) => {
    if (rule.kind === 'when')
      return [...rule.when.map(({ field }) => field), ...rule.require, ...rule.forbid];
    return rule.kind === 'dependentRequired' ? [rule.field, ...rule.require] : rule.fields;
  });
  return [...new Set(all)];
}

/** What an old configuration can have for a field: nothing, or the values that rules can tell apart. */
function domainOf(
  comparison: Comparison,
  field: string,
  before: ObjectShape,
  after: ObjectShape,
): readonly (Json | undefined)[] {
  const property = before.properties.find(({ name }) => name === field);
  // Of a field that is new, or gone, no old file that is still taken says anything.
  if (property === undefined || !after.properties.some(({ name }) => name === field)) return [undefined];
  const named = [...before.rules, ...after.rules].flatMap((rule) =>
    rule.kind === 'when' ? rule.when.filter((each) => each.field === field).map(({ value }) => value) : [],
  );
  const values = [...new Set(named)].filter((value) => accepts(property.schema, value, comparison.before));
  const rest = others(comparison, property, values);
  return [...(isOptional(property) ? [undefined] : []), ...values, ...rest];
}

/** A value that no rule names, where the field takes one. */
function others({ before }: Comparison, { schema }: PropertyModel, named: readonly Json[]): readonly Json[] {
  const { shape } = follow(schema, before);
  const all = shape.kind === 'boolean' ? [true, false] : shape.kind === 'literal' ? shape.values : [ANY];
  return all.filter((value) => !named.includes(value)).slice(0, 1);
}

function configurations(
  fields: readonly string[],
  domains: readonly (readonly (Json | undefined)[])[],
): readonly JsonObject[] {
  let all: readonly JsonObject[] = [{}];
  fields.forEach((field, index) => {
    all = all.flatMap((value) =>
      (domains[index] ?? []).map((each) => (each === undefined ? value : { ...value, [field]: each })),
    );
  });
  return all;
}

function compareByText(comparison: Comparison, site: Site, before: ObjectShape, after: ObjectShape): void {
  const known = new Set(before.rules.map(canonicalRule));
  for (const rule of after.rules) if (!known.has(canonicalRule(rule))) reportRefusing(comparison, site, rule);
}

function reportRefusing(comparison: Comparison, site: Site, rule: Rule): void {
  const message = `Its rule refuses configurations that were taken: ${describe(rule)}.`;
  comparison.report(site, 'rules-changed', 'breaking', message);
}

function canonicalRules({ rules }: ObjectShape): string {
  return rules.map(canonicalRule).sort().join();
}

function canonicalRule({ message: _message, ...rule }: Rule): string {
  return canonical(JSON.parse(JSON.stringify(rule)));
}

function describe(rule: Rule): string {
  if (rule.kind === 'dependentRequired') return `${rule.field} requires ${rule.require.join(', ')}`;
  if (rule.kind !== 'when') return `${rule.kind}: ${rule.fields.join(', ')}`;
  const when = rule.when.map(({ field, value }) => `${field}: ${JSON.stringify(value)}`).join(', ');
  const parts = [
    ...(rule.require.length === 0 ? [] : [`require ${rule.require.join(', ')}`]),
    ...(rule.forbid.length === 0 ? [] : [`forbid ${rule.forbid.join(', ')}`]),
  ];
  return `when ${when}: ${parts.join(', ')}`;
}
