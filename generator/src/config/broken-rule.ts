import type { Json } from '../located.ts';
import type { CountRule, Rule } from '../model/model.ts';

/** What a rule asks about the fields of an object. */
export interface FieldStates {
  /** Present, or with a default. */
  isSet(field: string): boolean;
  /** Not set here, and perhaps by the environment. */
  mayBeSet(field: string): boolean;
  /** The value, or the default. */
  read(field: string): Json | undefined;
}

export interface BrokenRule {
  /** The end of the runtime's sentence. */
  readonly predicate: string;
  /** The fields that are there and should not be. */
  readonly unwanted: readonly string[];
}

/** What is wrong by a rule; undefined where it is met. */
export function brokenRule(rule: Rule, fields: FieldStates): BrokenRule | undefined {
  if (rule.kind === 'when') {
    if (!rule.when.every(({ field, value }) => fields.read(field) === value)) return undefined;
    const conditions = rule.when.map(({ field, value }) => `${field} is ${JSON.stringify(value)}`);
    return brokenDemands(rule, fields, conditions.join(' and '));
  }
  if (rule.kind === 'dependentRequired') {
    if (!fields.isSet(rule.field)) return undefined;
    return brokenDemands({ require: rule.require, forbid: [] }, fields, `${rule.field} is set`);
  }
  return brokenCount(rule, fields);
}

const COUNTS = {
  exactlyOneOf: { least: 1, most: 1, words: 'exactly one' },
  atLeastOneOf: { least: 1, most: Number.POSITIVE_INFINITY, words: 'at least one' },
  atMostOneOf: { least: 0, most: 1, words: 'at most one' },
} as const;

function brokenCount({ kind, fields: names }: CountRule, fields: FieldStates): BrokenRule | undefined {
  const { least, most, words } = COUNTS[kind];
  const set = names.filter((name) => fields.isSet(name));
  const possible = set.length + names.filter((name) => fields.mayBeSet(name)).length;
  if (set.length <= most && possible >= least) return undefined;
  const unwanted = set.length > most ? set.slice(most) : [];
  return { predicate: `must set ${words} of ${names.join(', ')}`, unwanted };
}

function brokenDemands(
  rule: { readonly require: readonly string[]; readonly forbid: readonly string[] },
  fields: FieldStates,
  condition: string,
): BrokenRule | undefined {
  const absent = rule.require.filter((field) => !fields.isSet(field) && !fields.mayBeSet(field));
  const present = rule.forbid.filter((field) => fields.isSet(field));
  const parts = [
    ...(absent.length > 0 ? [`must set ${absent.join(', ')}`] : []),
    ...(present.length > 0 ? [`must not set ${present.join(', ')}`] : []),
  ];
  if (parts.length === 0) return undefined;
  return { predicate: `${parts.join(' and ')} when ${condition}`, unwanted: present };
}
