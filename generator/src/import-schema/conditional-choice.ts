import { isJsonObject, type Json } from '../located.ts';
import type { Scalar } from '../model/model.ts';
import { textsOf } from '../model/pick.ts';
import { type Choice, commonLayers } from './choice.ts';
import { type Layer, NEVER, type View, viewOf } from './layers.ts';
import { literalsOf } from './literals.ts';
import { isScalar } from './value-types.ts';

/** A layer whose `if` tests one field, and whose `then` has fields of its own. */
interface Case {
  readonly layer: Layer;
  readonly field: string;
  readonly values: readonly Scalar[];
  readonly effect: View;
}

/**
 * Objects told apart by conditions on one field, `if: { properties: { kind: { const } } }, then: { properties }`, are a
 * choice like any other. Undefined where the conditions leave a value open that the field may have.
 */
export function conditionalChoice(layers: View): Choice | undefined {
  const cases = layers.flatMap((layer) => caseOf(layer) ?? []);
  const [first, ...others] = cases;
  if (first === undefined || !others.every(({ field }) => field === first.field)) return undefined;
  const { field } = first;
  const views = layers.flatMap(({ node, path }) => {
    const fields = node['properties'];
    const value = isJsonObject(fields) && Object.hasOwn(fields, field) ? fields[field] : undefined;
    const view = viewOf(value, [...path, 'properties', field]);
    return view === undefined || view === NEVER ? [] : view;
  });
  const all = literalsOf(views) ?? [];
  const tested = cases.flatMap(({ values }) => values);
  const isRequired = layers.some(({ node }) => textsOf(node['required']).includes(field));
  const isWhole = all.every((value) => tested.includes(value)) && all.length === tested.length;
  if (!isRequired || !isWhole) return undefined;
  const used = new Map(cases.map(({ layer }) => [layer, ['if', 'then']] as const));
  return {
    keyword: 'oneOf',
    members: cases.map(({ layer, values, effect }) => [constantLayer(field, values, layer), ...effect]),
    base: commonLayers(layers, used),
    owner: first.layer,
    path: [...first.layer.path, 'if'],
  };
}

function caseOf(layer: Layer): Case | undefined {
  const { if: condition, then, else: other } = layer.node;
  const isMeant = isJsonObject(condition) && isJsonObject(then) && isJsonObject(then['properties']);
  if (!isMeant || other !== undefined) return undefined;
  const beside = Object.keys(condition).filter((word) => !['properties', 'required', 'type'].includes(word));
  const [entry, ...others] = Object.entries(
    isJsonObject(condition['properties']) ? condition['properties'] : {},
  );
  if (entry === undefined || others.length > 0 || beside.length > 0) return undefined;
  const [field, test] = entry;
  const values = valuesOf(test);
  const view = viewOf(then, [...layer.path, 'then']);
  const isAboutIt = textsOf(condition['required']).every((name) => name === field);
  if (values === undefined || view === undefined || view === NEVER || !isAboutIt) return undefined;
  return { layer, field, values, effect: view };
}

function valuesOf(test: Json): readonly Scalar[] | undefined {
  if (!isJsonObject(test) || !Object.keys(test).every((word) => ['const', 'enum', 'type'].includes(word)))
    return undefined;
  return literalsOf([{ node: test, path: [] }])?.filter(isScalar);
}

function constantLayer(field: string, values: readonly Scalar[], { path }: Layer): Layer {
  const [only = null] = values;
  const schema = values.length === 1 ? { const: only } : { enum: values };
  return { node: { properties: { [field]: schema }, required: [field] }, path: [...path, 'if'] };
}
