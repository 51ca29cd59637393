import { measure } from '../config/json-measure.ts';
import type { Json } from '../located.ts';
import type { ProviderModel } from '../model/model.ts';
import { providerModelShape } from './model-shape.ts';
import { isRecord, type Misfit } from './shape-check.ts';

/** A manifest is at most 100 deep; its model has several levels for each of those. */
const DEEPEST = 600;

/**
 * Checks a model that a package brings. It is a stranger's file: every member is looked at, what is not known is
 * refused, references lead somewhere and in no circle.
 */
export function checkModel(value: Json): { readonly model: ProviderModel } | { readonly misfit: Misfit } {
  if (measure(value, DEEPEST).depth > DEEPEST)
    return { misfit: { path: 'model', wanted: 'less deeply nested' } };
  const misfit = providerModelShape(value, 'model') ?? checkReferences(value as unknown as ProviderModel);
  if (misfit !== undefined) return { misfit };
  const { $comment: _, ...model } = value as unknown as ProviderModel & { readonly $comment?: string };
  return { model };
}

function checkReferences({ configuration }: ProviderModel): Misfit | undefined {
  if (configuration.kind === 'zod') return undefined;
  const { root, definitions } = configuration;
  const uses = new Map(definitions.map(({ name, schema }) => [name, definitionsIn(schema)]));
  const lost = [definitionsIn(root), ...uses.values()]
    .flatMap((names) => [...names])
    .find((name) => !uses.has(name));
  if (lost !== undefined) return { path: `model.configuration.definitions.${lost}`, wanted: 'there' };
  const circle = findCircle(uses);
  if (circle === undefined) return undefined;
  return { path: `model.configuration.definitions.${circle}`, wanted: 'free of references to itself' };
}

/** Members that hold data of the user's, which may look like anything. */
const DATA: readonly string[] = ['default', 'examples', 'messages'];

function definitionsIn(value: unknown, names = new Set<string>()): ReadonlySet<string> {
  if (isRecord(value) && value['kind'] === 'reference') names.add(String(value['definition']));
  if (typeof value === 'object' && value !== null)
    for (const [key, member] of Object.entries(value)) if (!DATA.includes(key)) definitionsIn(member, names);
  return names;
}

/** A definition that leads back to itself: removes those that use no other, as long as there are any. */
function findCircle(uses: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  const left = new Map(uses);
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const [name, used] of left) if (![...used].some((other) => left.has(other))) left.delete(name);
  }
  return left.keys().next().value;
}
