import { isJsonObject } from '../../located.ts';
import type { SchemaModel } from '../../model/model.ts';
import { textOf } from '../../model/pick.ts';
import { modelOf, type SchemaRule } from '../schema-check.ts';

/** The types of the fields that the connection layer can read for a role. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  connectTimeout: ['integer', 'number'],
  commandTimeout: ['integer', 'number'],
  retryEnabled: ['boolean'],
  retryCount: ['integer'],
  maxPoolSize: ['integer'],
};

const TIMES = new Set(['connectTimeout', 'commandTimeout']);

/** A role belongs to a field of the configuration itself, with the type and the unit that it needs. */
export const roleRule: SchemaRule = ({ node, path, position, owner }, check) => {
  const role = textOf(node['role']);
  const types = role === undefined ? undefined : TYPES[role];
  if (role === undefined || types === undefined || position !== 'property') return;
  const place = [...path, 'role'];
  if (owner?.position !== 'configuration') check.report('role-place', { role }, place);
  const model = modelOf(node, check);
  if (model === undefined) return;
  const isTime = model.unit === 'seconds' || model.unit === 'milliseconds';
  if (!types.includes(kindOf(model, check.builder?.definitions))) {
    check.report('role-type', { role, types: types.join(' or ') }, place);
  } else if (TIMES.has(role) && !isTime) check.report('role-unit', { role }, place);
};

/** A role is given once. */
export const roleOnceRule: SchemaRule = ({ node, path, position }, { report, source: { document } }) => {
  const { properties } = node;
  if (position !== 'configuration' || !isJsonObject(properties)) return;
  const firsts = new Map<string, string>();
  for (const [name, property] of Object.entries(properties)) {
    const role = isJsonObject(property) ? textOf(property['role']) : undefined;
    const first = role === undefined ? undefined : firsts.get(role);
    if (role !== undefined && first === undefined) firsts.set(role, name);
    else if (role !== undefined && first !== undefined) {
      const range = document.locate([...path, 'properties', first, 'role']);
      const related = [{ message: 'First here.', file: document.file, range }];
      report('role-twice', { role }, [...path, 'properties', name, 'role'], { related });
    }
  }
};

function kindOf({ shape }: SchemaModel, definitions: ReadonlyMap<string, SchemaModel> | undefined): string {
  const target = shape.kind === 'reference' ? definitions?.get(shape.definition) : undefined;
  return target === undefined ? shape.kind : kindOf(target, definitions);
}
