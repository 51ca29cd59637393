import { type DocumentPath, isJsonObject, type Json, type JsonObject } from '../located.ts';
import { textOf } from '../model/pick.ts';
import type { Notices } from './notices.ts';
import type { Pointers } from './pointers.ts';

/** A schema of the file, where it stands. */
export interface Layer {
  readonly node: JsonObject;
  readonly path: DocumentPath;
}

/** Schemas that all hold for one value, what speaks first in front. None: any value. */
export type View = readonly Layer[];

/** A view that no value fits: the schema `false`. */
export const NEVER = 'never';

/** The schema at a place; undefined where there is none. */
export function viewOf(value: Json | undefined, path: DocumentPath): View | typeof NEVER | undefined {
  if (isJsonObject(value)) return [{ node: value, path }];
  return typeof value === 'boolean' ? (value ? [] : NEVER) : undefined;
}

/** Ends an import whose schemas, written out, grow out of all proportion. */
export class TooLarge extends Error {}

/** How many schemas may be looked at, each time anew where it is referred to from. */
export const MOST_SCHEMAS = 30_000;

/** Counts the schemas that are looked at. */
export class Budget {
  #spent = 0;

  spend(): void {
    this.#spent += 1;
    if (this.#spent > MOST_SCHEMAS) throw new TooLarge();
  }
}

/** Follows `allOf` and `$ref`, so that what they ask for stands beside what the schema asks for itself. */
export class Expander {
  readonly #pointers: Pointers;
  readonly #notices: Notices;
  readonly #budget: Budget;
  /** The places that references led to. */
  readonly followed = new Set<string>();

  constructor(pointers: Pointers, notices: Notices, budget: Budget) {
    this.#pointers = pointers;
    this.#notices = notices;
    this.#budget = budget;
  }

  /** All schemas that hold; a schema that holds twice, because it refers to itself, is there once. */
  expand(view: View): View {
    const layers: Layer[] = [];
    const seen = new Set<JsonObject>();
    const add = (more: View): void => {
      for (const layer of more) {
        if (seen.has(layer.node)) continue;
        seen.add(layer.node);
        layers.push(layer);
      }
    };
    add(view);
    // The list grows while it is walked.
    for (const layer of layers) {
      this.#budget.spend();
      add(this.#referred(layer));
      add(this.#members(layer));
    }
    return layers;
  }

  /** What the `$ref` of a schema leads to. */
  referred({ node, path }: Layer): View | typeof NEVER | undefined {
    const reference = textOf(node['$ref']);
    if (reference === undefined) return undefined;
    const place = [...path, '$ref'];
    const target = this.#pointers.follow(reference, path);
    if (target === 'outside') this.#notices.say('import-reference-outside', {}, place);
    else if (target === 'missing') this.#notices.say('import-reference-missing', {}, place);
    else {
      this.followed.add(JSON.stringify(target.path));
      return viewOf(target.value, target.path);
    }
    return undefined;
  }

  #referred(layer: Layer): View {
    if (!Object.hasOwn(layer.node, '$ref')) return [];
    const view = this.referred(layer);
    if (view === NEVER) this.#notices.say('import-keyword', { keyword: '$ref' }, [...layer.path, '$ref']);
    return view === NEVER || view === undefined ? [] : view;
  }

  #members({ node, path }: Layer): View {
    const { allOf } = node;
    if (!Array.isArray(allOf)) return [];
    return allOf.flatMap((member: Json, index): View => {
      const place = [...path, 'allOf', index];
      const view = viewOf(member, place);
      if (view === NEVER) this.#notices.say('import-keyword', { keyword: 'false' }, place);
      else if (view === undefined) this.#notices.say('import-malformed', { keyword: 'allOf' }, place);
      else return view;
      return [];
    });
  }
}

/** A schema without some of its keywords. */
export function without({ node, path }: Layer, keywords: ReadonlySet<string>): Layer {
  const entries = Object.entries(node).filter(([key]) => !keywords.has(key));
  return { node: Object.fromEntries(entries), path };
}
