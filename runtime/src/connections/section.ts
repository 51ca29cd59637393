import { nearest } from '../connection-string/nearest.ts';
import { didYouMean, type KeyCase, SECTION_KEYS } from './key-case.ts';
import type { ConfigNode, Member } from './nodes.ts';
import { type Problems, placeOf } from './problems.ts';

/** The named connections of a configuration. */
export interface Section {
  readonly keyCase: KeyCase;
  readonly connections: readonly Member[];
}

/** Finds the section; undefined where there is none to read. The rest of the configuration is left alone. */
export function findSection(root: ConfigNode, problems: Problems): Section | undefined {
  if (root.kind !== 'object') {
    problems.add('a configuration must be an object', placeOf(root, []));
    return undefined;
  }
  const [first, second] = root.members.filter(({ key }) => SECTION_KEYS.has(key));
  if (first === undefined) reportMissing(root.members, problems);
  else if (second !== undefined) {
    const sentence = `there is a section "${second.key}" besides "${first.key}"; keep one`;
    problems.add(sentence, { at: second.keyAt, path: [] });
  } else return read(first, problems);
  return undefined;
}

function read({ key, value }: Member, problems: Problems): Section | undefined {
  if (value.kind !== 'object') {
    problems.add('this section must be an object that maps names to connections', placeOf(value, [key]));
    return undefined;
  }
  const seen = new Set<string>();
  for (const { key: name, keyAt } of value.members) {
    if (seen.has(name)) problems.add('this connection stands twice', { at: keyAt, path: [name] });
    if (name === '__proto__') problems.add('no connection can have this name', { at: keyAt, path: [name] });
    seen.add(name);
  }
  return { keyCase: SECTION_KEYS.get(key) ?? 'camel', connections: value.members };
}

function reportMissing(members: readonly Member[], problems: Problems): void {
  const sentence = 'there is no section "externalConnections"';
  for (const { key, keyAt } of members) {
    const suggestion = nearest(key, [...SECTION_KEYS.keys()]);
    if (suggestion === undefined) continue;
    problems.add(didYouMean(sentence, suggestion), { at: keyAt, path: [key] });
    return;
  }
  problems.add(sentence, { at: undefined, path: [] });
}
