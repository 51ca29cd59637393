import type { ProviderModel } from '../model/model.ts';
import { providerIdentifiers } from '../model/names.ts';
import { Imports } from './imports.ts';
import { jsonLiteral } from './literals.ts';
import type { ImportExtension } from './modules.ts';
import { render } from './render.ts';
import { printLiterals } from './types.ts';
import { CODEGEN_MODULE } from './zod.ts';

/** The text of `factory.gen.ts`, without header. */
export function emitFactory(model: ProviderModel, extension: ImportExtension): string {
  const names = providerIdentifiers(model.name);
  const imports = new Imports([names.factory]);
  const body = render('factory', {
    name: model.name,
    className: names.factory,
    base: imports.value('ConnectionFactoryBase', CODEGEN_MODULE),
    factory: imports.type('ExternalConnectionFactory', CODEGEN_MODULE),
    configuration: imports.value(names.configuration, `./configuration.gen${extension}`),
    connection: imports.value(names.connection, `./connection${extension}`),
    modes: printLiterals(model.connectionModes),
    modesLiteral: jsonLiteral(model.connectionModes),
  });
  return `${imports.print()}\n${body}`;
}
