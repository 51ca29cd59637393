import type { DocumentPath, Json, LocatedDocument, Range } from '../located.ts';
import { LineIndex } from './line-index.ts';

/** Offsets into a text: from the first up to, not including, the second. */
export type Span = readonly [start: number, end: number];

/** A value with its place, the place of the key that leads to it, and what is inside it. */
export interface LocatedTree {
  readonly value: Json;
  readonly span: Span;
  readonly key?: Span | undefined;
  readonly members?: ReadonlyMap<string, LocatedTree> | readonly LocatedTree[];
}

/** A document whose places come from a tree of offsets. */
export class LocatedTreeDocument implements LocatedDocument {
  readonly file: string;
  readonly text: string;
  readonly #root: LocatedTree;
  readonly #lines: LineIndex;

  constructor(file: string, text: string, root: LocatedTree, lines = new LineIndex(text)) {
    this.file = file;
    this.text = text;
    this.#root = root;
    this.#lines = lines;
  }

  get value(): Json {
    return this.#root.value;
  }

  locate(path: DocumentPath, part: 'key' | 'value' = 'value'): Range {
    let tree = this.#root;
    for (const segment of path) {
      const next = member(tree, segment);
      if (next === undefined) return this.#range(this.#start(tree));
      tree = next;
    }
    const isEmpty = tree.span[0] === tree.span[1];
    return this.#range(tree.key !== undefined && (part === 'key' || isEmpty) ? tree.key : tree.span);
  }

  #range([start, end]: Span): Range {
    return this.#lines.range(start, end);
  }

  /** Where a value that lacks something is pointed at: its key, else the beginning of its first line. */
  #start({ key, span, members }: LocatedTree): Span {
    if (key !== undefined) return key;
    const first = members instanceof Map ? members.values().next().value?.key : undefined;
    if (first !== undefined && this.text[span[0]] !== '{') return first;
    const end = this.text.slice(span[0], span[1]).search(/\r?\n/);
    return end === -1 ? span : [span[0], span[0] + end];
  }
}

function member({ members }: LocatedTree, segment: string | number): LocatedTree | undefined {
  if (members === undefined) return undefined;
  if (members instanceof Map) return members.get(String(segment));
  return typeof segment === 'number' ? (members as readonly LocatedTree[])[segment] : undefined;
}
