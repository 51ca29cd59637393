import type { Json, JsonObject } from '../located.ts';

interface Kinds {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
}

/** The members with these keys that are of this kind; others are left out. */
export function pick<K extends keyof Kinds, const Key extends string>(
  node: JsonObject,
  kind: K,
  keys: readonly Key[],
): { readonly [P in Key]?: Kinds[K] } {
  const entries = keys.flatMap((key) => (typeof node[key] === kind ? [[key, node[key]]] : []));
  return Object.fromEntries(entries) as { readonly [P in Key]?: Kinds[K] };
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a list; none where it is no list. */
export function textsOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}
