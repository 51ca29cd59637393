import { isJsonObject, type Json } from '../located.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';

/** A schema of its own with the same words and origins, down to the last field. */
export function copyDraft(draft: Draft, context: Context): Draft {
  context.budget.spend();
  const copy = context.origins.draft(context.origins.placeOf(draft));
  for (const [keyword, value] of Object.entries(draft)) {
    context.origins.put(
      copy,
      keyword,
      copyPart(keyword, value, context),
      context.origins.placeOf(draft, keyword),
    );
  }
  return copy;
}

function copyPart(keyword: string, value: Json, context: Context): Json {
  const copy = (part: Json): Json => (isJsonObject(part) ? copyDraft(part as Draft, context) : part);
  if (keyword === 'properties' && isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, copy(part)]));
  }
  if (keyword === 'oneOf' || keyword === 'rules') return Array.isArray(value) ? value.map(copy) : value;
  return keyword === 'items' || keyword === 'additionalProperties' ? copy(value) : value;
}
