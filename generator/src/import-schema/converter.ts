import { alternatives } from './alternatives.ts';
import { choiceOf } from './choice.ts';
import { combine } from './combine.ts';
import { conditionalChoice } from './conditional-choice.ts';
import type { Context, Site } from './context.ts';
import { Definitions } from './definitions.ts';
import { type Draft, Origins } from './draft.ts';
import { sayWords } from './inspect.ts';
import { type Budget, type Expander, NEVER, type View } from './layers.ts';
import type { Notices } from './notices.ts';
import { plainSchema } from './plain-schema.ts';

/** Deeper schemas would, with their defaults, be too deep for a manifest. */
const DEEPEST = 40;

/** Says in the manifest's words what schemas of the source say. */
export class Converter implements Context {
  readonly origins = new Origins();
  readonly definitions = new Definitions();
  readonly notices: Notices;
  readonly expander: Expander;
  readonly budget: Budget;
  /** The schemas that are being written, to notice those that contain themselves. */
  readonly #open = new Set<object>();

  constructor(expander: Expander, notices: Notices, budget: Budget) {
    this.expander = expander;
    this.notices = notices;
    this.budget = budget;
  }

  schema(view: View, site: Site): Draft | undefined {
    if (site.depth > DEEPEST) {
      this.notices.say('import-part-too-deep', {}, site.path, { part: 'key' });
      return undefined;
    }
    const reference = site.isRoot === true ? undefined : this.definitions.reference(view, site, this);
    if (reference !== undefined) return reference === NEVER ? undefined : reference;
    const layers = this.expander.expand(view);
    const inside = layers.filter(({ node }) => !this.#open.has(node));
    if (inside.length < layers.length) {
      this.notices.say('import-recursive', {}, site.path, { part: 'key' });
      return undefined;
    }
    for (const { node } of layers) this.#open.add(node);
    const draft = this.#write(layers, site);
    for (const { node } of layers) this.#open.delete(node);
    return draft;
  }

  #write(layers: View, site: Site): Draft | undefined {
    for (const layer of layers) sayWords(layer, this.notices);
    const listed = choiceOf(layers, this);
    // A configuration as a whole has no branches, but it has rules.
    const choice = listed ?? (site.isRoot === true ? undefined : conditionalChoice(layers));
    const draft =
      choice === undefined ? plainSchema(layers, site, this) : alternatives(layers, choice, site, this);
    const nullable = layers.find(({ node }) => node['nullable'] === true);
    if (draft === undefined || nullable === undefined || site.isRoot === true) return draft;
    const path = [...nullable.path, 'nullable'];
    const nothing = this.origins.draft(path);
    this.origins.put(nothing, 'type', 'null', path);
    return combine([draft, nothing], { ...site, path }, this);
  }
}
