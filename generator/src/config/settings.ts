import type { DocumentPath, Json, JsonObject } from '../located.ts';
import type { Scalar, SchemaModel } from '../model/model.ts';
import { nearest } from '../text/nearest.ts';

/** The runtime's name for a setting. */
export function settingOf(path: DocumentPath): string {
  return path.length === 0 ? 'The configuration' : path.join('.');
}

/** The manifest's sentence: `*` stands for a missing value and every constraint. */
export function ownSentence(messages: SchemaModel['messages'], keyword: string): string | undefined {
  return messages[keyword] ?? messages['*'];
}

/** A property of the value's own; nothing that it inherits. */
export function ownValue(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The allowed text that a text most likely means. */
export function nearestValue(value: Json, values: readonly Scalar[]): string | undefined {
  if (typeof value !== 'string') return undefined;
  return nearest(
    value,
    values.filter((allowed) => typeof allowed === 'string'),
  );
}
