import type { ConfigNode } from './nodes.ts';

/** Where a problem is: an offset in the file's text where there is one, and the way to it. */
export interface Place {
  readonly at: number | undefined;
  /** Keys as the file spells them: `['PrimaryDatabase', 'CommandTimeout']`. */
  readonly path: readonly string[];
}

/** The text that problems are located in. */
export interface LocatedText {
  /** As the caller named it. */
  readonly file: string;
  /** Undefined where another parser read it. */
  readonly text: string | undefined;
}

/** Collects everything that is wrong with one configuration, so that one run shows all of it. */
export class Problems {
  readonly #source: LocatedText | undefined;
  readonly #found: { readonly at: number; readonly sentence: string }[] = [];
  #missingDrivers = 0;

  constructor(source?: LocatedText) {
    this.#source = source;
  }

  /** @param isMissingDriver - whether installing a package would be enough. */
  add(sentence: string, { at, path }: Place, isMissingDriver = false): void {
    const words = [...this.#prefix(at), ...(path.length === 0 ? [] : [path.join('.')]), sentence];
    this.#found.push({ at: at ?? Number.MAX_SAFE_INTEGER, sentence: words.join(': ') });
    if (isMissingDriver) this.#missingDrivers += 1;
  }

  /** One sentence each, in the order of the file. */
  get sentences(): readonly string[] {
    return [...new Set([...this.#found].sort((a, b) => a.at - b.at).map(({ sentence }) => sentence))];
  }

  get isEmpty(): boolean {
    return this.#found.length === 0;
  }

  /** Whether packages that are not installed are all that is wrong. */
  get areMissingDrivers(): boolean {
    return this.#missingDrivers === this.#found.length;
  }

  #prefix(at: number | undefined): readonly string[] {
    if (this.#source === undefined) return [];
    const { file, text } = this.#source;
    return [at === undefined || text === undefined ? file : `${file}:${lineAndColumn(text, at)}`];
  }
}

/** The place of a value. */
export function placeOf(node: ConfigNode, path: readonly string[]): Place {
  return { at: node.at, path };
}

/** `line:column`, both from 1, columns in UTF-16 units. */
function lineAndColumn(text: string, at: number): string {
  const before = text.slice(0, at).split(/\r\n|[\r\n]/);
  return `${before.length}:${(before.at(-1) ?? '').replace(/^\uFEFF/, '').length + 1}`;
}
