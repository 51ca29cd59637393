import { type DocumentPath, isJsonObject, type Json } from '../located.ts';
import { textOf } from '../model/pick.ts';

/** What a reference leads to. */
export interface PointerTarget {
  readonly value: Json;
  readonly path: DocumentPath;
}

/**
 * Follows references inside one file: JSON pointers, anchors, and the `$id`s that the file itself has. Nothing outside
 * is opened.
 */
export class Pointers {
  readonly #root: Json;
  /** Where pointers are counted from, should nothing nearer say otherwise. */
  readonly #bases: readonly DocumentPath[];
  #names: ReadonlyMap<string, DocumentPath> | undefined;

  /** @param wrapped - the schema inside a specification: its pointers may count from it, or from the whole file. */
  constructor(root: Json, wrapped: DocumentPath) {
    this.#root = root;
    this.#bases = wrapped.length === 0 ? [[]] : [wrapped, []];
  }

  follow(reference: string, from: DocumentPath): PointerTarget | 'outside' | 'missing' {
    const [resource = '', ...rest] = reference.split('#');
    const fragment = rest.join('#');
    if (resource !== '') {
      const base = this.#named(resource);
      return base === undefined ? 'outside' : (this.#inside(base, fragment) ?? 'missing');
    }
    for (const base of [...this.#enclosing(from), ...this.#bases]) {
      const target = this.#inside(base, fragment);
      if (target !== undefined) return target;
    }
    return 'missing';
  }

  #inside(base: DocumentPath, fragment: string): PointerTarget | undefined {
    if (fragment !== '' && !fragment.startsWith('/')) {
      const path = this.#named(`#${fragment}`);
      return path && this.#at(path);
    }
    const segments = fragment.split('/').slice(1).map(decode);
    return this.#at([...base, ...segments]);
  }

  #at(path: DocumentPath): PointerTarget | undefined {
    let value: Json | undefined = this.#root;
    const place: (string | number)[] = [];
    for (const segment of path) {
      const isIndex: boolean = Array.isArray(value) && /^\d{1,9}$/.test(String(segment));
      place.push(isIndex ? Number(segment) : segment);
      value =
        isIndex || (isJsonObject(value) && Object.hasOwn(value, segment))
          ? member(value, segment)
          : undefined;
      if (value === undefined) return undefined;
    }
    return { value, path: place };
  }

  /** The nearest schemas around a place that have an `$id`: pointers inside them count from there. */
  #enclosing(path: DocumentPath): DocumentPath[] {
    const found: DocumentPath[] = [];
    let value: Json | undefined = this.#root;
    path.forEach((segment, index) => {
      value = value === undefined ? undefined : member(value, segment);
      if (isJsonObject(value) && idOf(value) !== undefined) found.unshift(path.slice(0, index + 1));
    });
    return found;
  }

  #named(name: string): DocumentPath | undefined {
    this.#names ??= namesOf(this.#root);
    return this.#names.get(name);
  }
}

function member(value: Json, segment: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(segment)];
  return isJsonObject(value) ? value[segment] : undefined;
}

function idOf(node: { readonly [key: string]: Json }): string | undefined {
  const id = textOf(node['$id']) ?? textOf(node['id']);
  return id === undefined || id.startsWith('#') ? undefined : id;
}

/** Every `$id` and anchor of a file; the first of a name counts. */
function namesOf(root: Json): ReadonlyMap<string, DocumentPath> {
  const names = new Map<string, DocumentPath>();
  const add = (name: string | undefined, path: DocumentPath): void => {
    if (name !== undefined && !names.has(name)) names.set(name, path);
  };
  const visit = (value: Json, path: DocumentPath): void => {
    if (Array.isArray(value)) {
      value.forEach((item: Json, index) => {
        visit(item, [...path, index]);
      });
    }
    if (!isJsonObject(value)) return;
    for (const key of ['$id', 'id'] as const) add(textOf(value[key])?.replace(/(.)#$/, '$1'), path);
    for (const key of ['$anchor', '$dynamicAnchor'] as const) {
      const anchor = textOf(value[key]);
      add(anchor === undefined ? undefined : `#${anchor}`, path);
    }
    for (const [key, part] of Object.entries(value)) visit(part, [...path, key]);
  };
  visit(root, []);
  return names;
}

/** Escapes of URLs, then those of JSON pointers. */
function decode(segment: string): string {
  let text = segment;
  try {
    text = decodeURIComponent(segment);
  } catch {
    // Not an escape: the text itself.
  }
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}
