/** How a file spells declared names; only the first letter changes. */
export type KeyCase = 'camel' | 'pascal';

/** The keys of the section, and the case that each gives to the declared names below it. */
export const SECTION_KEYS: ReadonlyMap<string, KeyCase> = new Map([
  ['externalConnections', 'camel'],
  ['ExternalConnections', 'pascal'],
]);

/** A declared name as the file spells it. */
export function spell(name: string, keyCase: KeyCase): string {
  return keyCase === 'pascal' ? name.slice(0, 1).toUpperCase() + name.slice(1) : name;
}

/** Whether a key is a declared name in either case. */
export function isSameName(key: string, name: string): boolean {
  return spell(key, 'pascal') === spell(name, 'pascal');
}

/** What is wrong with a declared name in the other case. */
export function caseFault(key: string, keyCase: KeyCase, spelled: string): string {
  const section = keyCase === 'pascal' ? 'ExternalConnections' : 'externalConnections';
  return `"${key}" is not in the case of its section "${section}"; write "${spelled}"`;
}

/** What is wrong with a word that nothing is called, with the one that may have been meant. */
export function didYouMean(sentence: string, suggestion: string | undefined): string {
  return suggestion === undefined ? sentence : `${sentence}; did you mean "${suggestion}"?`;
}
