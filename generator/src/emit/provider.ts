import type { ProviderModel } from '../model/model.ts';
import { providerIdentifiers } from '../model/names.ts';
import { docComment } from './doc-comment.ts';
import { Imports } from './imports.ts';
import { jsonLiteral, stringLiteral } from './literals.ts';
import type { ImportExtension } from './modules.ts';
import { render } from './render.ts';
import { CODEGEN_MODULE } from './zod.ts';

/** The text of `provider.gen.ts`, without header. */
export function emitProvider(model: ProviderModel, extension: ImportExtension): string {
  const names = providerIdentifiers(model.name);
  const imports = new Imports([names.provider]);
  const factoryModule = `./factory.gen${extension}`;
  const body = render('provider', {
    id: model.id,
    nameLiteral: stringLiteral(model.name),
    displayName: stringLiteral(model.displayName),
    driver: stringLiteral(model.driver),
    dataStores: jsonLiteral(model.dataStores),
    connectionModes: jsonLiteral(model.connectionModes),
    priority: model.priority,
    capabilities: jsonLiteral({ ...model.capabilities }),
    comment: docComment([
      model.displayName,
      model.description,
      `Data stores: ${model.dataStores.join(', ')}.`,
    ]),
    className: names.provider,
    base: imports.value('ExternalConnectionProviderBase', CODEGEN_MODULE),
    definitionType: imports.type('ProviderDefinition', CODEGEN_MODULE),
    load: imports.value('loadConnectionFactory', CODEGEN_MODULE),
    result: imports.type('Result', CODEGEN_MODULE),
    services: imports.type('ServiceProvider', CODEGEN_MODULE),
    factory: imports.type(names.factory, factoryModule),
    factoryClass: names.factory,
    factoryModule: stringLiteral(factoryModule),
    configurationClass: names.configuration,
    configurationInput: names.configurationInput,
    configurationModule: stringLiteral(`./configuration.gen${extension}`),
    connectionClass: names.connection,
    connectionModule: stringLiteral(`./connection${extension}`),
  });
  return `${imports.print()}\n${body}`;
}
