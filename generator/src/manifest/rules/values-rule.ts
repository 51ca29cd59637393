import type { Json } from '../../located.ts';
import { accepts } from '../../model/accepts.ts';
import type { SchemaModel } from '../../model/model.ts';
import { modelOf, type SchemaRule } from '../schema-check.ts';

/** A schema takes every value that it shows or lists. */
export const valuesRule: SchemaRule = ({ node, path }, check) => {
  const { builder, source, report } = check;
  if (builder === undefined) return;
  const { default: fallback, examples, enum: list, const: only } = node;
  const isTakenBy = (model: SchemaModel | undefined, value: Json): boolean =>
    model === undefined || accepts(model, value, builder.definitions);
  const model = fallback === undefined && examples === undefined ? undefined : modelOf(node, check);
  if (fallback !== undefined && !isTakenBy(model, fallback))
    report('default-refused', {}, [...path, 'default']);
  if (Array.isArray(examples)) {
    examples.forEach((example: Json, index) => {
      if (!isTakenBy(model, example)) report('example-refused', {}, [...path, 'examples', index]);
    });
  }
  const listed = Array.isArray(list) ? list : undefined;
  const unlisted = node['type'] === undefined ? undefined : builder.unlisted({ node, source });
  listed?.forEach((value: Json, index) => {
    if (!isTakenBy(unlisted, value)) report('listed-refused', { key: 'enum' }, [...path, 'enum', index]);
  });
  if (only !== undefined && (!isTakenBy(unlisted, only) || listed?.includes(only) === false)) {
    report('listed-refused', { key: 'const' }, [...path, 'const']);
  }
};
