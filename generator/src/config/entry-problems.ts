import type { DiagnosticName, DiagnosticParameters } from '../catalogue.ts';
import { createDiagnostic, type Diagnostics } from '../diagnostics.ts';
import type { DocumentPath, LocatedDocument } from '../located.ts';

/** Where in a connection's settings a mistake is, and what is known about it. */
export interface ProblemPlace {
  /** From the connection, as the file spells it. */
  readonly path: DocumentPath;
  readonly part?: 'key' | 'value';
  readonly suggestion?: string | undefined;
  /** The manifest's own sentence, instead of the catalogue's. */
  readonly sentence?: string | undefined;
}

/** Reports the mistakes of one connection, each sentence once a place. */
export class EntryProblems {
  readonly #document: LocatedDocument;
  readonly #path: DocumentPath;
  readonly #diagnostics: Diagnostics;
  readonly #seen = new Set<string>();

  /** @param path - of the connection. */
  constructor(document: LocatedDocument, path: DocumentPath, diagnostics: Diagnostics) {
    this.#document = document;
    this.#path = path;
    this.#diagnostics = diagnostics;
  }

  /** How many there were so far. */
  get count(): number {
    return this.#seen.size;
  }

  report<N extends DiagnosticName>(name: N, parameters: DiagnosticParameters<N>, place: ProblemPlace): void {
    const { path, part = 'value', suggestion, sentence } = place;
    const range = this.#document.locate([...this.#path, ...path], part);
    const filled = createDiagnostic(name, parameters, { file: this.#document.file, range, suggestion });
    const diagnostic = sentence === undefined ? filled : { ...filled, message: sentence };
    const key = JSON.stringify([range, diagnostic.message]);
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#diagnostics.add(diagnostic);
  }
}
