import type { DocumentPath, Json } from '../located.ts';
import { camelCase, pascalCase } from '../model/names.ts';

/** A value inside a connection's settings: the way to it, and the same as a JSON pointer. */
export interface Spot {
  readonly path: DocumentPath;
  readonly pointer: string;
}

export const ROOT_SPOT: Spot = { path: [], pointer: '' };

/** The spot of a member. */
export function inside({ path, pointer }: Spot, key: string | number): Spot {
  const token = String(key).replaceAll('~', '~0').replaceAll('/', '~1');
  return { path: [...path, key], pointer: `${pointer}/${token}` };
}

/** The path in a file for a path of declared names: the first letter of each may be spelt in another case. */
export function spelledPath(value: Json, path: DocumentPath): DocumentPath {
  let current: Json | undefined = value;
  return path.map((segment) => {
    if (typeof current !== 'object' || current === null) return segment;
    const members: object = current;
    const spellings =
      typeof segment === 'number' ? [segment] : [segment, pascalCase(segment), camelCase(segment)];
    const key = spellings.find((spelling) => Object.hasOwn(members, spelling)) ?? segment;
    current = (members as Readonly<Record<string | number, Json>>)[key];
    return key;
  });
}

/** The path of a JSON pointer. */
export function pathOf(pointer: string): DocumentPath {
  const tokens = pointer.split('/').slice(1);
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
