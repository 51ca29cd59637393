import { type HarmlessWords, NOTHING } from '../config/harmless-words.ts';
import { maskedFrame } from '../config/mask.ts';
import { type DocumentPath, isJsonObject, type Json, type LocatedDocument, type Range } from '../located.ts';
import { CAPABILITY_KEYS, MANIFEST_KEYS } from '../manifest/manifest-keys.ts';
import { saysSecret } from '../manifest/rules/secret-rule.ts';
import { SCHEMA_KEYS } from '../manifest/schema-keys.ts';
import { isIdentifierName } from '../model/names.ts';
import type { FrameSource } from './frame-source.ts';

/** Keywords whose values are those of the field. */
const VALUES: ReadonlySet<string> = new Set(['default', 'examples', 'const', 'enum']);

/**
 * A manifest as a report may show it: all but the values of secret fields.
 *
 * @param document - what was read; where the manifest does not parse, every value that may be a field's is hidden.
 */
export function manifestFrame(text: string, document: LocatedDocument | undefined): FrameSource {
  if (document === undefined) return maskedFrame(text, () => KEYWORDS);
  let ranges: readonly Range[] | undefined;
  return {
    text: document.text,
    hidden: (line, number) => {
      ranges ??= [...secretPlaces(document.value, [], false)].map((path) => document.locate(path));
      return ranges
        .filter((range) => range.line <= number && number <= range.endLine)
        .map((range) => [
          range.line === number ? range.column - 1 : indentOf(line),
          range.endLine === number ? range.endColumn - 1 : line.length,
        ]);
    },
  };
}

/** The keys of a manifest that does not parse, and beside which of them a value is harmless. */
const KEYWORDS: HarmlessWords = {
  get(key) {
    if (!isIdentifierName(key)) return undefined;
    const isKeyword = [MANIFEST_KEYS, CAPABILITY_KEYS, SCHEMA_KEYS].some((table) =>
      Object.hasOwn(table, key),
    );
    return isKeyword && !VALUES.has(key) ? () => true : NOTHING;
  },
};

function* secretPlaces(value: Json, path: DocumentPath, isSecret: boolean): Generator<DocumentPath> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* secretPlaces(item, [...path, index], isSecret);
  }
  if (!isJsonObject(value)) return;
  const { secret } = value;
  const name = String(path.at(-1));
  const isOwn = typeof secret === 'boolean' ? secret : isSecret || saysSecret(name);
  for (const [key, member] of Object.entries(value)) {
    const place = [...path, key];
    const isKeyword = Object.hasOwn(SCHEMA_KEYS, key);
    const isScalar = typeof member !== 'object' || member === null;
    // What stands under a key that is no keyword may be a misspelt default, or settings in the wrong place.
    const isMisplaced = !isKeyword && isScalar && (isOwn || saysSecret(key));
    if (isMisplaced || (isOwn && VALUES.has(key))) yield place;
    else yield* secretPlaces(member, place, isOwn);
  }
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
