import type { ObjectShape, PropertyModel, Scalar } from './model.ts';

/** The first property that is a constant in every branch, and a different one in each. */
export function discriminatorOf(objects: readonly ObjectShape[]): string | undefined {
  return objects[0]?.properties.map(({ name }) => name).find((name) => tellsApart(name, objects));
}

function tellsApart(name: string, objects: readonly ObjectShape[]): boolean {
  const lists = objects.map((object) => constantsOf(object, name));
  const all = lists.flatMap((values) => values ?? []);
  return !lists.includes(undefined) && new Set(all).size === all.length;
}

/** The values that a property of an object allows, where it lists them. */
function constantsOf({ properties }: ObjectShape, name: string): readonly Scalar[] | undefined {
  const shape = properties.find((property) => property.name === name)?.schema.shape;
  return shape?.kind === 'literal' ? shape.values : undefined;
}

/** A branch is chosen by its discriminator, so that is required and has no default. */
export function withDiscriminator(
  object: ObjectShape,
  discriminator: string,
): { readonly values: readonly Scalar[]; readonly properties: readonly PropertyModel[] } {
  const properties = object.properties.map((property): PropertyModel => {
    if (property.name !== discriminator) return property;
    const { default: _, ...rest } = property;
    return { ...rest, required: true };
  });
  return { values: constantsOf(object, discriminator) ?? [], properties };
}
