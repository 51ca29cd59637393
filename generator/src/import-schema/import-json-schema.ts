import { measure } from '../config/json-measure.ts';
import type { Diagnostics } from '../diagnostics.ts';
import { isJsonObject, type JsonObject, type LocatedDocument } from '../located.ts';
import type { ManifestIdentity } from '../model/manifest-identity.ts';
import { cleanValue } from './clean-value.ts';
import { Converter } from './converter.ts';
import { type FoundSchema, findSchema, isObjectSchema } from './find-schema.ts';
import { Budget, Expander, MOST_SCHEMAS, TooLarge } from './layers.ts';
import { manifestOf } from './manifest-of.ts';
import { Notices } from './notices.ts';
import { Pointers } from './pointers.ts';
import { settle } from './settle.ts';

/** How deep values may stand in each other in a source. */
const DEEPEST = 100;

/** The longest manifest that is read. */
const LONGEST = 1_000_000;

/**
 * A manifest for a JSON Schema (draft 4 to 2020-12), or for a connector specification that wraps one. Everything that a
 * manifest can say is carried over; everything else is reported, each place with a warning (EXT6101 to EXT6506). Nothing
 * outside the document is read.
 *
 * @param document - JSON or YAML, parsed.
 * @param identity - what the schema does not say about the provider.
 * @param schemaPath - where editors find the schema of manifests, relative to the manifest.
 * @returns the text of a valid `provider.yaml`; undefined where none comes of it, which is reported as an error (EXT6001
 * to EXT6004).
 * @example importJsonSchema(document, identity, '../../schemas/provider-manifest.schema.json', diagnostics)
 */
export function importJsonSchema(
  document: LocatedDocument,
  identity: ManifestIdentity,
  schemaPath: string,
  diagnostics: Diagnostics,
): string | undefined {
  const notices = new Notices(document, diagnostics);
  if (measure(document.value, DEEPEST).depth > DEEPEST) {
    notices.say('import-too-deep', { deepest: DEEPEST }, []);
    return undefined;
  }
  try {
    const root = cleanValue(document.value, [], notices);
    const found = findSchema(root, notices);
    const text = found && convert(root, found, identity, schemaPath, notices);
    notices.finish();
    return text;
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    notices.say('import-too-large', { largest: MOST_SCHEMAS, unit: 'schemas' }, []);
    return undefined;
  }
}

function convert(
  root: LocatedDocument['value'],
  found: FoundSchema,
  identity: ManifestIdentity,
  schemaPath: string,
  notices: Notices,
): string | undefined {
  const budget = new Budget();
  const expander = new Expander(new Pointers(root, found.path), notices, budget);
  if (!isObjectSchema(expander.expand([found]), notices)) return undefined;
  const converter = new Converter(expander, notices, budget);
  const configuration = converter.schema([found], { path: found.path, depth: 0, isRoot: true });
  if (configuration === undefined) {
    notices.say('import-not-schema', { actual: 'a schema that no object can keep to' }, found.path);
    return undefined;
  }
  const settled = settle(configuration, converter);
  if (settled === undefined) return undefined;
  sayUnused(root, found, expander, notices);
  const text = manifestOf(identity, settled, found.documentation, schemaPath);
  if (text.length <= LONGEST) return text;
  notices.say('import-too-large', { largest: LONGEST, unit: 'characters' }, []);
  return undefined;
}

/** Definitions are carried over by those who use them. */
function sayUnused(
  root: LocatedDocument['value'],
  found: FoundSchema,
  { followed }: Expander,
  notices: Notices,
): void {
  const owners: readonly (readonly [JsonObject, FoundSchema['path']])[] = [
    [found.node, found.path],
    ...(isJsonObject(root) && found.path.length > 0 ? [[root, []] as const] : []),
  ];
  for (const [owner, path] of owners) {
    for (const keyword of ['$defs', 'definitions']) {
      const definitions = owner[keyword];
      for (const name of isJsonObject(definitions) ? Object.keys(definitions) : []) {
        const place = [...path, keyword, name];
        if (followed.has(JSON.stringify(place))) continue;
        notices.say('import-definition-unused', { name }, place, { part: 'key' });
      }
    }
  }
}
