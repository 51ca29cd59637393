import { isJsonObject, type Json, type JsonObject } from '../located.ts';
import type { ConditionRule, CountRule, DependencyRule, Rule, Scalar } from './model.ts';
import { textOf, textsOf } from './pick.ts';

export const COUNT_RULES = ['exactlyOneOf', 'atLeastOneOf', 'atMostOneOf'] as const;

/** The rules of an object: those of the list, then those beside `properties`, then what fields depend on. */
export function buildRules(node: JsonObject): readonly Rule[] {
  const list = Array.isArray(node['rules']) ? node['rules'].filter(isJsonObject) : [];
  const { errorMessage: _, ...beside } = node;
  return [...list, beside].flatMap(rulesOf).concat(dependencies(node['dependentRequired']));
}

function rulesOf(node: JsonObject): Rule[] {
  const words = textOf(node['errorMessage']);
  const message = words === undefined ? {} : { message: words };
  const counts = COUNT_RULES.flatMap((kind): CountRule[] =>
    Array.isArray(node[kind]) ? [{ kind, fields: textsOf(node[kind]), ...message }] : [],
  );
  const condition = isJsonObject(node['when']) ? [{ ...conditionRule(node, node['when']), ...message }] : [];
  return [...counts, ...condition];
}

function conditionRule(node: JsonObject, when: JsonObject): ConditionRule {
  const conditions = Object.entries(when).flatMap(([field, value]) =>
    isScalar(value) ? [{ field, value }] : [],
  );
  return {
    kind: 'when',
    when: conditions,
    require: textsOf(node['require']),
    forbid: textsOf(node['forbid']),
  };
}

function dependencies(value: Json | undefined): DependencyRule[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).map(([field, require]) => ({
    kind: 'dependentRequired',
    field,
    require: textsOf(require),
  }));
}

function isScalar(value: Json): value is Scalar {
  return typeof value !== 'object' || value === null;
}
