import type {
  ConfigurationModel,
  ObjectShape,
  PropertyModel,
  ProviderModel,
  Rule,
  SchemaModel,
  Shape,
} from '../../../../generator/src/model/model.ts';

const ANY_SCALAR: Shape = {
  kind: 'alternatives',
  options: (['string', 'number', 'boolean', 'null'] as const).map((kind) => ({
    shape: { kind },
    secret: false,
    messages: {},
  })),
};

/** A model as it would be had the manifest not had a keyword: what an emitter that forgets the keyword sees. */
export function without(model: ProviderModel, keyword: string): ProviderModel {
  const { configuration } = model;
  if (configuration.kind !== 'fields') return model;
  return { ...model, configuration: new Remover(keyword).configuration(configuration) };
}

class Remover {
  readonly #keyword: string;

  constructor(keyword: string) {
    this.#keyword = keyword;
  }

  configuration(configuration: ConfigurationModel): ConfigurationModel {
    return {
      ...configuration,
      root: this.#object(configuration.root),
      definitions: configuration.definitions.map(({ name, schema }) => ({
        name,
        schema: this.#keyword === '$ref' ? { ...schema, shape: ANY_SCALAR } : this.#schema(schema),
      })),
    };
  }

  #schema(schema: SchemaModel): SchemaModel {
    const said = Object.entries(schema).filter(([key]) => key !== this.#keyword);
    return {
      ...(Object.fromEntries(said) as unknown as SchemaModel),
      shape: this.#shape(schema.shape),
      secret: schema.secret && this.#keyword !== 'secret',
      messages: this.#keyword === 'errorMessage' ? {} : schema.messages,
    };
  }

  #shape(shape: Shape): Shape {
    const keyword = this.#keyword;
    switch (shape.kind) {
      case 'literal':
        return keyword === 'enum' || keyword === 'const' ? ANY_SCALAR : shape;
      case 'array': {
        const items = keyword === 'items' ? { ...shape.items, shape: ANY_SCALAR } : this.#schema(shape.items);
        return { ...this.#plain(shape), items, uniqueItems: shape.uniqueItems && keyword !== 'uniqueItems' };
      }
      case 'map':
        return keyword === 'additionalProperties'
          ? { kind: 'object', properties: [], rules: [] }
          : { ...shape, values: this.#schema(shape.values) };
      case 'object':
        return this.#object(shape);
      case 'union': {
        const branches = keyword === 'oneOf' ? shape.branches.slice(0, 1) : shape.branches;
        return {
          ...shape,
          branches: branches.map((branch) => ({ ...branch, object: this.#object(branch.object) })),
        };
      }
      case 'alternatives':
        return keyword === 'type'
          ? ANY_SCALAR
          : { ...shape, options: shape.options.map((each) => this.#schema(each)) };
      case 'reference':
        return shape;
      default:
        return keyword === 'type' ? ANY_SCALAR : this.#plain(shape);
    }
  }

  #plain<S extends Shape>(shape: S): S {
    return Object.fromEntries(Object.entries(shape).filter(([key]) => key !== this.#keyword)) as unknown as S;
  }

  #object({ properties, rules, rest, ...shape }: ObjectShape): ObjectShape {
    const isNested = properties.every(({ name }) => name !== 'x');
    const kept = this.#keyword === 'properties' && isNested ? [] : properties;
    return {
      ...shape,
      properties: kept.map((property) => this.#property(property)),
      rules: rules.flatMap((rule) => this.#rule(rule)),
      ...(rest === undefined || this.#keyword === 'additionalProperties' ? {} : { rest: this.#schema(rest) }),
    };
  }

  #property({ default: value, env, ...property }: PropertyModel): PropertyModel {
    return {
      ...property,
      schema: this.#schema(property.schema),
      required: property.required && this.#keyword !== 'required',
      ...(value === undefined || this.#keyword === 'default' ? {} : { default: value }),
      ...(env === undefined || this.#keyword === 'env' ? {} : { env }),
    };
  }

  #rule(rule: Rule): readonly Rule[] {
    const { message: _, ...silent } = rule;
    if (this.#keyword === rule.kind || this.#keyword === 'rules') return [];
    if (this.#keyword === 'errorMessage') return [silent];
    if (rule.kind !== 'when') return [rule];
    return [
      {
        ...rule,
        ...(this.#keyword === 'require' && { require: [] }),
        ...(this.#keyword === 'forbid' && { forbid: [] }),
      },
    ];
  }
}
