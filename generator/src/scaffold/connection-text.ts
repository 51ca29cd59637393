import { Imports } from '../emit/imports.ts';
import type { ImportExtension } from '../emit/modules.ts';
import { render } from '../emit/render.ts';
import { providerIdentifiers } from '../model/names.ts';

const RUNTIME_MODULE = '@extconn/runtime';

/** A `connection.ts` that compiles and says what is left to write. */
export function connectionText(name: string, extension: ImportExtension): string {
  const names = providerIdentifiers(name);
  const driver = `${name}Driver`;
  const imports = new Imports([names.connection, driver]);
  const body = render('connection', {
    name,
    className: names.connection,
    driver,
    base: imports.value('ConnectionBase', RUNTIME_MODULE),
    context: imports.type('DriverContext', RUNTIME_MODULE),
    metadata: imports.type('ConnectionMetadata', RUNTIME_MODULE),
    configuration: imports.type(names.configuration, `./configuration.gen${extension}`),
  });
  return `${imports.print()}\n${body}`;
}
