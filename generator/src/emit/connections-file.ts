import { docComment } from './doc-comment.ts';
import { Imports } from './imports.ts';
import { indent } from './indent.ts';
import { propertyKey, stringLiteral } from './literals.ts';
import { render } from './render.ts';

/** One connection of a configuration file, as far as types are concerned. */
export interface TypedConnection {
  readonly name: string;
  /** Relative to the project's root. */
  readonly file: string;
  /** The provider's name. */
  readonly provider: string;
  /** The connection class. */
  readonly className: string;
  /** The module specifier that exports it, as the file imports it. */
  readonly module: string;
}

/** The text of `connections.gen.ts`, without header. */
export function emitConnections(connections: readonly TypedConnection[], files: readonly string[]): string {
  const imports = new Imports(['NamedConnections', 'ConnectionName']);
  const sorted = [...connections].sort((a, b) => (a.name < b.name ? -1 : 1));
  const body = render('connections', {
    exampleFile: stringLiteral(files[0] ?? 'connections.json').replaceAll('*/', '*\\/'),
    connections: sorted.map(({ name, file, provider, className, module }) => ({
      comment: indent(docComment([`Served by ${provider}; from ${file}.`])),
      key: propertyKey(name),
      type: imports.type(className, module),
    })),
  });
  const printed = imports.print();
  return printed === '' ? body : `${printed}\n${body}`;
}
