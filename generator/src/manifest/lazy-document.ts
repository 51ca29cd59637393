import type { DocumentPath, Json, LocatedDocument, Range } from '../located.ts';

/** A document whose values are known, and whose places are found out when somebody asks. */
export class LazyDocument implements LocatedDocument {
  readonly file: string;
  readonly text: string;
  readonly value: Json;
  readonly #open: () => LocatedDocument | undefined;
  #located: LocatedDocument | undefined;

  constructor(file: string, text: string, value: Json, open: () => LocatedDocument | undefined) {
    this.file = file;
    this.text = text;
    this.value = value;
    this.#open = open;
  }

  locate(path: DocumentPath, part?: 'key' | 'value'): Range {
    this.#located ??= this.#open();
    if (this.#located === undefined) throw new Error(`Two YAML parsers disagree about ${this.file}`);
    return this.#located.locate(path, part);
  }
}
