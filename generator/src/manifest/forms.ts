import { type DocumentPath, isJsonObject, type Json, type JsonObject } from '../located.ts';
import { FORMATS } from '../model/model.ts';
import { nearest } from '../text/nearest.ts';
import { type Form, type KeywordTable, ROLES, TYPE_NAMES, UNITS } from './keywords.ts';
import type { Report } from './reporter.ts';

/** Reports what is wrong with the keys of an object and with the form of their values. True where nothing is. */
export function checkKeys(
  node: JsonObject,
  table: KeywordTable,
  path: DocumentPath,
  report: Report,
): boolean {
  let isGood = true;
  for (const [key, value] of Object.entries(node)) {
    const keyword = Object.hasOwn(table, key) ? table[key] : undefined;
    if (keyword === undefined) {
      reportUnknownKey(key, table, path, report);
      isGood = false;
    } else if (!checkForm(keyword.form, value, [...path, key], report)) isGood = false;
  }
  for (const [key, { isRequired }] of Object.entries(table)) {
    if (isRequired !== true || Object.hasOwn(node, key)) continue;
    report('missing-key', { key }, [...path, key]);
    isGood = false;
  }
  return isGood;
}

function reportUnknownKey(key: string, table: KeywordTable, path: DocumentPath, report: Report): void {
  const allowed = Object.keys(table);
  const suggestion = nearest(key, allowed);
  report('unknown-key', { key, allowed: allowed.join(', ') }, [...path, key], { part: 'key', suggestion });
}

const isText = (value: Json): boolean => typeof value === 'string';
const isWhole = (value: Json): boolean => Number.isSafeInteger(value);
const isScalar = (value: Json): boolean => typeof value !== 'object' || value === null;
const isListOf = (value: Json, isItem: (item: Json) => boolean): boolean =>
  Array.isArray(value) && value.every(isItem);
const isMapOf = (value: Json, isEntry: (entry: Json) => boolean): boolean =>
  isJsonObject(value) && Object.values(value).every(isEntry);
const isSome = (value: Json): boolean => Array.isArray(value) && value.length > 0;

/** What each form expects, in words, and whether a value is that. */
const EXPECTED: Readonly<Record<Form, readonly [words: string, isGood: (value: Json) => boolean]>> = {
  text: ['text', isText],
  flag: ['true or false', (value) => typeof value === 'boolean'],
  number: ['a number', (value) => typeof value === 'number'],
  positiveNumber: ['a number greater than 0', (value) => typeof value === 'number' && value > 0],
  integer: ['a whole number', isWhole],
  positiveInteger: ['a whole number of at least 1', (value) => isWhole(value) && Number(value) >= 1],
  count: ['a whole number of at least 0', (value) => isWhole(value) && Number(value) >= 0],
  json: ['a value', () => true],
  jsonList: ['a list with at least one value', isSome],
  scalar: ['text, a number, true, false or null', isScalar],
  scalarList: [
    'a list with at least one text, number, true, false or null',
    (value) => isSome(value) && isListOf(value, isScalar),
  ],
  nameList: ['a list of texts', (value) => isListOf(value, isText)],
  someNames: ['a list with at least one text', (value) => isSome(value) && isListOf(value, isText)],
  version: ['1, the version of the language that this tool reads', (value) => value === 1],
  types: [
    'a type or a list of types',
    (value) => isText(value) || (isSome(value) && isListOf(value, isText)),
  ],
  objectType: ['"object"', (value) => value === 'object'],
  format: ['a format', isText],
  unit: ['a unit', isText],
  role: ['a role', isText],
  messages: [
    'a sentence, or a map from keywords to sentences',
    (value) => isText(value) || isMapOf(value, isText),
  ],
  deprecation: ['true, false or a sentence', (value) => typeof value === 'boolean' || isText(value)],
  closed: ['false: put a map under a field of its own', (value) => value === false],
  schema: ['a schema (a map of keywords)', isJsonObject],
  schemaOrFalse: ['false or a schema (a map of keywords)', (value) => value === false || isJsonObject(value)],
  schemaMap: ['a map from names to schemas', (value) => isMapOf(value, isJsonObject)],
  schemaList: ['a list of schemas', (value) => isSome(value) && isListOf(value, isJsonObject)],
  dependents: [
    'a map from fields to lists of fields',
    (value) => isMapOf(value, (entry) => isSome(entry) && isListOf(entry, isText)),
  ],
  conditions: [
    'a map with at least one field and the value (text, number, true, false or null) it has',
    (value) => isMapOf(value, isScalar) && Object.keys(value ?? {}).length > 0,
  ],
  ruleList: ['a list of rules (maps)', (value) => isListOf(value, isJsonObject)],
  capabilities: ['a map', isJsonObject],
  configuration: ['a map', isJsonObject],
};

const WORDS: Partial<Record<Form, readonly string[]>> = {
  types: TYPE_NAMES,
  format: FORMATS,
  unit: UNITS,
  role: ROLES,
};

/** Lists whose order says nothing, so that a second mention is a slip. */
const UNIQUE: ReadonlySet<Form> = new Set(['types', 'nameList', 'someNames', 'scalarList']);

function checkUnique(list: readonly Json[], path: DocumentPath, report: Report): boolean {
  const seen = new Set<Json>();
  const seconds = list.flatMap((item, index) => (seen.size < seen.add(item).size ? [] : [index]));
  for (const index of seconds) report('duplicate-item', { key: String(path.at(-1)) }, [...path, index]);
  return seconds.length === 0;
}

/** Reports a value that does not have the form its key asks for. True where it has. */
function checkForm(form: Form, value: Json, path: DocumentPath, report: Report): boolean {
  const [expected, isGood] = EXPECTED[form];
  const key = String(path.at(-1));
  if (!isGood(value)) {
    const members = badMembers(form, value);
    const places = members.length === 0 ? [path] : members.map((member) => [...path, member]);
    for (const place of places) {
      const actual = describe(members.length === 0 ? value : memberOf(value, place.at(-1)));
      report('wrong-value', { key, expected, actual }, place);
    }
    return false;
  }
  const words = WORDS[form];
  const areWords = words === undefined || checkWords(words, value, path, report);
  return UNIQUE.has(form) && Array.isArray(value) ? checkUnique(value, path, report) && areWords : areWords;
}

/** Forms of lists and maps whose members can be pointed at. */
const LISTS: ReadonlySet<Form> = new Set([
  'types',
  'nameList',
  'someNames',
  'scalarList',
  'schemaList',
  'ruleList',
]);
const MAPS: ReadonlySet<Form> = new Set(['messages', 'schemaMap', 'dependents', 'conditions']);

/** The entries to point at where the rest is fine. */
function badMembers(form: Form, value: Json): (string | number)[] {
  const [, isGood] = EXPECTED[form];
  if (LISTS.has(form) && Array.isArray(value)) {
    return value.flatMap((item: Json, index) => (isGood([item]) ? [] : [index]));
  }
  if (!MAPS.has(form) || !isJsonObject(value)) return [];
  return Object.keys(value).filter((key) => !isGood({ [key]: value[key] ?? null }));
}

function memberOf(value: Json, member: string | number | undefined): Json {
  if (Array.isArray(value) && typeof member === 'number') return value[member] ?? null;
  return (isJsonObject(value) ? value[String(member)] : undefined) ?? null;
}

function checkWords(words: readonly string[], value: Json, path: DocumentPath, report: Report): boolean {
  const list = Array.isArray(value);
  const bad = (list ? value : [value]).flatMap((word, index) =>
    words.includes(word) ? [] : [{ word, index }],
  );
  for (const { word, index } of bad) {
    const suggestion = nearest(String(word), words);
    const parameters = { key: String(path.at(-1)), allowed: words.join(', ') };
    report('unknown-word', parameters, list ? [...path, index] : path, { suggestion });
  }
  return bad.length === 0;
}

/** What kind of value this is, in words. */
export function describe(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'a number' : String(value);
}
