import type { DiagnosticName, DiagnosticParameters } from '../catalogue.ts';
import { createDiagnostic, type Diagnostic, type Diagnostics } from '../diagnostics.ts';
import type { DocumentPath, LocatedDocument, Range } from '../located.ts';

/** Names and sentences in a message are cut where they would hide the rest of it. */
const LONGEST_PARAMETER = 200;

/** What the importer could not carry over: said once for a place, with hints of one kind together. */
export class Notices {
  readonly #document: LocatedDocument;
  readonly #diagnostics: Diagnostics;
  readonly #said = new Set<string>();
  readonly #hints = new Map<string, Map<string, DocumentPath>>();

  constructor(document: LocatedDocument, diagnostics: Diagnostics) {
    this.#document = document;
    this.#diagnostics = diagnostics;
  }

  say<N extends DiagnosticName>(
    name: N,
    parameters: DiagnosticParameters<N>,
    path: DocumentPath,
    { part = 'value', suggestion }: { readonly part?: 'key' | 'value'; readonly suggestion?: string } = {},
  ): void {
    const key = JSON.stringify([name, parameters, path]);
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.#diagnostics.add(this.#create(name, parameters, path, part, suggestion));
  }

  /** Remembers a keyword that only speaks to editors and tools; all places of one keyword are said together. */
  hint(keyword: string, path: DocumentPath): void {
    const places = this.#hints.get(keyword) ?? new Map<string, DocumentPath>();
    this.#hints.set(keyword, places.set(JSON.stringify(path), path));
  }

  /** Says the hints. */
  finish(): void {
    for (const [keyword, places] of this.#hints) {
      const [first = [], ...others] = places.values();
      const times =
        others.length === 0
          ? ''
          : `, here and ${others.length === 1 ? 'in one more place' : `in ${others.length} more places`}`;
      const diagnostic = this.#create('import-hint', { keyword, times }, first, 'key');
      const related = others.map((path) => ({
        message: `"${clip(keyword)}" is left out here too.`,
        file: this.#document.file,
        range: this.#document.locate(path, 'key'),
      }));
      this.#diagnostics.add(related.length === 0 ? diagnostic : { ...diagnostic, related });
    }
    this.#hints.clear();
  }

  #create<N extends DiagnosticName>(
    name: N,
    parameters: DiagnosticParameters<N>,
    path: DocumentPath,
    part: 'key' | 'value',
    suggestion?: string,
  ): Diagnostic {
    const entries = Object.entries(parameters).map(([key, value]) => [key, clip(String(value))]);
    const range: Range = this.#document.locate(path, part);
    const place = { file: this.#document.file, range, suggestion };
    return createDiagnostic(name, Object.fromEntries(entries) as DiagnosticParameters<N>, place);
  }
}

function clip(text: string): string {
  return text.length > LONGEST_PARAMETER ? `${text.slice(0, LONGEST_PARAMETER).toWellFormed()}…` : text;
}
