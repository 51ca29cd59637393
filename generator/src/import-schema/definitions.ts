import type { DocumentPath } from '../located.ts';
import { pascalCase } from '../model/names.ts';
import { putAnnotations } from './annotations.ts';
import { type Context, inside, type Site } from './context.ts';
import type { Draft } from './draft.ts';
import { sayWords } from './inspect.ts';
import { type Layer, NEVER, type View } from './layers.ts';
import { ANNOTATIONS, CARRIED, UNCHECKED } from './vocabulary.ts';

interface Definition {
  readonly name: string;
  /** Undefined while it is being written, and where it cannot be said. */
  draft: Draft | undefined;
  isOpen: boolean;
  /** How many references follow each other from it at most. */
  height: number;
}

/** A manifest may have one reference more than that follow each other; beyond, schemas are written out. */
const HIGHEST = 9;

/** What references to definitions begin with. */
export const REFERENCE = '#/$defs/';

/** The schemas that references lead to, each written once, the first time it is referred to. */
export class Definitions {
  readonly #byPlace = new Map<string, Definition>();
  readonly #byName = new Map<string, Definition>();
  /** Those that are being written, the innermost last. */
  readonly #open: Definition[] = [];

  /** By name, in the order in which they were referred to first. */
  get drafts(): readonly (readonly [name: string, draft: Draft])[] {
    return [...this.#byName.values()].flatMap(({ name, draft }) =>
      draft === undefined ? [] : [[name, draft] as const],
    );
  }

  /** The schema itself, or what it refers to in the end. */
  resolve(draft: Draft): Draft | undefined {
    const reference = draft['$ref'];
    if (typeof reference !== 'string') return draft;
    const target = this.#byName.get(pascalCase(reference.slice(REFERENCE.length)))?.draft;
    return target && this.resolve(target);
  }

  /**
   * A view as a reference to a definition, with what it says beside it. Undefined where it asks for more than what it
   * refers to, so that the whole has to be written out; `never` where what it refers to cannot be said.
   */
  reference(view: View, site: Site, context: Context): Draft | typeof NEVER | undefined {
    const [layer, ...others] = view;
    const bearer = layer === undefined || others.length > 0 ? undefined : bearerOf(layer);
    const target = bearer && context.expander.referred(bearer);
    if (layer === undefined || bearer === undefined || target === undefined) return undefined;
    const [definition] = target;
    if (target === NEVER) return NEVER;
    if (definition === undefined || typeof definition === 'string') return undefined;
    const known = this.#define(definition, bearer, site, context);
    if (known === undefined) return NEVER;
    if (known.height > HIGHEST) return undefined;
    const around = this.#open.at(-1);
    if (around !== undefined) around.height = Math.max(around.height, known.height + 1);
    sayWords(layer, context.notices);
    if (Object.hasOwn(layer.node, 'discriminator')) {
      context.notices.hint('discriminator', [...layer.path, 'discriminator']);
    }
    const draft = context.origins.draft(layer.path);
    context.origins.put(draft, '$ref', REFERENCE + known.name, [...bearer.path, '$ref']);
    putAnnotations(draft, [layer], context, site);
    return draft;
  }

  /** The definition for a schema, written if it is not yet; undefined where it cannot be said. */
  #define(layer: Layer, bearer: Layer, site: Site, context: Context): Definition | undefined {
    const key = JSON.stringify(layer.path);
    const known = this.#byPlace.get(key);
    if (known?.isOpen === true) {
      context.notices.say('import-recursive', {}, [...bearer.path, '$ref']);
      return undefined;
    }
    if (known !== undefined) {
      const reason = 'what it refers to was left out.';
      if (known.draft === undefined)
        context.notices.say('import-left-out', { reason }, [...bearer.path, '$ref']);
      return known.draft && known;
    }
    const name = this.#name(layer.path, context);
    const definition: Definition = { name, draft: undefined, isOpen: true, height: 0 };
    this.#byPlace.set(key, definition);
    this.#byName.set(pascalCase(name), definition);
    this.#open.push(definition);
    definition.draft = context.schema([layer], inside(site, layer.path));
    this.#open.pop();
    definition.isOpen = false;
    return definition.draft && definition;
  }

  /** Letters and digits, and no two that make one type name. */
  #name(path: DocumentPath, { notices }: Context): string {
    const [given = 'root'] = path.filter((segment) => !STRUCTURE.has(String(segment))).slice(-1);
    const said = String(given);
    const word = said.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) =>
      (next ?? '').toUpperCase(),
    );
    const plain = word.replace(/^[0-9]+/, '').slice(0, 60) || 'part';
    let name = plain;
    for (let number = 2; this.#byName.has(pascalCase(name)); number++) name = `${plain}${number}`;
    const isDefinition = path.at(-2) === '$defs' || path.at(-2) === 'definitions';
    if (name !== said && isDefinition) {
      notices.say('import-definition-renamed', { name: said, other: name }, path, { part: 'key' });
    }
    return name;
  }
}

/** Segments of a path that name no schema. */
const STRUCTURE: ReadonlySet<string> = new Set(
  '$defs definitions properties items additionalProperties oneOf anyOf allOf'.split(' '),
);

/** The layer with the `$ref`, where nothing beside it limits the value: the layer itself, or its only `allOf`. */
function bearerOf({ node, path }: Layer): Layer | undefined {
  const beside = Object.keys(node).filter((key) => key !== '$ref' && isStructural(key));
  if (Object.hasOwn(node, '$ref')) return beside.length === 0 ? { node, path } : undefined;
  const { allOf } = node;
  if (beside.join() !== 'allOf' || !Array.isArray(allOf) || allOf.length !== 1) return undefined;
  const [member] = allOf;
  const isBare = typeof member === 'object' && member !== null && Object.keys(member).join() === '$ref';
  return isBare ? { node: member as Layer['node'], path: [...path, 'allOf', 0] } : undefined;
}

function isStructural(keyword: string): boolean {
  if (ANNOTATIONS.has(keyword) || keyword === 'discriminator') return false;
  return CARRIED.has(keyword) || UNCHECKED.has(keyword);
}
