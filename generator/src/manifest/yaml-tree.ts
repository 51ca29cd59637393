import type { DiagnosticName, DiagnosticParameters } from '../catalogue.ts';
import type { Diagnostics } from '../diagnostics.ts';
import type { Json, LocatedDocument } from '../located.ts';
import { LineIndex } from '../text/line-index.ts';
import { type LocatedTree, LocatedTreeDocument, type Span } from '../text/located-tree.ts';
import { type Document, type Node, type Scalar, yamlLibrary } from './yaml-library.ts';
import { yamlReason } from './yaml-reasons.ts';

/** How deep collections may stand in each other; the library's own stack ends at some thousands. */
const DEEPEST = 100;

/** How many values aliases may add: enough for real reuse, too few for a bomb. */
const MOST_ALIASED = 10_000;

/** JSON's types only. Duplicate keys are found by the reader, which does it in linear time and with both places. */
const OPTIONS = { version: '1.2', schema: 'core', uniqueKeys: false, prettyErrors: false } as const;

/**
 * Reads YAML with the place of every value, and reports what is wrong with it.
 *
 * @returns undefined where there is nothing to go on with.
 */
export function readYamlTree(
  file: string,
  source: string,
  diagnostics: Diagnostics,
): LocatedDocument | undefined {
  const lines = new LineIndex(source);
  const reader = new Reader((name, parameters, [start, end], first) =>
    diagnostics.report(name, parameters, {
      file,
      range: lines.range(start, end),
      ...(first && { related: [{ message: 'First here.', file, range: lines.range(...first) }] }),
    }),
  );
  const tree = reader.readText(source);
  return tree && new LocatedTreeDocument(file, source, tree, lines);
}

type Report = <N extends DiagnosticName>(
  name: N,
  parameters: DiagnosticParameters<N>,
  span: Span,
  first?: Span,
) => void;

/** Ends the reading of a file that nothing sensible can come from. */
class Unreadable extends Error {}

/** A tree with the number of values in it, aliases counted as what they stand for. */
interface SizedTree extends LocatedTree {
  readonly size: number;
}

class Reader {
  readonly #yaml = yamlLibrary();
  readonly #report: Report;
  /** What each anchor stands for; undefined while its value is still being read. */
  readonly #anchors = new Map<string, SizedTree | undefined>();
  #aliased = 0;

  constructor(report: Report) {
    this.#report = report;
  }

  readText(source: string): LocatedTree | undefined {
    try {
      const document = this.#compose(source);
      return this.#read(document.contents, 0, [0, 0]);
    } catch (error) {
      if (error instanceof Unreadable) return undefined;
      throw error;
    }
  }

  #compose(source: string): Document.Parsed {
    const composer = new this.#yaml.Composer(OPTIONS);
    const parser = new this.#yaml.Parser();
    const documents: Document.Parsed[] = [];
    const lexer = new this.#yaml.Lexer();
    for (const lexeme of lexer.lex(source)) {
      for (const token of parser.next(lexeme)) documents.push(...composer.next(token));
      // The composer recurses, so too deep a text must not reach it; the exact depth is checked later.
      if (parser.stack.length > DEEPEST + 10)
        this.#stop('yaml-too-deep', { deepest: DEEPEST }, [parser.offset, parser.offset]);
    }
    for (const token of parser.end()) documents.push(...composer.next(token));
    documents.push(...composer.end(true, source.length));
    return this.#single(documents, source);
  }

  #single(documents: readonly Document.Parsed[], source: string): Document.Parsed {
    const [document, second] = documents;
    const errors = documents.flatMap((each) => each.errors);
    let line = -1;
    for (const { code, pos } of errors) {
      // One slip makes several errors; the first of a line says it best.
      if (pos[0] <= line) continue;
      this.#report('yaml-syntax', { reason: yamlReason(code) }, pos);
      const end = source.indexOf('\n', pos[0]);
      line = end === -1 ? source.length : end;
    }
    if (document === undefined || errors.length > 0) throw new Unreadable();
    if (second !== undefined) {
      const start = second.range[0];
      this.#stop('yaml-several-documents', {}, [start, start]);
    }
    if (document.directives.yaml.explicit === true) this.#report('yaml-directive', {}, [0, 1]);
    return document;
  }

  #read(node: Node | null, depth: number, empty: Span, key?: Span): SizedTree {
    if (node === null) return { value: null, span: empty, key, size: 1 };
    const span = spanOf(node);
    if (this.#yaml.isAlias(node)) return { ...this.#alias(node.source, span), key };
    if (depth > DEEPEST) this.#stop('yaml-too-deep', { deepest: DEEPEST }, span);
    if (node.tag !== undefined) this.#report('yaml-tag', {}, span);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, undefined);
    const tree = this.#content(node, span, depth, key);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, tree);
    return tree;
  }

  #content(node: Node, span: Span, depth: number, key: Span | undefined): SizedTree {
    if (this.#yaml.isScalar(node)) return { value: this.#scalar(node, span), span, key, size: 1 };
    if (this.#yaml.isMap<Node | null, Node | null>(node)) return this.#map(node.items, span, depth, key);
    if (!this.#yaml.isSeq<Node | null>(node)) return { value: null, span, key, size: 1 };
    const members = node.items.map((item) => this.#read(item, depth + 1, span));
    return { value: members.map(({ value }) => value), span, key, members, size: total(members) };
  }

  #map(items: readonly Entry[], span: Span, depth: number, key: Span | undefined): SizedTree {
    const members = new Map<string, SizedTree>();
    const value: Record<string, Json> = {};
    let size = 1;
    for (const { key: name, value: node } of items) {
      const place = name === null ? span : spanOf(name);
      const text = this.#key(name, place);
      const tree = this.#read(node, depth + 1, [place[1], place[1]], place);
      const first = text === undefined ? undefined : members.get(text)?.key;
      size += tree.size;
      if (text === undefined) continue;
      if (first !== undefined) this.#report('duplicate-key', { key: text }, place, first);
      else {
        members.set(text, tree);
        value[text] = tree.value;
      }
    }
    return { value, span, key, members, size };
  }

  #key(key: Node | null, span: Span): string | undefined {
    if (!this.#yaml.isScalar(key) || typeof key.value !== 'string') this.#report('yaml-key', {}, span);
    else if (key.value === '<<' && key.type === this.#yaml.Scalar.PLAIN)
      this.#report('yaml-merge-key', {}, span);
    else if (key.value === '__proto__') this.#report('proto-key', {}, span);
    else {
      if (key.tag !== undefined) this.#report('yaml-tag', {}, span);
      if (key.anchor !== undefined) this.#anchors.set(key.anchor, { value: key.value, span, size: 1 });
      return this.#text(key.value, span);
    }
    return undefined;
  }

  #scalar({ value, source }: Scalar, span: Span): Json {
    if (typeof value === 'string') return this.#text(value, span);
    if (typeof value === 'number') {
      const isExact = !Number.isInteger(value) || Number.isSafeInteger(value) || /[.e]/i.test(source ?? '');
      if (!Number.isFinite(value)) this.#report('number-not-finite', {}, span);
      else if (!isExact) this.#report('number-not-exact', {}, span);
      return Number.isFinite(value) ? value + 0 : 0;
    }
    return typeof value === 'boolean' ? value : null;
  }

  #text(text: string, span: Span): string {
    if (!text.isWellFormed()) this.#report('text-not-unicode', {}, span);
    return text;
  }

  #alias(name: string, span: Span): SizedTree {
    const target = this.#anchors.get(name);
    if (target === undefined) {
      this.#report(this.#anchors.has(name) ? 'yaml-alias-cycle' : 'yaml-alias-unknown', { name }, span);
      return { value: null, span, size: 1 };
    }
    this.#aliased += target.size;
    if (this.#aliased > MOST_ALIASED) this.#stop('yaml-alias-expansion', { most: MOST_ALIASED }, span);
    return target;
  }

  #stop<N extends DiagnosticName>(name: N, parameters: DiagnosticParameters<N>, span: Span): never {
    this.#report(name, parameters, span);
    throw new Unreadable();
  }
}

interface Entry {
  readonly key: Node | null;
  readonly value: Node | null;
}

function spanOf({ range }: Node): Span {
  return range ? [range[0], range[1]] : [0, 0];
}

function total(members: readonly SizedTree[]): number {
  return members.reduce((sum, { size }) => sum + size, 1);
}
