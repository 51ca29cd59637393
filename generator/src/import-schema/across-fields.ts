import { type DocumentPath, isJsonObject } from '../located.ts';
import { textsOf } from '../model/pick.ts';
import { conditionRules } from './condition-rules.ts';
import type { Context, Site } from './context.ts';
import type { Draft } from './draft.ts';
import type { Layer, View } from './layers.ts';
import { isRequirementList, type PlacedRule, presenceRule, requirement } from './requirements.ts';

/** Writes the rules across fields that the layers ask for, and says which a manifest has no words for. */
export function putRules(draft: Draft, layers: View, site: Site, context: Context): void {
  const rules = layers.flatMap((layer) => [
    ...choiceRules(layer, context),
    ...exclusions(layer, context),
    ...conditionRules(layer, draft, site, context),
  ]);
  const drafts = rules.map(({ rule, path }) => {
    const entry = context.origins.draft(path);
    for (const [keyword, value] of Object.entries(rule)) context.origins.put(entry, keyword, value, path);
    return entry;
  });
  if (drafts.length > 0) context.origins.put(draft, 'rules', drafts, rules[0]?.path ?? site.path);
  const dependents = layers.flatMap((layer) => dependencies(layer, context));
  const merged = new Map<string, readonly string[]>();
  for (const [field, needed] of dependents) {
    merged.set(field, [...new Set([...(merged.get(field) ?? []), ...needed])]);
  }
  const [path = site.path] = layers.flatMap(dependencyPlaces);
  if (merged.size > 0) context.origins.put(draft, 'dependentRequired', Object.fromEntries(merged), path);
}

function choiceRules({ node, path }: Layer, { notices }: Context): PlacedRule[] {
  const kinds = [
    ['oneOf', 'exactlyOneOf'],
    ['anyOf', 'atLeastOneOf'],
  ] as const;
  return kinds.flatMap(([keyword, rule]): PlacedRule[] => {
    const list = node[keyword];
    if (!isRequirementList(list)) return [];
    const place = [...path, keyword];
    const fields = list.map((member) => requirement(member) ?? []);
    const names = [...new Set(fields.flat())];
    if (fields.every(({ length }) => length === 1)) return [{ rule: { [rule]: names }, path: place }];
    notices.say('import-rule', { reason: 'an alternative may ask for one field only' }, place, {
      part: 'key',
    });
    return [];
  });
}

/** `not: { required: [a, b] }`: at most one of the two; of more, where every pair is excluded. */
function exclusions({ node, path }: Layer, { notices }: Context): PlacedRule[] {
  const { not } = node;
  if (not === undefined) return [];
  const place = [...path, 'not'];
  const members = isJsonObject(not) && Array.isArray(not['anyOf']) ? not['anyOf'] : [not];
  const pairs = members.map((member) => requirement(member));
  const names = [...new Set(pairs.flatMap((pair) => pair ?? []))];
  const wanted = (names.length * (names.length - 1)) / 2;
  const distinct = new Set(pairs.map((pair) => [...(pair ?? [])].sort().join('\0')));
  if (pairs.every((pair) => new Set(pair).size === 2) && distinct.size === wanted) {
    return [{ rule: { atMostOneOf: names }, path: place }];
  }
  notices.say('import-keyword', { keyword: 'not' }, place, { part: 'key' });
  return [];
}

const DEPENDENCIES = ['dependentRequired', 'dependencies', 'dependentSchemas'] as const;

function dependencyPlaces({ node, path }: Layer): DocumentPath[] {
  return [...DEPENDENCIES, 'if']
    .filter((keyword) => Object.hasOwn(node, keyword))
    .map((keyword) => [...path, keyword]);
}

function dependencies({ node, path }: Layer, { notices }: Context): [string, readonly string[]][] {
  const presence = presenceRule(node);
  const listed = DEPENDENCIES.flatMap((keyword) => {
    const map = node[keyword];
    if (map === undefined) return [];
    if (!isJsonObject(map)) {
      notices.say('import-malformed', { keyword }, [...path, keyword]);
      return [];
    }
    return Object.entries(map).flatMap(([field, needs]): [string, readonly string[]][] => {
      const needed = Array.isArray(needs) ? textsOf(needs) : requirement(needs);
      if (needed === undefined) {
        notices.say('import-keyword', { keyword }, [...path, keyword, field], { part: 'key' });
      }
      return needed === undefined || needed.length === 0 ? [] : [[field, [...new Set(needed)]]];
    });
  });
  return presence === undefined ? listed : [...listed, [presence[0], presence[1]]];
}
