import { isJsonObject, type Json } from '../located.ts';
import { pascalCase } from '../model/names.ts';
import { UNSEEN_CHARACTERS } from '../text/unseen-characters.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
import type { Spot } from './spot.ts';

/** Gives a field a name that a manifest allows, wherever its object speaks of it. */
export function renameField({ trail, holder }: Spot, _: unknown, { notices, origins }: Context): void {
  const owner = trail.at(-2)?.draft;
  const field = trail.at(-1)?.draft;
  if (holder.kind !== 'property' || owner === undefined || field === undefined) return;
  const { name } = holder;
  const fields = isJsonObject(owner['properties']) ? owner['properties'] : {};
  const other = freeName(name, Object.keys(fields));
  notices.say('import-renamed', { name, other }, origins.placeOf(field), { part: 'key' });
  owner['properties'] = Object.fromEntries(
    Object.entries(fields).map(([each, value]) => [each === name ? other : each, value]),
  );
  for (const word of ['required', 'rules', 'dependentRequired']) renameIn(owner, word, name, other);
}

function freeName(name: string, taken: readonly string[]): string {
  const seen = name.replace(new RegExp(UNSEEN_CHARACTERS, 'gu'), '').trim();
  const plain = seen === '' || seen === '*' ? 'field' : seen;
  const isTaken = (word: string): boolean => taken.some((each) => pascalCase(each) === pascalCase(word));
  const first =
    plain !== name && !isTaken(plain) ? plain : `${plain}${plain.includes('_') ? '_setting' : 'Setting'}`;
  let free = first;
  for (let number = 2; isTaken(free); number++) free = `${first}${number}`;
  return free;
}

function renameIn(owner: Draft, word: string, name: string, other: string): void {
  const rename = (value: Json, isName: boolean): Json => {
    if (typeof value === 'string') return isName && value === name ? other : value;
    if (Array.isArray(value)) return value.map((item: Json) => rename(item, true));
    if (!isJsonObject(value)) return value;
    // The keys of a condition are fields, its values are not.
    const entries = Object.entries(value).map(([key, part]) => [
      key === name ? other : key,
      rename(part, false),
    ]);
    return Object.fromEntries(entries);
  };
  const value = owner[word];
  if (word === 'rules' && Array.isArray(value)) {
    for (const rule of value)
      if (isJsonObject(rule)) for (const key of Object.keys(rule)) renameIn(rule as Draft, key, name, other);
  } else if (value !== undefined) owner[word] = rename(value, false);
}
