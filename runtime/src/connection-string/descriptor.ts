import { type CannotParse, CONTROL, cannotParse, type Setting, textOf, trimmedSpan } from './token.ts';

/** `(NAME=value)` or `(NAME=(…)(…))`; a list has an empty value. */
export interface DescriptorNode extends Setting {
  readonly children: readonly DescriptorNode[];
}

export interface DescriptorText {
  readonly ok: true;
  readonly root: DescriptorNode;
  /** The nodes with a value, in the order of the text. */
  readonly leaves: readonly DescriptorNode[];
}

interface OpenNode extends DescriptorNode {
  readonly children: DescriptorNode[];
}

// A redacted text can be read again.
const NAME = /^(?:[\p{L}\p{N}_.$#-]{1,64}|\*{3})$/u;

/**
 * Reads an Oracle Net connect descriptor, as tnsnames.ora has them: nested `(NAME=value)` lists, values quoted
 * or not. Without recursion, so that no depth of nesting exhausts the stack.
 *
 * @example
 * ```ts
 * const text = tokenizeDescriptor('(DESCRIPTION=(ADDRESS=(HOST=db)(PORT=1521)))');
 * text.ok && text.leaves.map((leaf) => leaf.value); // ['db', '1521']
 * ```
 */
export function tokenizeDescriptor(text: string): DescriptorText | CannotParse {
  const open: OpenNode[] = [];
  const leaves: DescriptorNode[] = [];
  let at = skipWhite(text, 0);
  while (at < text.length) {
    const parent = open.at(-1);
    if (text[at] === ')' && parent !== undefined) {
      open.pop();
      at = skipWhite(text, at + 1);
      if (open.length > 0) continue;
      return at === text.length
        ? { ok: true, root: parent, leaves }
        : cannotParse('text follows the end', at);
    }
    const node = readNode(text, at);
    if ('ok' in node) return node;
    parent?.children.push(node);
    open.push(node);
    const isList = text[node.valueSpan.start] === '(';
    if (!isList) leaves.push(node);
    at = isList ? node.valueSpan.start : skipWhite(text, node.valueSpan.end);
    if (!isList && text[at] !== ')') return cannotParse("a value must end with ')'", at);
  }
  return cannotParse('a parenthesis is not closed', text.length);
}

/** Reads `(NAME=` and, unless a list follows, the value. */
function readNode(text: string, start: number): OpenNode | CannotParse {
  if (text[start] !== '(') return cannotParse("a list must consist of '(name=value)'", start);
  const equals = text.indexOf('=', start);
  const nameSpan = trimmedSpan(text, start + 1, equals < 0 ? start + 1 : Math.min(equals, start + 129));
  const name = textOf(text, nameSpan);
  if (!NAME.test(name) || text.slice(nameSpan.end, equals).trim() !== '') {
    return cannotParse("a name followed by '=' is expected", start + 1);
  }
  const at = skipWhite(text, equals + 1);
  if (text[at] === '(') return { name, value: '', nameSpan, valueSpan: { start: at, end: at }, children: [] };
  const value = readAtom(text, at);
  return 'ok' in value ? value : { name, nameSpan, ...value, children: [] };
}

function readAtom(text: string, start: number): Pick<Setting, 'value' | 'valueSpan'> | CannotParse {
  const quote = text[start];
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, start + 1);
    if (close < 0) return cannotParse('a quoted value is not closed', start);
    return { value: text.slice(start + 1, close), valueSpan: { start, end: close + 1 } };
  }
  const end = text.indexOf(')', start);
  const valueSpan = trimmedSpan(text, start, end < 0 ? text.length : end);
  const value = textOf(text, valueSpan);
  if (/["'(]/.test(value) || CONTROL.test(value)) return cannotParse('a value needs quotes', start);
  return { value, valueSpan };
}

function skipWhite(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at).trim() === '') at++;
  return at;
}
