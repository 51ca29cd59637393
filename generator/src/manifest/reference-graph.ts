import { textOf } from '../model/pick.ts';
import { nearest } from '../text/nearest.ts';
import type { Fragments, SchemaSource } from './fragments.ts';
import { type BrokenReference, followReference } from './references.ts';
import type { Report } from './reporter.ts';
import { type SchemaSite, schemaSites } from './schema-sites.ts';

/** Longer chains of references are mistakes, and would cost the stack: each may go as deep as a file. */
const LONGEST_CHAIN = 10;

/** What the references of a file lead to. */
export interface References {
  /** The other files, directly and through each other. */
  readonly files: ReadonlySet<string>;
  /** Whether all of them lead somewhere, and none back to itself. */
  readonly isSound: boolean;
}

/** Follows every reference of a source to its end and reports those that are broken, in this source. */
export function checkReferences(source: SchemaSource, fragments: Fragments, report: Report): References {
  const graph = new ReferenceGraph(source, fragments, report);
  for (const site of [...(source.root === undefined ? [] : [source.root]), ...source.definitions]) {
    graph.visit(source, site);
  }
  return graph;
}

/** A reference on the way from a file to the schema being visited. */
interface Step {
  readonly source: SchemaSource;
  readonly reference: SchemaSite;
  readonly target: SchemaSite;
}

class ReferenceGraph implements References {
  readonly files = new Set<string>();
  isSound = true;
  #isLong = false;
  readonly #own: SchemaSource;
  readonly #fragments: Fragments;
  readonly #report: Report;
  readonly #way: Step[] = [];
  /** How many references follow each other from a schema at most; -1 while it is being visited. */
  readonly #lengths = new Map<SchemaSite['node'], number>();

  constructor(own: SchemaSource, fragments: Fragments, report: Report) {
    this.#own = own;
    this.#fragments = fragments;
    this.#report = report;
  }

  visit(source: SchemaSource, site: SchemaSite): number {
    const known = this.#lengths.get(site.node);
    if (known !== undefined) return known;
    this.#lengths.set(site.node, -1);
    let longest = 0;
    for (const part of schemaSites(site)) {
      const reference = textOf(part.node['$ref']);
      if (reference !== undefined) longest = Math.max(longest, 1 + this.#follow(source, part, reference));
    }
    this.#lengths.set(site.node, longest);
    return longest;
  }

  #follow(source: SchemaSource, reference: SchemaSite, text: string): number {
    const target = followReference(this.#fragments, source, text);
    if ('fault' in target) {
      this.#reportBroken(source, reference, text, target);
      return 0;
    }
    if (target.source !== this.#own) this.files.add(target.source.document.file);
    this.#way.push({ source, reference, target: target.site });
    const isBack = this.#lengths.get(target.site.node) === -1;
    const isTooLong = this.#way.length > LONGEST_CHAIN;
    const length = isBack || isTooLong ? 0 : this.visit(target.source, target.site);
    if (isBack) this.#reportCycle(target.site);
    else if (isTooLong || length >= LONGEST_CHAIN) this.#reportLong();
    this.#way.pop();
    return length;
  }

  #reportBroken(source: SchemaSource, { path }: SchemaSite, text: string, broken: BrokenReference): void {
    this.isSound = false;
    // What is wrong with a file is said in the file.
    if (broken.fault === 'reference-file') this.files.add(broken.file);
    if (broken.fault === 'reference-file' || source !== this.#own) return;
    const [name = ''] = text.split('/').slice(-1);
    const suggestion = nearest(name, broken.names);
    this.#report(broken.fault, {}, [...path, '$ref'], {
      suggestion: suggestion === undefined ? undefined : text.slice(0, -name.length) + suggestion,
    });
  }

  #reportCycle(target: SchemaSite): void {
    this.isSound = false;
    // The last step leads back to what an earlier one led to, or to where the way began.
    const start = this.#way.slice(0, -1).findIndex((step) => step.target.node === target.node);
    const cycle = this.#way.slice(start + 1);
    const names = [target, ...cycle.map((step) => step.target)].map(({ name }) => name ?? 'the whole file');
    const last = cycle.filter(({ source }) => source === this.#own).at(-1);
    if (last !== undefined) {
      this.#report('reference-cycle', { cycle: names.join(' → ') }, [...last.reference.path, '$ref']);
    }
  }

  /** Once: a chain is too long from each of its links. */
  #reportLong(): void {
    this.isSound = false;
    const own = this.#isLong ? undefined : this.#way.find(({ source }) => source === this.#own);
    this.#isLong = true;
    if (own === undefined) return;
    this.#report('reference-chain', { longest: LONGEST_CHAIN }, [...own.reference.path, '$ref']);
  }
}
