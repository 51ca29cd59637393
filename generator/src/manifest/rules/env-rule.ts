import type { SchemaModel } from '../../model/model.ts';
import { textOf } from '../../model/pick.ts';
import { modelOf, type SchemaRule, type SourceRule } from '../schema-check.ts';
import type { SchemaSite } from '../schema-sites.ts';

/** A variable can be set in a shell, and one text can say what the field holds. */
export const envRule: SchemaRule = ({ node, path, position }, check) => {
  const env = textOf(node['env']);
  if (env === undefined || position !== 'property') return;
  const place = [...path, 'env'];
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(env)) check.report('env-name', {}, place);
  const model = modelOf(node, check);
  if (model !== undefined && !isOneText(model, check.builder?.definitions))
    check.report('env-type', {}, place);
};

/** A variable is read for one field. */
export const envOnceRule: SourceRule = (sites, { report, source: { document } }) => {
  const firsts = new Map<string, SchemaSite>();
  for (const site of sites) {
    const env = textOf(site.node['env']);
    const first = env === undefined ? undefined : firsts.get(env);
    if (env === undefined || first?.node === site.node) continue;
    if (first === undefined) firsts.set(env, site);
    else {
      const range = document.locate([...first.path, 'env']);
      const related = [{ message: 'First here.', file: document.file, range }];
      report('env-twice', { env }, [...site.path, 'env'], { related });
    }
  }
};

function isOneText(
  { shape }: SchemaModel,
  definitions: ReadonlyMap<string, SchemaModel> | undefined,
): boolean {
  if (shape.kind === 'alternatives') return shape.options.every((option) => isOneText(option, definitions));
  const target = shape.kind === 'reference' ? definitions?.get(shape.definition) : undefined;
  if (target !== undefined) return isOneText(target, definitions);
  return !['array', 'map', 'object', 'union'].includes(shape.kind);
}
