import { isJsonObject, type Json, type JsonObject, type LocatedDocument } from '../located.ts';
import type { PropertyModel, SchemaModel } from '../model/model.ts';
import { pascalCase } from '../model/names.ts';
import { CheckedProvider } from './checked-provider.ts';
import type { ModelReader } from './model-reader.ts';
import { type ConfigurationProvider, ProviderIndex } from './provider-index.ts';
import { SECTION_KEYS } from './sections.ts';

/** Whether a scalar, as a file writes it, is harmless. */
export type IsHarmless = (scalar: string) => boolean;

/** The keys that may be shown, each with the scalars that may be shown beside it. Everything else may be a secret. */
export type HarmlessWords = Pick<ReadonlyMap<string, IsHarmless>, 'get'>;

/** For keys whose values are never shown. */
export const NOTHING: IsHarmless = () => false;
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

const WORDS = new WeakMap<readonly ConfigurationProvider[], HarmlessWords>();

/** The harmless words of a file: the manifests' own, and, where it parses, its connections' names and their keys. */
export function wordsInFile(
  document: LocatedDocument | undefined,
  providers: readonly ConfigurationProvider[],
): HarmlessWords {
  const declared = declaredWords(providers);
  const own = new Set<string>();
  for (const section of SECTION_KEYS.keys()) {
    const connections = membersOf(document?.value, section);
    for (const name of Object.keys(connections)) {
      for (const key of [name, ...Object.keys(membersOf(connections, name))]) own.add(key);
    }
  }
  return { get: (key) => declared.get(key) ?? (own.has(key) ? NOTHING : undefined) };
}

function membersOf(value: Json | undefined, key: string): JsonObject {
  const members = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return isJsonObject(members) ? members : {};
}

/** The words that the project's own manifests say. */
function declaredWords(providers: readonly ConfigurationProvider[]): HarmlessWords {
  const words = WORDS.get(providers) ?? collectWords(providers);
  WORDS.set(providers, words);
  return words;
}

function collectWords(providers: readonly ConfigurationProvider[]): HarmlessWords {
  const words = new Map<string, IsHarmless>();
  const add = (name: string, isHarmless: IsHarmless): void => {
    for (const spelling of [name, pascalCase(name)]) words.set(spelling, isHarmless);
  };
  for (const { reader, objects } of providers.map(CheckedProvider.of)) {
    for (const { shape, isSecret } of objects) {
      for (const property of shape.properties) {
        const isHarmless = isSecret ? NOTHING : harmlessValues(property, reader);
        const other = words.get(property.name);
        // A name that is harmless in one place may be a secret in another.
        add(property.name, (scalar) => isHarmless(scalar) && (other === undefined || other(scalar)));
      }
    }
  }
  for (const key of ['$schema', ...SECTION_KEYS.keys()]) add(key, NOTHING);
  const names = new Set(ProviderIndex.of(providers).words);
  const modes = new Set(providers.flatMap(({ model }) => model.connectionModes));
  add('provider', (scalar) => names.has(scalar));
  add('mode', (scalar) => modes.has(scalar));
  return words;
}

function harmlessValues({ schema }: PropertyModel, reader: ModelReader): IsHarmless {
  const resolved: SchemaModel | undefined = reader.resolve(schema);
  if (resolved === undefined || resolved.secret) return NOTHING;
  switch (resolved.shape.kind) {
    case 'number':
    case 'integer':
      return (scalar) => NUMBER.test(scalar);
    case 'boolean':
      return (scalar) => scalar === 'true' || scalar === 'false';
    case 'literal': {
      const values = new Set(resolved.shape.values.map(String));
      return (scalar) => values.has(scalar);
    }
    default:
      return NOTHING;
  }
}
