import { type DocumentPath, isJsonObject, type Json, type JsonObject } from '../located.ts';
import { textsOf } from '../model/pick.ts';

/** A rule across fields, and the place that asks for it. */
export interface PlacedRule {
  readonly rule: JsonObject;
  readonly path: DocumentPath;
}

/** What can stand beside a requirement without asking for more. */
const BESIDE = ['required', 'type', 'title', 'description', '$comment'];

/** The fields that a schema requires, where it says nothing else. */
export function requirement(schema: Json | undefined): readonly string[] | undefined {
  if (!isJsonObject(schema) || !Object.keys(schema).every((key) => BESIDE.includes(key))) return undefined;
  const { required, type } = schema;
  const isGood =
    Array.isArray(required) && required.length > 0 && textsOf(required).length === required.length;
  return isGood && (type === undefined || type === 'object') ? textsOf(required) : undefined;
}

/** Whether every member of a list only says which fields must be there. */
export function isRequirementList(list: Json | undefined): list is readonly JsonObject[] {
  return Array.isArray(list) && list.length > 0 && list.every((member) => requirement(member) !== undefined);
}

/** `if: { required: [a] }, then: { required: [b] }`: the field a, and what it needs. */
export function presenceRule({
  if: condition,
  then,
  else: other,
}: JsonObject): readonly [field: string, needed: readonly string[]] | undefined {
  const [field, ...others] = requirement(condition) ?? [];
  const needed = requirement(then);
  if (field === undefined || others.length > 0 || needed === undefined || other !== undefined)
    return undefined;
  return [field, needed];
}
