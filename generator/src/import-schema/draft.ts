import type { DocumentPath, Json } from '../located.ts';

/** A schema of the manifest while it is being written. */
export interface Draft {
  [keyword: string]: Json;
}

interface Origin {
  readonly path: DocumentPath;
  readonly keywords: Map<string, DocumentPath>;
}

/** Where in the source the parts of the manifest come from. */
export class Origins {
  readonly #origins = new WeakMap<object, Origin>();

  /** A new schema that comes from a place. */
  draft(path: DocumentPath): Draft {
    const draft: Draft = {};
    this.#origins.set(draft, { path, keywords: new Map() });
    return draft;
  }

  /** Sets a keyword and remembers where it comes from; nothing happens where there is no value. */
  put(draft: Draft, keyword: string, value: Json | undefined, path: DocumentPath): void {
    if (value === undefined) return;
    draft[keyword] = value;
    this.#origins.get(draft)?.keywords.set(keyword, path);
  }

  /** Where a draft comes from, or one of its keywords. */
  placeOf(draft: object, keyword?: string): DocumentPath {
    const origin = this.#origins.get(draft);
    if (origin === undefined) return [];
    return (keyword === undefined ? undefined : origin.keywords.get(keyword)) ?? origin.path;
  }

  /** Takes over what another draft says with the given keywords. */
  take(draft: Draft, other: Draft, keywords: Iterable<string>): void {
    for (const keyword of keywords) this.put(draft, keyword, other[keyword], this.placeOf(other, keyword));
  }
}
