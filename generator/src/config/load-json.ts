import { createScanner, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Diagnostics } from '../diagnostics.ts';
import type { DocumentPath, Json, LocatedDocument, Range } from '../located.ts';
import { LineIndex } from '../text/line-index.ts';
import { type LocatedTree, LocatedTreeDocument, type Span } from '../text/located-tree.ts';
import { countKeyTexts, measure } from './json-measure.ts';
import { jsonReason } from './json-reasons.ts';

/** Deeper files overflow the stack of what reads them. */
const DEEPEST = 100;

/** The numbers of the library's token kinds, which it declares as a `const enum`. */
const OPENING: ReadonlySet<number> = new Set([1, 3]);
const CLOSING: ReadonlySet<number> = new Set([2, 4]);
const END_OF_FILE = 17;

/**
 * Reads a JSON file; comments and trailing commas are allowed. Places are computed only when asked for.
 *
 * @param text - without byte order mark.
 * @param isOurs - whether a key that stands twice at this path is worth a word; the last one counts.
 * @returns undefined where it is not JSON; the reasons are reported.
 */
export function loadJson(
  file: string,
  text: string,
  isOurs: (path: DocumentPath) => boolean,
  diagnostics: Diagnostics,
): LocatedDocument | undefined {
  const value = parseStrict(text);
  if (value !== undefined) {
    const { keys, depth } = measure(value, DEEPEST);
    if (depth <= DEEPEST && keys === countKeyTexts(text)) return new JsonDocument(file, text, value);
  }
  return loadCarefully(file, text, isOurs, diagnostics);
}

function parseStrict(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A document that parses its text a second time, for the places, when the first place is asked for. */
class JsonDocument implements LocatedDocument {
  readonly file: string;
  readonly text: string;
  readonly value: Json;
  #located: LocatedTreeDocument | undefined;

  constructor(file: string, text: string, value: Json) {
    this.file = file;
    this.text = text;
    this.value = value;
  }

  locate(path: DocumentPath, part?: 'key' | 'value'): Range {
    this.#located ??= this.#parse();
    return this.#located.locate(path, part);
  }

  #parse(): LocatedTreeDocument {
    const root = parseTree(this.text);
    const tree = root === undefined ? { value: this.value, span: [0, 0] as const } : locatedTree(root);
    return new LocatedTreeDocument(this.file, this.text, tree);
  }
}

function loadCarefully(
  file: string,
  text: string,
  isOurs: (path: DocumentPath) => boolean,
  diagnostics: Diagnostics,
): LocatedDocument | undefined {
  const lines = new LineIndex(text);
  const tooDeep = tooDeepAt(text);
  if (tooDeep !== undefined) {
    const range = lines.range(tooDeep, tooDeep + 1);
    diagnostics.report('json-too-deep', { deepest: DEEPEST }, { file, range });
    return undefined;
  }
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || root === undefined) {
    reportSyntax(file, errors, lines, diagnostics);
    return undefined;
  }
  const tree = locatedTree(root, (path, key, second, first) => {
    if (!isOurs(path)) return;
    const related = [{ message: 'It stands here first.', file, range: lines.range(...first) }];
    diagnostics.report('json-duplicate-key', { key }, { file, range: lines.range(...second), related });
  });
  return new LocatedTreeDocument(file, text, tree, lines);
}

/** One mistake a line: what follows on the same line is mostly its consequence. */
function reportSyntax(
  file: string,
  errors: readonly ParseError[],
  lines: LineIndex,
  diagnostics: Diagnostics,
): void {
  const seen = new Set<number>();
  const places = errors.length > 0 ? errors : [{ error: 0, offset: 0, length: 0 }];
  for (const { error, offset, length } of places) {
    const range = lines.range(offset, offset + length);
    if (seen.has(range.line)) continue;
    seen.add(range.line);
    diagnostics.report('json-syntax', { reason: jsonReason(printParseErrorCode(error)) }, { file, range });
  }
}

/** The offset of the first brace or bracket that opens a level too many. The parser itself would overflow. */
function tooDeepAt(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let kind: number = scanner.scan(); kind !== END_OF_FILE; kind = scanner.scan()) {
    if (OPENING.has(kind)) depth += 1;
    if (CLOSING.has(kind)) depth -= 1;
    if (depth > DEEPEST) return scanner.getTokenOffset();
  }
  return undefined;
}

type OnDuplicate = (path: DocumentPath, key: string, second: Span, first: Span) => void;

function locatedTree(
  node: Node,
  onDuplicate?: OnDuplicate,
  path: DocumentPath = [],
  key?: Span,
): LocatedTree {
  const span: Span = [node.offset, node.offset + node.length];
  const place = key === undefined ? { span } : { span, key };
  const children = node.children ?? [];
  if (node.type === 'array') {
    const members = children.map((child, index) => locatedTree(child, onDuplicate, [...path, index]));
    return { value: members.map(({ value }) => value), members, ...place };
  }
  if (node.type !== 'object') return { value: node.value as Json, ...place };
  const members = new Map<string, LocatedTree>();
  for (const { children: [name, value] = [] } of children) {
    if (name === undefined || value === undefined) continue;
    const keySpan: Span = [name.offset, name.offset + name.length];
    const here = [...path, name.value as string];
    const earlier = members.get(name.value as string)?.key;
    if (earlier !== undefined) onDuplicate?.(here, name.value as string, keySpan, earlier);
    members.set(name.value as string, locatedTree(value, onDuplicate, here, keySpan));
  }
  const entries = [...members].map(([name, member]) => [name, member.value] as const);
  return { value: Object.fromEntries(entries), members, ...place };
}
