import { join } from 'node:path';
import type { Host } from '../host.ts';
import { tolerateFault } from '../output/fault.ts';
import { hashText } from '../output/hash.ts';
import { preparePrivateFolder, privateFolder } from '../output/private-folder.ts';
import { FACTS_FORMAT, type SourceFacts } from './facts.ts';
import { isSourceFacts } from './facts-shape.ts';
import { isRecord } from './shape-check.ts';

/** Entries that a cache keeps, those used last first; a run never drops what it uses itself. */
const MOST_ENTRIES = 20_000;

/** Reads the facts of TypeScript files, and remembers them by their content: the parser is slow to load. */
export class FactsCache {
  readonly #host: Host;
  readonly #root: string;
  #stored: ReadonlyMap<string, unknown> | undefined;
  readonly #used = new Map<string, SourceFacts>();
  #isChanged = false;

  constructor(host: Host, root: string) {
    this.#host = host;
    this.#root = root;
  }

  /** The facts of a file with this text. */
  async read(text: string): Promise<SourceFacts> {
    const source = text.replace(/^\uFEFF/, '');
    const key = hashText(source);
    this.#stored ??= this.#load();
    const stored = this.#used.get(key) ?? this.#stored.get(key);
    const facts = isSourceFacts(stored) ? stored : await this.#parse(source);
    this.#used.set(key, facts);
    return facts;
  }

  /** Keeps what was read for the next run, where that can be done. It writes, so it is nothing for a mere check. */
  save(): void {
    if (!this.#isChanged) return;
    const unused = [...(this.#stored ?? [])].filter(([key]) => !this.#used.has(key));
    const kept = [...this.#used, ...unused].slice(0, Math.max(this.#used.size, MOST_ENTRIES));
    const text = JSON.stringify({ format: FACTS_FORMAT, facts: Object.fromEntries(kept) });
    tolerateFault(() => {
      preparePrivateFolder(this.#host, this.#root);
      this.#host.replace(this.#file, `${text}\n`);
      this.#isChanged = false;
    });
  }

  get #file(): string {
    return join(privateFolder(this.#root), 'facts.json');
  }

  async #parse(source: string): Promise<SourceFacts> {
    const { readSourceFacts } = await import('./type-script-facts.ts');
    this.#isChanged = true;
    return readSourceFacts(source);
  }

  /** A cache that is damaged, or of another format, counts as empty. */
  #load(): ReadonlyMap<string, unknown> {
    let entries: readonly (readonly [string, unknown])[] = [];
    tolerateFault(() => {
      const value: unknown = JSON.parse(this.#host.read(this.#file) ?? 'null');
      if (isRecord(value) && value['format'] === FACTS_FORMAT && isRecord(value['facts']))
        entries = Object.entries(value['facts']);
    });
    return new Map(entries);
  }
}
