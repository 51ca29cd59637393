// biome-ignore-all lint/suspicious/noTemplateCurlyInString: words that try to be code
import fc from 'fast-check';
import { isJsonObject, type Json, type JsonObject } from '../../../../generator/src/located.ts';

/**
 * Rules across the fields of an object, as keywords beside `properties`. Fields that a rule asks for lose their
 * default, since they would always be set.
 *
 * @param fixed - fields that are set in any case.
 */
export function rulesOf(fields: JsonObject, fixed: readonly string[]): fc.Arbitrary<JsonObject> {
  const names = Object.keys(fields).filter((name) => !fixed.includes(name) && !hasDefault(fields[name]));
  if (names.length < 2) return fc.constant({});
  const some = fc.subarray(names, { minLength: 1 });
  const count = fc
    .tuple(
      fc.constantFrom('exactlyOneOf', 'atLeastOneOf', 'atMostOneOf'),
      fc.subarray(names, { minLength: 2 }),
    )
    .map(([kind, list]): JsonObject => ({ [kind]: list }));
  const condition = fc
    .tuple(
      fc.subarray(conditionsOn(fields)).map((all) => all.slice(0, 2)),
      some,
      some,
      fc.nat(2),
    )
    .map(([conditions, require, forbid, parts]): JsonObject => {
      const when = Object.fromEntries(conditions);
      const forbidden = forbid.filter((name) => parts === 0 || !require.includes(name));
      if (conditions.length === 0) return {};
      const effects = {
        ...(parts < 2 && { require }),
        ...(parts > 0 && forbidden.length > 0 && { forbid: forbidden }),
      };
      return Object.keys(effects).length === 0 ? {} : { when, ...effects };
    });
  const dependency = fc
    .tuple(fc.constantFrom(...names), some)
    .map(([field, list]): JsonObject => ({ dependentRequired: { [field]: list } }));
  const listed = fc
    .array(fc.tuple(fc.oneof(count, condition), fc.boolean()), { maxLength: 2 })
    .map((list) => {
      const rules = list
        .filter(([rule]) => Object.keys(rule).length > 0)
        .map(([rule, speaks]): Json => (speaks ? { ...rule, errorMessage: "It's `${wrong}` */" } : rule));
      return rules.length === 0 ? {} : { rules };
    });
  const nothing = fc.constant<JsonObject>({});
  return fc
    .tuple(
      fc.oneof(nothing, nothing, count, condition),
      fc.oneof(nothing, nothing, dependency),
      fc.oneof(nothing, listed),
    )
    .map(([one, other, list]) => ({ ...one, ...other, ...list }));
}

function hasDefault(node: Json | undefined): boolean {
  return isJsonObject(node) && (Object.hasOwn(node, 'default') || Object.hasOwn(node, '$ref'));
}

/** Fields whose values can be listed, each with one of its values. */
function conditionsOn(fields: JsonObject): [string, Json][] {
  return Object.entries(fields).flatMap(([name, node]): [string, Json][] => {
    if (!isJsonObject(node)) return [];
    if (node['type'] === 'boolean') return [[name, true]];
    if (node['const'] !== undefined) return [[name, node['const']]];
    return Array.isArray(node['enum']) ? [[name, node['enum'].at(-1) as Json]] : [];
  });
}
