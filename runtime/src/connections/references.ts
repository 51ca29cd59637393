/** `${env:NAME}` or `${file:path}`. */
export interface Reference {
  readonly kind: 'env' | 'file';
  /** The variable's name, or the path. */
  readonly target: string;
}

/** What a reference stands for, or why it stands for nothing. */
export type ReferenceValue = { readonly text: string } | { readonly fault: string };

const PART = /\$\$\{|\$\{(?:(env):([^\s{}]+)|(file):([^{}]+))\}|\$\{/g;

const MALFORMED =
  // biome-ignore lint/suspicious/noTemplateCurlyInString: these are the references themselves
  'a reference is not well-formed; write ${env:NAME} or ${file:path}, or $${ for the characters themselves';

/** Whether a text has a reference or an escape: most have none. */
export function mayRefer(text: string): boolean {
  return text.includes('${');
}

/** The references in a text; none where it is malformed. */
export function referencesIn(text: string): readonly Reference[] {
  return (partsOf(text) ?? []).filter((part) => typeof part === 'object');
}

/** A text with its references replaced. `isReplaced` is false where it only had escapes. */
export type ReplacedText =
  | { readonly text: string; readonly isReplaced: boolean }
  | { readonly faults: readonly string[] };

/** Replaces the references in a text. What comes in is never searched for references again. */
export function replaceReferences(
  text: string,
  lookUp: (reference: Reference) => ReferenceValue,
): ReplacedText {
  const parts = partsOf(text);
  if (parts === undefined) return { faults: [MALFORMED] };
  const values = parts.map((part) => (typeof part === 'string' ? { text: part } : lookUp(part)));
  const faults = values.flatMap((value) => ('fault' in value ? [value.fault] : []));
  if (faults.length > 0) return { faults: [...new Set(faults)] };
  return {
    text: values.map((value) => ('text' in value ? value.text : '')).join(''),
    isReplaced: parts.some((part) => typeof part === 'object'),
  };
}

function partsOf(text: string): readonly (string | Reference)[] | undefined {
  const parts: (string | Reference)[] = [];
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
  return [...parts, text.slice(end)];
}
