import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareManifests } from '../../../generator/src/diff/compare-manifests.ts';
import type { ManifestProvider } from '../../../generator/src/diff/compare-providers.ts';
import { isJsonObject, type Json } from '../../../generator/src/located.ts';
import { accepts, type Definitions } from '../../../generator/src/model/accepts.ts';
import type { ConfigurationModel, ProviderModel, SchemaModel } from '../../../generator/src/model/model.ts';
import { configurations } from '../agreement/support/configurations.ts';
import { seed } from '../agreement/support/fuzz.ts';
import { GoodValues } from '../agreement/support/good-values.ts';
import { modelOf } from '../agreement/support/manifests.ts';
import { Random } from '../agreement/support/random.ts';
import { asFile } from '../agreement/support/reference.ts';

const PAIRS = Number(process.env['EXTCONN_DIFF_PAIRS'] ?? 600);
const VALUES_EACH = 25;

const counts = { compatible: 0, breaking: 0, refused: 0 };

describe('a verdict', () => {
  test('is breaking wherever a file that was taken is refused', { timeout: 60_000 + PAIRS * 60 }, () => {
    fc.assert(
      fc.property(configurations(), fc.integer(), (configuration, mutationSeed) => {
        check(modelOf(configuration), new Random(mutationSeed));
      }),
      { numRuns: PAIRS, seed },
    );
    process.stdout.write(`diff: ${JSON.stringify(counts)}, seed ${seed}\n`);
    // Both kinds have to occur often for this to prove something.
    expect(counts.compatible).toBeGreaterThan(PAIRS / 10);
    expect(counts.breaking).toBeGreaterThan(PAIRS / 10);
  });

  test('is none where nothing changed', () => {
    fc.assert(
      fc.property(configurations(), (configuration) => {
        const model = modelOf(configuration);
        expect(changesOf(model, model)).toEqual([]);
      }),
      { numRuns: 100, seed },
    );
  });
});

function check(model: ProviderModel, random: Random): void {
  const changed = mutate(model, random);
  const changes = changesOf(model, changed);
  const isBreaking = changes.some(({ verdict }) => verdict === 'breaking');
  counts[isBreaking ? 'breaking' : 'compatible'] += 1;
  const [before, definitions] = reference(model);
  const [after, newDefinitions] = reference(changed);
  const values = new GoodValues(random, definitions);
  for (let count = 0; count < VALUES_EACH; count++) {
    const value = values.of(before);
    if (!accepts(before, value, definitions) || accepts(after, value, newDefinitions) || holdsTiny(value))
      continue;
    counts.refused += 1;
    expect(
      isBreaking,
      `${JSON.stringify(value)} is refused, and only ${JSON.stringify(changes)} is said`,
    ).toBe(true);
  }
}

/** Numbers so small that a division makes them 0, a multiple of everything. */
function holdsTiny(value: Json): boolean {
  if (typeof value === 'number') return value !== 0 && Math.abs(value) < 1e-300;
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).some(holdsTiny);
}

function changesOf(before: ProviderModel, after: ProviderModel) {
  const document = { locate: () => ({ line: 1, column: 1, endLine: 1, endColumn: 1 }) };
  const provider = (model: ProviderModel): ManifestProvider => ({
    model,
    file: '/project/provider.yaml',
    document,
  });
  return compareManifests([provider(before)], [provider(after)]);
}

/** What files are held to. */
function reference({ configuration }: ProviderModel): readonly [SchemaModel, Definitions] {
  const { root, definitions } = asFile(configuration as ConfigurationModel);
  const named = new Map(definitions.map(({ name, schema }) => [name, schema]));
  return [{ shape: root, secret: false, messages: {} }, named];
}

function set(object: Record<string, Json>, key: string, value: Json): void {
  object[key] = value;
}

/** Members that say how the others are to be read, or what exists. */
const FIXED: ReadonlySet<string> = new Set([
  'kind',
  'name',
  'definition',
  'discriminator',
  'field',
  'fields',
  'format',
  'pattern',
  'env',
  'role',
  'unit',
]);

/** The same model with one or two things changed somewhere in its configuration. */
function mutate(model: ProviderModel, random: Random): ProviderModel {
  const copy = structuredClone(model) as unknown as { configuration: Json };
  for (let count = random.integer(1, 2); count > 0; count--) {
    const places = [...placesIn(copy.configuration)];
    if (places.length > 0) random.pick(places)(random);
  }
  return copy as unknown as ProviderModel;
}

type Mutation = (random: Random) => void;

function* placesIn(value: Json): Generator<Mutation> {
  if (Array.isArray(value)) {
    const list = value as Json[];
    // An empty list of values or branches is no schema.
    if (list.length > 1) yield (random) => void list.splice(random.integer(0, list.length - 1), 1);
    for (const item of list) yield* placesIn(item);
  }
  if (!isJsonObject(value)) return;
  const object = value as Record<string, Json>;
  for (const [key, member] of Object.entries(object)) {
    if (FIXED.has(key) || key === 'branches' || key === 'when') continue;
    if (typeof member === 'number')
      yield (random) => set(object, key, Math.max(0, Math.floor(member) + random.integer(-2, 2)));
    if (typeof member === 'boolean') yield () => set(object, key, !member);
    if (LIMITS.has(key) || key === 'default' || key === 'rest') yield () => void delete object[key];
    if (key !== 'default') yield* placesIn(member);
  }
  yield* shapeMutations(object);
}

const LIMITS: ReadonlySet<string> = new Set([
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
]);

function* shapeMutations(object: Record<string, Json>): Generator<Mutation> {
  const { kind } = object;
  if (kind === 'string') yield () => set(object, 'maxLength', 5);
  if (kind === 'number' || kind === 'integer') {
    yield () => set(object, 'kind', kind === 'number' ? 'integer' : 'number');
    yield () => set(object, 'minimum', 1);
  }
  if (isJsonObject(object['shape']) && object['shape']['kind'] === 'literal') {
    const values = object['shape']['values'] as Json[];
    yield () => void values.push('another');
  }
}
