import type { CountRule, ObjectShape, PropertyModel } from '../model/model.ts';
import { propertyKey } from './literals.ts';

/** More than this would be read by nobody, in an editor's hover least of all. */
const MOST_BRANCHES = 8;

/**
 * Types to intersect with that of an object, one for each rule that asks for one or more of some fields: then the
 * compiler asks for them. Rules that would take too many words are left to the checks at run time.
 */
export function printChoices(object: ObjectShape, typeOf: (property: PropertyModel) => string): string {
  let branches = 1;
  const unions = object.rules.flatMap((rule) => {
    if (rule.kind !== 'exactlyOneOf' && rule.kind !== 'atLeastOneOf') return [];
    const fields = rule.fields.flatMap(
      (name) => object.properties.find((property) => property.name === name) ?? [],
    );
    const types = fields.map(typeOf);
    const isOpen =
      fields.length > 1 && fields.every((field) => !field.required && field.default === undefined);
    if (!isOpen || types.some((type) => type.includes('\n'))) return [];
    if (branches * fields.length > MOST_BRANCHES) return [];
    branches *= fields.length;
    return [printUnion(rule.kind, fields, types)];
  });
  return unions.join('');
}

function printUnion(
  kind: CountRule['kind'],
  fields: readonly PropertyModel[],
  types: readonly string[],
): string {
  const branches = fields.map((chosen, index) => {
    const members = fields.flatMap((field) => {
      if (field === chosen) return [`readonly ${propertyKey(field.name)}: ${types[index]}`];
      return kind === 'exactlyOneOf' ? [`readonly ${propertyKey(field.name)}?: undefined`] : [];
    });
    return `  | { ${members.join('; ')} }\n`;
  });
  return ` & (\n${branches.join('')})`;
}
