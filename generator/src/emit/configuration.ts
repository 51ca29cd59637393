import type { Json } from '../located.ts';
import type { ConfigurationModel, NamedSchema, PropertyModel, ProviderModel } from '../model/model.ts';
import { type ProviderIdentifiers, pascalCase, providerIdentifiers } from '../model/names.ts';
import { docComment } from './doc-comment.ts';
import { fieldComment } from './field-comment.ts';
import { Imports } from './imports.ts';
import { indent } from './indent.ts';
import { jsonLiteral, propertyKey, stringLiteral } from './literals.ts';
import { render } from './render.ts';
import { secretPaths } from './secret-paths.ts';
import { targetField } from './target-field.ts';
import { isOptional, printMembers, printType, type TypePrinter } from './types.ts';
import { CODEGEN_MODULE, ZodPrinter } from './zod.ts';

/** Milliseconds in one unit, for the roles that are times. */
const SCALES = { seconds: 1000, milliseconds: 1, bytes: 1 } as const;

/** The text of `configuration.gen.ts`, without header. */
export function emitConfiguration(model: ProviderModel): string {
  const { configuration } = model;
  if (configuration.kind === 'zod') throw new Error('Hand-written schemas come next');
  const names = providerIdentifiers(model.name);
  const imports = new Imports([names.configuration, names.configurationInput, names.configurationSchema]);
  const door = (name: string): string => imports.value(name, CODEGEN_MODULE);
  const doorType = (name: string): string => imports.type(name, CODEGEN_MODULE);
  const zod = new ZodPrinter(imports, (name) => definitionNames(model, name).schema);
  const input: TypePrinter = {
    side: 'input',
    secret: () => '',
    definition: (name) => definitionNames(model, name).input,
  };
  const held: TypePrinter = {
    side: 'class',
    secret: () => doorType('Secret'),
    definition: (name) => definitionNames(model, name).held,
  };
  const body = render('configuration', {
    name: model.name,
    nameLiteral: stringLiteral(model.name),
    className: names.configuration,
    inputName: names.configurationInput,
    schemaName: names.configurationSchema,
    definitions: configuration.definitions.map((definition) =>
      definitionView(model, definition, zod, input, held),
    ),
    zod: zod.object(configuration.root),
    input: printInterface(names, configuration, input),
    secrets: jsonLiteral(secretPaths(configuration)),
    roles: jsonLiteral(roles(configuration.root.properties)),
    target: literalOrNothing(targetField(configuration)),
    classComment: docComment([model.description ?? `The configuration of ${model.displayName}.`]),
    fields: indent(configuration.root.properties.map((property) => printField(property, held)).join('')),
    base: door('ConfigurationBase'),
    createConfiguration: door('createConfiguration'),
    descriptorType: doorType('ConfigurationDescriptor'),
    result: doorType('Result'),
  });
  return `${imports.print()}\n${body}`;
}

function definitionNames(
  model: ProviderModel,
  name: string,
): { schema: string; input: string; held: string } {
  const { configurationSchema } = providerIdentifiers(model.name);
  const held = `${model.name}${pascalCase(name)}Definition`;
  const prefix = configurationSchema.slice(0, -'ConfigurationSchema'.length);
  return { held, input: `${held}Input`, schema: `${prefix}${pascalCase(name)}DefinitionSchema` };
}

function definitionView(
  model: ProviderModel,
  { name, schema }: NamedSchema,
  zod: ZodPrinter,
  input: TypePrinter,
  held: TypePrinter,
): object {
  const names = definitionNames(model, name);
  return {
    schemaName: names.schema,
    zod: zod.schema(schema),
    comment: docComment([schema.description ?? schema.title]),
    inputType: names.input,
    input: printType(schema, input),
    heldType: names.held,
    held: printType(schema, held),
  };
}

function printInterface(
  names: ProviderIdentifiers,
  { root }: ConfigurationModel,
  printer: TypePrinter,
): string {
  return `interface ${names.configurationInput} {\n${indent(printMembers(root, printer))}}`;
}

function printField(property: PropertyModel, printer: TypePrinter): string {
  const maybe = isOptional(property, 'class') ? ' | undefined' : '';
  return `${fieldComment(property)}declare readonly ${propertyKey(property.name)}: ${printType(property.schema, printer)}${maybe};\n`;
}

function roles(properties: readonly PropertyModel[]): Json {
  return Object.fromEntries(
    properties.flatMap(({ name, role, schema }) =>
      role === undefined ? [] : [[role, { field: name, scale: SCALES[schema.unit ?? 'milliseconds'] }]],
    ),
  );
}

function literalOrNothing(text: string | undefined): string {
  return text === undefined ? '' : stringLiteral(text);
}
