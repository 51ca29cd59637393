import { isJsonObject, type Json } from '../located.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
import type { Finding } from './repair.ts';
import type { Spot } from './spot.ts';

/** Rules that are about several fields at once, and say something else with one less. */
const WHOLE = ['exactlyOneOf', 'atLeastOneOf', 'atMostOneOf', 'when'];

/** Takes out of a rule, or of a list of required fields, what a manifest refuses in it. */
export function repairRule({ draft, rest }: Spot, finding: Finding, context: Context): void {
  const [word, index] = rest;
  if (word === 'rules' && Array.isArray(draft['rules']) && typeof index === 'number') {
    const rule = draft['rules'][index];
    if (isJsonObject(rule)) repairOne(draft, rule as Draft, rest, finding, context);
  } else if (word === 'dependentRequired' && isJsonObject(draft[word])) {
    repairDependency(draft, draft[word], rest, finding, context);
  } else if (word === 'required') {
    // The field itself was left out, which was said.
    removeFrom(draft, 'required', index);
  }
}

function repairOne(owner: Draft, rule: Draft, rest: Spot['rest'], finding: Finding, context: Context): void {
  const [, , word, index] = rest;
  const isWhole = typeof word !== 'string' || WHOLE.includes(word) || typeof index !== 'number';
  // A field that is not there cannot be set anyway.
  const isHarmless = word === 'forbid' && finding.name === 'field-undeclared';
  if (!isHarmless) say(context.origins.placeOf(rule), finding, context);
  if (!isWhole) removeFrom(rule, word, index);
  const isEmpty = !isWhole && !Object.hasOwn(rule, 'require') && !Object.hasOwn(rule, 'forbid');
  if (!isWhole && !isEmpty) return;
  const rules: readonly Json[] = Array.isArray(owner['rules']) ? owner['rules'] : [];
  const left = rules.filter((each) => each !== rule);
  if (left.length > 0) owner['rules'] = left;
  else delete owner['rules'];
}

function repairDependency(
  owner: Draft,
  map: { readonly [field: string]: Json },
  [, field, index]: Spot['rest'],
  finding: Finding,
  context: Context,
): void {
  say(context.origins.placeOf(owner, 'dependentRequired'), finding, context);
  const copy: Draft = { ...map };
  if (typeof field === 'string' && typeof index === 'number') removeFrom(copy, field, index);
  else if (typeof field === 'string') delete copy[field];
  if (Object.keys(copy).length > 0 && field !== undefined) owner['dependentRequired'] = copy;
  else delete owner['dependentRequired'];
}

function removeFrom(draft: Draft, word: string, index: string | number | undefined): void {
  const list = draft[word];
  const left: readonly Json[] = Array.isArray(list) ? list.filter((_, each) => each !== index) : [];
  if (left.length > 0) draft[word] = left;
  else delete draft[word];
}

function say(place: Spot['rest'], { sentence }: Finding, { notices }: Context): void {
  notices.say('import-rule', { reason: sentence.replace(/\.$/, '') }, place, { part: 'key' });
}
