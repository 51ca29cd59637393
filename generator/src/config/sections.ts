import type { Diagnostics } from '../diagnostics.ts';
import type { KeyCase } from '../emit/external-connections-schema.ts';
import { isJsonObject, type JsonObject, type LocatedDocument } from '../located.ts';
import { pascalCase } from '../model/names.ts';
import { nearest } from '../text/nearest.ts';

/** The keys of the section, and the case that each gives to the declared keys below it. */
export const SECTION_KEYS: ReadonlyMap<string, KeyCase> = new Map([
  ['externalConnections', 'camel'],
  ['ExternalConnections', 'pascal'],
]);

/** The named connections of a file. */
export interface Section {
  readonly key: string;
  readonly keyCase: KeyCase;
  readonly connections: JsonObject;
}

/** A declared name as a section spells it: only the first letter changes. */
export function spell(name: string, keyCase: KeyCase): string {
  return keyCase === 'pascal' ? pascalCase(name) : name;
}

/** The sections of a file, both if it has both; other parts of the file are left alone. */
export function findSections(document: LocatedDocument, diagnostics: Diagnostics): readonly Section[] {
  const { file, value } = document;
  if (!isJsonObject(value)) {
    diagnostics.report('configuration-not-object', {}, { file, range: document.locate([]) });
    return [];
  }
  const found = [...SECTION_KEYS].filter(([key]) => Object.hasOwn(value, key));
  if (found.length === 0) reportMissing(document, value, diagnostics);
  if (found.length === 2) reportTwice(document, diagnostics);
  return found.flatMap(([key, keyCase]) => {
    const connections = value[key];
    if (isJsonObject(connections)) return [{ key, keyCase, connections }];
    diagnostics.report('section-not-object', { section: key }, { file, range: document.locate([key]) });
    return [];
  });
}

function reportMissing(document: LocatedDocument, value: JsonObject, diagnostics: Diagnostics): void {
  const { file } = document;
  for (const key of Object.keys(value)) {
    const near = nearest(key, SECTION_KEYS.keys());
    if (near === undefined) continue;
    const suggestion = pascalCase(key) === key ? pascalCase(near) : near;
    diagnostics.report('section-missing', {}, { file, range: document.locate([key], 'key'), suggestion });
    return;
  }
  diagnostics.report('section-missing', {}, { file, range: document.locate(['externalConnections']) });
}

function reportTwice(document: LocatedDocument, diagnostics: Diagnostics): void {
  const { file } = document;
  const [first, second] = [...SECTION_KEYS.keys()]
    .map((key) => document.locate([key], 'key'))
    .sort((a, b) => a.line - b.line || a.column - b.column);
  diagnostics.report(
    'section-twice',
    {},
    {
      file,
      range: second,
      ...(first === undefined
        ? {}
        : { related: [{ message: 'The first stands here.', file, range: first }] }),
    },
  );
}
