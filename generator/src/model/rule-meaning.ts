import type { Json, JsonObject } from '../located.ts';
import type { ConditionRule, CountRule, ObjectShape, Rule } from './model.ts';

/** Whether an object keeps a rule across its properties. A property with a default counts as set. */
export function keepsRule(rule: Rule, shape: ObjectShape, value: JsonObject): boolean {
  const isSet = (field: string): boolean => effective(shape, value, field) !== undefined;
  switch (rule.kind) {
    case 'when':
      return !applies(rule, shape, value) || (rule.require.every(isSet) && !rule.forbid.some(isSet));
    case 'dependentRequired':
      return !isSet(rule.field) || rule.require.every(isSet);
    default:
      return keepsCount(rule.kind, rule.fields.filter(isSet).length);
  }
}

function keepsCount(kind: CountRule['kind'], count: number): boolean {
  if (kind === 'atLeastOneOf') return count >= 1;
  return kind === 'atMostOneOf' ? count <= 1 : count === 1;
}

function applies({ when }: ConditionRule, shape: ObjectShape, value: JsonObject): boolean {
  return when.every((condition) => effective(shape, value, condition.field) === condition.value);
}

function effective(shape: ObjectShape, value: JsonObject, field: string): Json | undefined {
  if (Object.hasOwn(value, field)) return value[field];
  return shape.properties.find(({ name }) => name === field)?.default;
}
