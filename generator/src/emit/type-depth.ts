import type { ObjectShape, SchemaModel, Shape } from '../model/model.ts';

/**
 * How deep Zod's types may stand in each other: at about twelve levels the compiler gives up on a schema ("excessively
 * deep and possibly infinite"), wherever it is used.
 */
const DEEPEST = 8;

type SchemaOf = (definition: string) => SchemaModel | undefined;

/** Finds the shapes whose types have to be left out for those around them to have any. */
export class TypeDepth {
  readonly #schemaOf: SchemaOf;
  readonly #heights = new Map<Shape, number>();

  constructor(schemaOf: SchemaOf) {
    this.#schemaOf = schemaOf;
  }

  isTooDeep(shape: Shape): boolean {
    return shape.kind !== 'reference' && this.#height(shape) >= DEEPEST;
  }

  /** The levels of types in a shape, down to those that are left out. */
  #height(shape: Shape): number {
    let height = this.#heights.get(shape);
    if (height === undefined) {
      height = this.#compute(shape);
      this.#heights.set(shape, height);
    }
    return height;
  }

  #compute(shape: Shape): number {
    switch (shape.kind) {
      case 'array':
        return 1 + this.#seen(shape.items);
      case 'map':
        return 2 + this.#seen(shape.values);
      case 'object':
        return this.#object(shape);
      case 'union':
        return 1 + Math.max(...shape.branches.map(({ object }) => this.#object(object)));
      case 'alternatives':
        return 1 + Math.max(...shape.options.map((option) => this.#seen(option)));
      case 'reference': {
        const target = this.#schemaOf(shape.definition);
        return target === undefined ? 0 : this.#seen(target);
      }
      default:
        return 0;
    }
  }

  #object({ properties, rest }: ObjectShape): number {
    const schemas = [...properties.map(({ schema }) => schema), ...(rest === undefined ? [] : [rest])];
    return (rest === undefined ? 1 : 2) + Math.max(0, ...schemas.map((schema) => this.#seen(schema)));
  }

  /** What is left out counts no more. */
  #seen({ shape }: SchemaModel): number {
    return this.isTooDeep(shape) ? 0 : this.#height(shape);
  }
}
