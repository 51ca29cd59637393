/** `${env:NAME}` or `${file:path}`. */
export interface Reference {
  readonly kind: 'env' | 'file';
  /** The variable's name, or the path. */
  readonly target: string;
}

/** Literal text, or a reference. */
export type ReferencePart = string | Reference;

const PART = /\$\$\{|\$\{(?:(env):([^\s{}]+)|(file):([^{}]+))\}|\$\{/g;

/** Whether a text has anything to parse: most have not. */
export function mayRefer(text: string): boolean {
  return text.includes('${');
}

/**
 * Takes a text apart. `$${` stands for `${`; any other `${` begins a reference.
 *
 * @returns undefined where a reference is not well-formed.
 */
export function parseReferences(text: string): readonly ReferencePart[] | undefined {
  const parts: ReferencePart[] = [];
  let end = 0;
  for (const match of text.matchAll(PART)) {
    const [whole, , variable, , path] = match;
    parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (whole === '$${') parts.push('${');
    else if (variable !== undefined) parts.push({ kind: 'env', target: variable });
    else if (path !== undefined) parts.push({ kind: 'file', target: path });
    else return undefined;
  }
  parts.push(text.slice(end));
  return parts.filter((part) => part !== '');
}
