import type { Json, JsonObject } from '../located.ts';
import type { ConfigurationModel, NamedSchema, PropertyModel, ProviderModel } from '../model/model.ts';
import { providerIdentifiers } from '../model/names.ts';
import { type DefinitionIdentifiers, definitionIdentifiers } from './definition-names.ts';
import { docComment } from './doc-comment.ts';
import { fieldComment } from './field-comment.ts';
import { describeFacts } from './field-facts.ts';
import { configurationShape } from './field-shape.ts';
import { emitHandWritten } from './hand-written.ts';
import { Imports } from './imports.ts';
import { indent } from './indent.ts';
import { layOut, propertyKey, stringLiteral } from './literals.ts';
import type { ImportExtension } from './modules.ts';
import { render } from './render.ts';
import { secretPaths } from './secret-paths.ts';
import { targetField } from './target-field.ts';
import { afterColon, memberType, printObject, printType, type TypePrinter } from './types.ts';
import { AS_GIVEN, CODEGEN_MODULE, ZodPrinter } from './zod.ts';

/** Milliseconds in one unit, for the roles that are times. */
const SCALES = { seconds: 1000, milliseconds: 1, bytes: 1 } as const;

/**
 * The text of `configuration.gen.ts`, without header.
 *
 * @param extension - how the module of a hand-written schema is imported.
 */
export function emitConfiguration(model: ProviderModel, extension: ImportExtension = '.ts'): string {
  const { configuration } = model;
  return configuration.kind === 'zod'
    ? emitHandWritten(model, configuration, extension)
    : emitFields(model, configuration);
}

function emitFields(model: ProviderModel, configuration: ConfigurationModel): string {
  const names = providerIdentifiers(model.name);
  const identifiers = definitionIdentifiers(model.name, configuration);
  const imports = new Imports([
    ...[names.configuration, names.configurationInput, names.configurationSchema, 'descriptor', AS_GIVEN],
    ...[...identifiers.values()].flatMap(Object.values),
  ]);
  const door = (name: string): string => imports.value(name, CODEGEN_MODULE);
  const doorType = (name: string): string => imports.type(name, CODEGEN_MODULE);
  const printers = createPrinters(configuration, identifiers, imports);
  const { zod, input, held } = printers;
  const root = zod.object(configuration.root);
  const body = render('configuration', {
    name: model.name,
    nameLiteral: stringLiteral(model.name),
    className: names.configuration,
    inputName: names.configurationInput,
    schemaName: names.configurationSchema,
    asGiven: zod.checksGiven ? asGivenView(imports) : false,
    schemas: zod.definitions,
    types: configuration.definitions.map((definition) => definitionView(definition, identifiers, printers)),
    zod: root,
    input: printInput(names.configurationInput, configuration, input),
    descriptor: indent(printDescriptor(model.name, names.configurationSchema, configuration)).trimEnd(),
    heritage: '',
    methods: '',
    classComment: docComment([model.description ?? `The configuration of ${model.displayName}.`]),
    fields: indent(configuration.root.properties.map((property) => printField(property, held)).join('')),
    base: door('ConfigurationBase'),
    createConfiguration: door('createConfiguration'),
    descriptorType: doorType('ConfigurationDescriptor'),
    result: doorType('Result'),
  });
  return `${imports.print()}\n${body}`;
}

interface Printers {
  readonly zod: ZodPrinter;
  readonly input: TypePrinter;
  readonly held: TypePrinter;
}

function createPrinters(
  { definitions }: ConfigurationModel,
  identifiers: ReadonlyMap<string, DefinitionIdentifiers>,
  imports: Imports,
): Printers {
  const named = new Map(definitions.map(({ name, schema }) => [name, schema]));
  const known = definitions.map(
    ({ name, schema }) => [name, { schema, identifier: identifiers.get(name)?.schema ?? '' }] as const,
  );
  const types = {
    secret: () => imports.type('Secret', CODEGEN_MODULE),
    definition: (name: string, side: TypePrinter['side']) =>
      identifiers.get(name)?.[side === 'input' ? 'input' : 'held'] ?? '',
    definitions: named,
  };
  return {
    zod: new ZodPrinter(imports, new Map(known)),
    input: { ...types, side: 'input' },
    held: { ...types, side: 'class' },
  };
}

function asGivenView(imports: Imports): object {
  return {
    name: AS_GIVEN,
    z: imports.value('z', 'zod'),
    check: imports.type('Check', CODEGEN_MODULE),
    open: imports.type('OpenObject', CODEGEN_MODULE),
  };
}

function definitionView(
  { name, schema }: NamedSchema,
  identifiers: ReadonlyMap<string, DefinitionIdentifiers>,
  { input, held }: Printers,
): object {
  return {
    comment: docComment([schema.description ?? schema.title, describeFacts({ schema }).join(' ')]),
    inputType: identifiers.get(name)?.input,
    input: afterColon(printType(schema, input)),
    heldType: identifiers.get(name)?.held,
    held: afterColon(printType({ ...schema, secret: false }, held)),
  };
}

/** An interface, which reads better in messages; a type where the rules leave a choice. */
function printInput(name: string, { root }: ConfigurationModel, printer: TypePrinter): string {
  const type = printObject(root, printer);
  return type.startsWith('{') && type.endsWith('}') ? `interface ${name} ${type}` : `type ${name} = ${type};`;
}

function printDescriptor(name: string, schema: string, configuration: ConfigurationModel): string {
  const target = targetField(configuration);
  const members = [
    `provider: ${stringLiteral(name)}`,
    `schema: ${schema}`,
    `secrets: ${layOut(secretPaths(configuration) as unknown as Json)}`,
    `roles: ${layOut(roles(configuration.root.properties))}`,
    ...(target === undefined ? [] : [`target: ${stringLiteral(target)}`]),
    `shape: ${layOut(configurationShape(configuration))}`,
  ];
  return members.map((member) => `${member},\n`).join('');
}

function printField(property: PropertyModel, printer: TypePrinter): string {
  const comment = fieldComment(property, printer.definitions);
  const type = afterColon(memberType(property, printer));
  return `${comment}declare readonly ${propertyKey(property.name)}:${type};\n`;
}

function roles(properties: readonly PropertyModel[]): JsonObject {
  return Object.fromEntries(
    properties.flatMap(({ name, role, schema }) =>
      role === undefined ? [] : [[role, { field: name, scale: SCALES[schema.unit ?? 'milliseconds'] }]],
    ),
  );
}
