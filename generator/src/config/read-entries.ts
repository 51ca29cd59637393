import type { Diagnostics } from '../diagnostics.ts';
import {
  type DocumentPath,
  isJsonObject,
  type Json,
  type JsonObject,
  type LocatedDocument,
} from '../located.ts';
import { pascalCase } from '../model/names.ts';
import { nearest } from '../text/nearest.ts';
import { choiceOf } from './constraints.ts';
import { EntryProblems } from './entry-problems.ts';
import { type ConfigurationProvider, ProviderIndex } from './provider-index.ts';
import { reportReferenceFault } from './reference-problems.ts';
import type { Resolution } from './reference-resolver.ts';
import { mayRefer } from './references.ts';
import { findSections, type Section, spell } from './sections.ts';

/** One connection of a file. */
export interface Entry {
  readonly name: string;
  readonly path: DocumentPath;
  readonly section: Section;
  /** Undefined where a reference stands for it and is not resolved. */
  readonly provider: ConfigurationProvider | undefined;
  /** Everything but `provider` and `mode`. */
  readonly settings: JsonObject;
  readonly problems: EntryProblems;
}

export interface EntryContext {
  readonly providers: readonly ConfigurationProvider[];
  readonly diagnostics: Diagnostics;
  /** What a text with references stands for. */
  readonly resolve: (text: string) => Resolution;
}

/** How many words a sentence lists. */
const MOST_LISTED = 20;

/** The connections of a file whose provider is not in doubt. What is wrong with provider and mode is reported. */
export function readEntries(document: LocatedDocument, context: EntryContext): readonly Entry[] {
  return findSections(document, context.diagnostics).flatMap((section) =>
    Object.entries(section.connections).flatMap(([name, value]) => {
      const path = [section.key, name];
      const problems = new EntryProblems(document, path, context.diagnostics);
      if (name === '__proto__')
        problems.report('connection-name-refused', { name }, { path: [], part: 'key' });
      else if (!isJsonObject(value)) problems.report('connection-not-object', { name }, { path: [] });
      else return new EntryReader(name, value, section, problems, context).read(path);
      return [];
    }),
  );
}

class EntryReader {
  readonly #name: string;
  readonly #entry: JsonObject;
  readonly #section: Section;
  readonly #problems: EntryProblems;
  readonly #context: EntryContext;
  readonly #index: ProviderIndex;

  constructor(
    name: string,
    entry: JsonObject,
    section: Section,
    problems: EntryProblems,
    context: EntryContext,
  ) {
    this.#name = name;
    this.#entry = entry;
    this.#section = section;
    this.#problems = problems;
    this.#context = context;
    this.#index = ProviderIndex.of(context.providers);
  }

  read(path: DocumentPath): readonly Entry[] {
    const providerKey = this.#keyOf('provider');
    const modeKey = this.#keyOf('mode');
    if (providerKey === undefined) {
      this.#reportMissing();
      return [];
    }
    const word = this.#word(providerKey);
    const provider = typeof word === 'string' ? this.#index.find(word) : undefined;
    if (word !== undefined && provider === undefined) {
      this.#reportUnknown(word, providerKey);
      return [];
    }
    if (provider !== undefined && modeKey !== undefined) this.#checkMode(modeKey, provider);
    return [
      {
        name: this.#name,
        path,
        section: this.#section,
        provider,
        settings: this.#settings(),
        problems: this.#problems,
      },
    ];
  }

  /** The key that holds a name of ours, in the wrong case if need be, which is reported. */
  #keyOf(name: 'provider' | 'mode'): string | undefined {
    const { key: section, keyCase } = this.#section;
    const right = spell(name, keyCase);
    const wrong = right === name ? pascalCase(name) : name;
    if (Object.hasOwn(this.#entry, wrong)) {
      const place = { path: [wrong], part: 'key', suggestion: right } as const;
      this.#problems.report('key-case', { key: wrong, section }, place);
    }
    return [right, wrong].find((key) => Object.hasOwn(this.#entry, key));
  }

  #settings(): JsonObject {
    const { provider: _1, mode: _2, Provider: _3, Mode: _4, ...settings } = this.#entry;
    return settings;
  }

  /** The value under a key, references resolved; undefined where it is not known. */
  #word(key: string): Json | undefined {
    const value = this.#entry[key];
    if (typeof value !== 'string' || !mayRefer(value)) return value;
    const resolution = this.#context.resolve(value);
    if (resolution.kind !== 'unknown') return resolution.text;
    for (const fault of resolution.faults) reportReferenceFault(fault, [key], this.#problems);
    return undefined;
  }

  #reportMissing(): void {
    const key = spell('provider', this.#section.keyCase);
    const misspelt = nearest(key, Object.keys(this.#entry));
    const place = misspelt === undefined ? { path: [] } : { path: [misspelt], suggestion: key };
    const parameters = { name: this.#name, key, known: this.#known() };
    this.#problems.report('provider-missing', parameters, { ...place, part: 'key' });
  }

  #reportUnknown(word: Json, key: string): void {
    const path = [key];
    const names = typeof word === 'string' ? this.#index.namesByDriver(word) : [];
    if (names.length > 0) {
      const parameters = { name: this.#name, driver: String(word), providers: names.join(', ') };
      this.#problems.report('provider-is-driver', parameters, { path, suggestion: names[0] });
      return;
    }
    const suggestion = typeof word === 'string' ? nearest(word, this.#index.words) : undefined;
    const parameters = { name: this.#name, known: this.#known() };
    this.#problems.report('provider-unknown', parameters, { path, suggestion });
  }

  #checkMode(key: string, { model }: ConfigurationProvider): void {
    const mode = this.#word(key);
    if (mode === undefined || model.connectionModes.some((known) => known === mode)) return;
    const suggestion = typeof mode === 'string' ? nearest(mode, model.connectionModes) : undefined;
    const choice = choiceOf(model.connectionModes);
    const parameters = { name: this.#name, choice, provider: model.name };
    this.#problems.report('mode-unknown', parameters, { path: [key], suggestion });
  }

  #known(): string {
    const { words } = this.#index;
    const more = words.length > MOST_LISTED ? ', …' : '';
    return `${words.slice(0, MOST_LISTED).join(', ')}${more}`;
  }
}
