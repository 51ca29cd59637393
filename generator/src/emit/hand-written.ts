import { foreignModel } from '../config/foreign-model.ts';
import { findSecrets } from '../hand-written/secrets.ts';
import { isJsonObject, type Json } from '../located.ts';
import type { HandWrittenSchema, ProviderModel } from '../model/model.ts';
import { providerIdentifiers } from '../model/names.ts';
import { docComment } from './doc-comment.ts';
import { configurationShape } from './field-shape.ts';
import { Imports } from './imports.ts';
import { indent } from './indent.ts';
import { jsonLiteral, layOut, stringLiteral } from './literals.ts';
import type { ImportExtension } from './modules.ts';
import { render } from './render.ts';
import { targetField } from './target-field.ts';
import { CODEGEN_MODULE } from './zod.ts';

/** The text of `configuration.gen.ts` for a schema written by hand: a class around it. */
export function emitHandWritten(
  model: ProviderModel,
  configuration: HandWrittenSchema,
  extension: ImportExtension,
): string {
  const { jsonSchema } = configuration;
  if (!isJsonObject(jsonSchema)) throw new Error(`The schema of ${model.name} was not resolved`);
  const names = providerIdentifiers(model.name);
  const imports = new Imports([
    names.configuration,
    names.configurationInput,
    names.configurationSchema,
    'descriptor',
  ]);
  const door = (name: string): string => imports.value(name, CODEGEN_MODULE);
  const doorType = (name: string): string => imports.type(name, CODEGEN_MODULE);
  const module = configuration.module.replace(/\.(m?)ts$/, extension === '.js' ? '.$1js' : '.$1ts');
  const schema = imports.value(configuration.export, module);
  const secrets = findSecrets(jsonSchema).paths as unknown as Json;
  const output = `${doorType('SchemaOutput')}<typeof ${names.configurationSchema}>`;
  const values = `${doorType('WithSecrets')}<${output}, ${jsonLiteral(secrets)}>`;
  const body = render('configuration', {
    name: model.name,
    nameLiteral: stringLiteral(model.name),
    className: names.configuration,
    inputName: names.configurationInput,
    schemaName: names.configurationSchema,
    asGiven: false,
    schemas: [],
    types: [],
    zod: schema,
    input: `type ${names.configurationInput} = ${doorType('SchemaInput')}<typeof ${names.configurationSchema}>;`,
    descriptor: indent(
      printDescriptor(model, names.configurationSchema, jsonSchema, door, secrets),
    ).trimEnd(),
    heritage: `/** The values, secrets behind \`reveal()\`. */\nexport interface ${names.configuration} extends Readonly<${values}> {}\n\n`,
    classComment: docComment([model.description ?? `The configuration of ${model.displayName}.`]),
    fields: '',
    methods: VALIDATE,
    base: door('ConfigurationBase'),
    createConfiguration: door('createConfiguration'),
    descriptorType: doorType('ConfigurationDescriptor'),
    result: doorType('Result'),
  });
  return `${imports.print()}\n${body}`;
}

const VALIDATE = indent(`
/** None: what \`create\` accepted is frozen, and may have been transformed, so that the schema would not take it again. */
override validate(): readonly string[] {
  return [];
}
`);

function printDescriptor(
  { name }: ProviderModel,
  schemaName: string,
  jsonSchema: Parameters<typeof foreignModel>[0],
  door: (name: string) => string,
  secrets: Json,
): string {
  const model = foreignModel(jsonSchema);
  const target = targetField(model);
  const members = [
    `provider: ${stringLiteral(name)}`,
    `schema: ${door('handWrittenSchema')}(${schemaName})`,
    `secrets: ${layOut(secrets)}`,
    'roles: {}',
    ...(target === undefined ? [] : [`target: ${stringLiteral(target)}`]),
    `shape: ${layOut(configurationShape(model))}`,
  ];
  return members.map((member) => `${member},\n`).join('');
}
