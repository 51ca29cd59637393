import type { Json } from '../located.ts';
import type { Scalar } from '../model/model.ts';
import type { Context, Site } from './context.ts';
import type { Draft } from './draft.ts';
import type { Layer, View } from './layers.ts';
import { isScalar } from './value-types.ts';

/** The values that `enum` and `const` list in every layer; undefined where no layer lists any. */
export function literalsOf(layers: View): readonly Scalar[] | undefined {
  const lists = layers.flatMap((layer) => listed(layer));
  const [first, ...others] = lists;
  return first && others.reduce((a, b) => a.filter((value) => b.includes(value)), first);
}

function listed({ node }: Layer): (readonly Scalar[])[] {
  const values: readonly Json[] = Array.isArray(node['enum']) ? node['enum'] : [];
  const scalars = [...new Set(values.filter(isScalar))];
  return [
    ...(scalars.length === 0 ? [] : [scalars]),
    ...(Object.hasOwn(node, 'const') && isScalar(node['const']) ? [[node['const']]] : []),
  ];
}

/** Writes what the layers list. False where no value is left. */
export function putLiterals(draft: Draft, layers: View, { notices, origins }: Context, site: Site): boolean {
  for (const layer of layers) sayLists(layer);
  const values = literalsOf(layers);
  if (values === undefined) return true;
  const [value] = values;
  if (value === undefined) {
    notices.say('import-contradiction', { keyword: 'enum' }, site.path, { part: 'key' });
    return false;
  }
  const keyword =
    layers.some(({ node }) => Object.hasOwn(node, 'const')) && values.length === 1 ? 'const' : 'enum';
  const owner = layers.find(({ node }) => Object.hasOwn(node, keyword));
  const path = owner === undefined ? site.path : [...owner.path, keyword];
  origins.put(draft, keyword, keyword === 'const' ? value : values, path);
  return true;

  function sayLists({ node, path }: Layer): void {
    const reason = 'it is a list or a map';
    if (Object.hasOwn(node, 'const') && !isScalar(node['const'])) {
      notices.say('import-listed', { keyword: 'const', reason }, [...path, 'const']);
    }
    const { enum: list } = node;
    if (list === undefined) return;
    if (!Array.isArray(list) || list.length === 0) {
      notices.say('import-malformed', { keyword: 'enum' }, [...path, 'enum']);
      return;
    }
    list.forEach((item: Json, index) => {
      if (!isScalar(item))
        notices.say('import-listed', { keyword: 'enum', reason }, [...path, 'enum', index]);
    });
  }
}
